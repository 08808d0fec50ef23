import { Button, Radio, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { DayField } from '../ui/DayField.tsx';
import { COMPLAINT_TEXT_LENGTH, newComplaintSchema, PHONE_KEPT_DAYS } from '../../domain/complaints/complaints.ts';
import { COMPLAINT_KINDS, type ComplaintKind } from '../../domain/complaints/kinds.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { messageOf } from '../ui/api/problem.ts';
import { request } from '../ui/api/request.ts';
import { useFirstFault } from '../ui/first-fault.ts';
import classes from './Complaint.module.css';
import { PlaceChoice } from './PlaceChoice.tsx';
import type { Finder, Place } from './places.ts';

interface Props<S extends z.ZodType> {
  /** Where it is sent, and what is answered. */
  path: string;
  answer: S;
  today: Day;
  /** The furthest back a complaint may be of, in days. */
  days: number;
  /** What is known from the beginning. */
  known?: { readonly place: Place | null; readonly day: Day };
  placeHint: string;
  sendLabel: string;
  finder: Finder;
  onSent: (answer: z.infer<S>) => void;
  onCancel?: () => void;
}

/** A complaint as a resident or an office writes it. */
export function ComplaintForm<S extends z.ZodType>(props: Props<S>) {
  const { path, answer, today, days, known, placeHint, sendLabel, finder, onSent, onCancel } = props;
  const { t } = useTranslation('complaints');
  const [id] = useState(() => uuidv7());
  const [kind, setKind] = useState<ComplaintKind>('not-collected');
  const [day, setDay] = useState(known?.day ?? today);
  const [place, setPlace] = useState<Place | null>(known?.place ?? null);
  const [text, setText] = useState('');
  const [phone, setPhone] = useState('');
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const toFirstFault = useFirstFault(form);
  const complaint = {
    ...{ id, kind, day, text },
    ...(place && (place.kind === 'point' ? { pointId: place.id } : { streetId: place.id })),
    ...(phone.trim() !== '' && { phone }),
  };
  const parsed = newComplaintSchema.safeParse(complaint);
  const faults = new Set(parsed.error?.issues.map(({ path: [field] }) => field));
  const send = useMutation({
    mutationFn: () => request(answer, path, { method: 'POST', body: complaint }),
    onSuccess: onSent,
  });
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (parsed.success) send.mutate();
        else toFirstFault();
      }}
    >
      <Radio.Group
        size="md"
        label={t('kindLabel')}
        value={kind}
        onChange={(value) => setKind(COMPLAINT_KINDS.find((each) => each === value) ?? kind)}
      >
        <div className={classes.kinds} style={{ marginTop: 6 }}>
          {COMPLAINT_KINDS.map((each) => (
            // Whoever writes down a call has pressed a button elsewhere, and goes on here.
            <Radio key={each} value={each} label={t(`kind.${each}`)} autoFocus={finder === 'office' && each === kind} />
          ))}
        </div>
      </Radio.Group>
      <DayField
        size="md"
        w={200}
        label={t('day')}
        value={day}
        min={addDays(today, -days)}
        max={today}
        onChange={(value) => value !== '' && setDay(value)}
      />
      <PlaceChoice
        place={place}
        hint={placeHint}
        error={isTried && !place ? t('missing') : undefined}
        day={day}
        finder={finder}
        onChange={setPlace}
      />
      <Textarea
        size="md"
        autosize
        minRows={2}
        label={t('text')}
        description={t('textHint')}
        maxLength={COMPLAINT_TEXT_LENGTH}
        value={text}
        error={isTried && faults.has('text') ? t('textNeeded') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="tel"
        size="md"
        autoComplete="tel"
        label={t('phone')}
        description={t('phoneHint', { days: PHONE_KEPT_DAYS })}
        maxLength={20}
        value={phone}
        error={isTried && faults.has('phone') ? t('phoneWrong') : undefined}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      {send.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(send.error)}
        </Text>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="md" loading={send.isPending}>
          {sendLabel}
        </Button>
        {onCancel && (
          <Button size="md" variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
