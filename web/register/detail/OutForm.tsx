import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { DayField } from '../../ui/DayField.tsx';
import { command } from '../../ui/api/request.ts';
import { choiceName } from '../fields/names.ts';
import { readClock } from '../../ui/typed-clock.ts';
import type { Wording } from '../fields/value-text.ts';
import { useKeys } from '../use-keys.ts';
import { faultsOf } from './faults.ts';
import classes from './Out.module.css';
import { OUT, type OutKind } from './out.ts';

interface Props {
  kind: OutKind;
  id: string;
  /** The first day proposed. */
  day: string;
  wording: Pick<Wording, 't' | 'language'>;
  onDone: () => void;
  onCancel: () => void;
}

/** From when to when something does not work, and why: two keys for today, a few more for other days. */
export function OutForm({ kind, id, day, wording: { t, language }, onDone, onCancel }: Props) {
  const { subject, name, reasons, choices, mayBeOpen } = OUT[kind];
  const form = useRef<HTMLFormElement>(null);
  useKeys(form, ({ key }) => {
    if (key === 'Escape') onCancel();
  });
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState(day);
  const [reason, setReason] = useState(reasons?.[0] ?? '');
  const [note, setNote] = useState('');
  const [closesAt, setClosesAt] = useState('');
  const [clockFault, setClockFault] = useState(false);
  const save = useMutation({
    mutationFn: (closesAtSecond: number | null) =>
      command(`/api/${subject}/${id}/${name}`, {
        body: {
          from,
          ...((to !== '' || mayBeOpen) && { to: to === '' ? null : to }),
          reason: reason.trim(),
          ...(reasons !== null && note.trim() !== '' && { note: note.trim() }),
          ...(kind === 'facility' && { closesAtSecond }),
        },
      }),
    onSuccess: onDone,
  });
  const faults = save.error === null ? null : faultsOf(save.error, ['from', 'to', 'reason', 'note', 'closesAtSecond']);
  const submit = () => {
    const second = closesAt.trim() === '' ? null : readClock(closesAt);
    const isWrong = closesAt.trim() !== '' && second === null;
    setClockFault(isWrong);
    if (!isWrong) save.mutate(second);
  };
  return (
    <form
      ref={form}
      className={classes.form}
      aria-label={t(`out.${kind}`)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {reasons === null ? (
        <TextInput
          autoFocus
          size="sm"
          label={t('out.reason')}
          required
          value={reason}
          error={faults?.fields['reason']}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : (
        <NativeSelect
          autoFocus
          size="sm"
          label={t('out.reason')}
          value={reason}
          error={faults?.fields['reason']}
          data={reasons.map((value) => ({ value, label: choiceName(choices, value, language) }))}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group gap={8} grow align="start">
        <DayField
          size="sm"
          label={t('out.from')}
          required
          value={from}
          error={faults?.fields['from']}
          onChange={(first) => {
            setFrom(first);
            if (to !== '' && to < first) setTo(first);
          }}
        />
        <DayField
          size="sm"
          label={t('out.to')}
          required={!mayBeOpen}
          min={from}
          value={to}
          error={faults?.fields['to']}
          onChange={setTo}
        />
      </Group>
      {mayBeOpen && (
        <Text size="xs" c="dimmed">
          {t('out.untilBack')}
        </Text>
      )}
      {kind === 'facility' ? (
        <TextInput
          size="sm"
          label={t('out.closesAt')}
          placeholder="11:30"
          value={closesAt}
          error={clockFault ? t('fault.clock') : faults?.fields['closesAtSecond']}
          onChange={(event) => setClosesAt(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          size="sm"
          label={t('out.note')}
          value={note}
          error={faults?.fields['note']}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {faults?.whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {faults.whole}
        </Text>
      )}
      <Group gap={8}>
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          {t('out.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('detail.cancel')}
        </Button>
      </Group>
    </form>
  );
}
