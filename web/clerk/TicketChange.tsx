import { Alert, Button, Checkbox, Group, Loader, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_REASON_LENGTH } from '../../domain/reason.ts';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import { type TicketView, ticketViewSchema, type Weighbridge } from '../../domain/tickets/tickets.ts';
import { messageOf } from '../ui/api/problem.ts';
import { meQuery } from '../ui/api/queries.ts';
import { request } from '../ui/api/request.ts';
import { useFirstFault } from '../ui/first-fault.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useTimeZone } from '../ui/use-format.ts';
import classes from './ClerkPage.module.css';
import { type DraftFault, draftOf, localTime, type TicketDraft, ticketOf } from './ticket-draft.ts';
import { WeighedAt } from './WeighedAt.tsx';
import { weighbridgeQuery } from './weighbridge-query.ts';

interface Props {
  ticket: TicketView;
  onDone: (isChanged: boolean) => void;
}

/** Voids a ticket; needs a network, because others may have changed it. */
export function TicketVoid({ ticket, onDone }: Props) {
  const { t } = useTranslation('clerk');
  const [reason, setReason] = useState('');
  const change = useChange(ticket, 'void', onDone);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ reason });
      }}
    >
      <TextInput
        label={t('reason')}
        autoFocus
        required
        withAsterisk={false}
        minLength={LEAST_REASON_LENGTH}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Failed error={change.error} />
      <Buttons label={t('voidNow')} isPending={change.isPending} onCancel={() => onDone(false)} />
    </form>
  );
}

/** Puts another ticket in the place of a wrong one, with all that stands on the slip. */
export function TicketCorrection({ ticket, onDone }: Props) {
  const me = useQuery(meQuery()).data;
  const weighbridge = useQuery({
    ...weighbridgeQuery(me?.id ?? '', ticket.facilityId),
    enabled: me !== undefined && me !== null,
  });
  if (weighbridge.data) return <Correction ticket={ticket} weighbridge={weighbridge.data} onDone={onDone} />;
  return weighbridge.isError ? <Failed error={weighbridge.error} /> : <Loader type="dots" />;
}

function Correction({ ticket, weighbridge, onDone }: Props & { weighbridge: Weighbridge }) {
  const { t } = useTranslation('clerk');
  const timeZone = useTimeZone();
  const { trucks, facility } = weighbridge;
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly DraftFault[]>([]);
  const [isReasonShort, setReasonShort] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const toFirstFault = useFirstFault(form);
  const [draft, setDraft] = useState(() =>
    draftOf({ ...ticket, plate: ticket.truckCode }, trucks, (at) => localTime(at, timeZone)),
  );
  const change = useChange(ticket, 'correct', onDone);
  const set = (members: Partial<TicketDraft>) => setDraft((before) => ({ ...before, ...members }));
  const faultOf = (...of: DraftFault[]) => {
    const found = of.find((fault) => faults.includes(fault));
    return found && t(`fault.${found}`);
  };
  const streams = [...new Set([...(facility?.acceptedStreams ?? []), ...ticket.streams])];
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const made = ticketOf(draft, { facilityId: ticket.facilityId, trucks, timeZone, now: new Date() });
        const isShort = reason.trim().length < LEAST_REASON_LENGTH;
        setReasonShort(isShort);
        if ('faults' in made || isShort) {
          setFaults('faults' in made ? made.faults : []);
          toFirstFault();
          return;
        }
        setFaults([]);
        // The field shows minutes: the seconds it was weighed at stay where nobody wrote another minute.
        const isSameMinute = draft.weighedAt === localTime(ticket.weighedAt, timeZone);
        change.mutate({ ...made.ticket, ...(isSameMinute && { weighedAt: ticket.weighedAt }), reason });
      }}
    >
      <TextInput
        label={t('plate')}
        value={draft.plate}
        error={faultOf('plateNeeded')}
        list="correction-trucks"
        autoComplete="off"
        onChange={(event) => set({ plate: event.currentTarget.value })}
      />
      <datalist id="correction-trucks">
        {trucks.map(({ id, code }) => (
          <option key={id} value={code}>
            {code}
          </option>
        ))}
      </datalist>
      <div className={classes.pair}>
        <TextInput
          label={t('gross')}
          inputMode="numeric"
          value={draft.grossKg}
          error={faultOf('grossNeeded')}
          onChange={(event) => set({ grossKg: event.currentTarget.value })}
        />
        <TextInput
          label={t('tare')}
          inputMode="numeric"
          value={draft.tareKg}
          error={faultOf('tareNeeded', 'tareAbove')}
          onChange={(event) => set({ tareKg: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('number')}
        value={draft.number}
        error={faultOf('numberNeeded')}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <WeighedAt
        value={draft.weighedAt}
        error={faultOf('timeUnclear', 'timeAhead')}
        onChange={(weighedAt) => set({ weighedAt })}
      />
      <Checkbox.Group
        label={t('streams')}
        value={[...draft.streams]}
        onChange={(chosen) => set({ streams: streams.filter((stream) => chosen.includes(stream)) })}
      >
        <div className={classes.streams}>
          {streams.map((stream) => (
            <Checkbox key={stream} size="md" value={stream} label={STREAM_NAMES[stream][currentLanguage()]} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label={t('reason')}
        value={reason}
        error={isReasonShort && t('fault.reasonNeeded')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Failed error={change.error} />
      <Buttons label={t('correctNow')} isPending={change.isPending} onCancel={() => onDone(false)} />
    </form>
  );
}

function useChange(ticket: TicketView, what: 'void' | 'correct', onDone: (isChanged: boolean) => void) {
  return useMutation({
    mutationFn: (body: object) =>
      request(ticketViewSchema, `/api/tickets/${ticket.id}/${what}`, { method: 'POST', body }),
    onSuccess: () => onDone(true),
  });
}

function Failed({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <Alert role="alert" color="red" variant="light">
      {messageOf(error)}
    </Alert>
  );
}

interface ButtonsProps {
  label: string;
  isPending: boolean;
  onCancel: () => void;
}

function Buttons({ label, isPending, onCancel }: ButtonsProps) {
  const { t } = useTranslation('clerk');
  return (
    <Group gap="xs">
      <Button type="submit" h={48} loading={isPending}>
        {label}
      </Button>
      <Button variant="default" h={48} onClick={onCancel}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
