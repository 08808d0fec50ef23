import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import { dayOf } from '../../domain/day-of.ts';
import { nextNumber } from '../../domain/tickets/next-number.ts';
import type { Weighbridge, WeighbridgeTruck } from '../../domain/tickets/tickets.ts';
import type { Outbox, OutboxState } from '../ui/outbox/outbox.ts';
import { useFirstFault } from '../ui/first-fault.ts';
import { TruckBadge } from '../ui/TruckBadge.tsx';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat, useTimeZone } from '../ui/use-format.ts';
import classes from './ClerkPage.module.css';
import { type DraftFault, draftWith, kgOf, type TicketDraft, ticketOf, truckOfPlate } from './ticket-draft.ts';
import { WeighedAt } from './WeighedAt.tsx';
import { ticketsOnPhone } from './tickets-on-phone.ts';

type Written = { readonly [K in keyof TicketDraft]?: TicketDraft[K] | undefined };
/** So many trucks due are on the screen at once; the others are a plate away. */
const MOST_DUE = 6;

interface Props {
  weighbridge: Weighbridge;
  outbox: Outbox;
  state: OutboxState;
  /** What is written again; `null`: a new weighing. */
  again: TicketDraft | null;
  onKept: () => void;
}

/** One weighing: what is proposed is shown as a proposal, and can be written over. */
export function TicketForm({ weighbridge, outbox, state, again, onKept }: Props) {
  const { t } = useTranslation('clerk');
  const format = useFormat();
  const timeZone = useTimeZone();
  const [written, setWritten] = useState<Written>(again ?? {});
  const [isTimeOpen, setTimeOpen] = useState(again !== null);
  const [faults, setFaults] = useState<readonly DraftFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const toFirstFault = useFirstFault(form);
  const { facility, trucks } = weighbridge;
  const truck = truckOfPlate(written.plate ?? '', trucks);
  const proposed = {
    tareKg: truck?.usualTare ? String(truck.usualTare.kg) : '',
    number: nextFreeNumber(weighbridge, state, timeZone),
  };
  const draft = draftWith(proposed, written);
  const grossKg = kgOf(draft.grossKg);
  const tareKg = kgOf(draft.tareKg);
  const netKg = grossKg !== null && tareKg !== null && grossKg >= tareKg ? grossKg - tareKg : null;
  const set = (members: Written) => setWritten((before) => ({ ...before, ...members }));
  const faultOf = (...of: DraftFault[]) => {
    const found = of.find((fault) => faults.includes(fault));
    return found && t(`fault.${found}`);
  };
  const choose = ({ code, dueStreams }: WeighbridgeTruck) =>
    set({ plate: code, streams: dueStreams, tareKg: undefined });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!facility) return;
    const now = new Date();
    const made = ticketOf(draft, { facilityId: facility.id, trucks, timeZone, now });
    if ('faults' in made) {
      setFaults(made.faults);
      toFirstFault();
      return;
    }
    setFaults([]);
    const id = uuidv7();
    const isTimeTyped = draft.weighedAt !== '';
    // Nothing is said to be kept before it is.
    void outbox.add('ticket', id, { id, ticket: made.ticket, isTimeTyped }).then(onKept);
    setWritten({});
    setTimeOpen(false);
  };

  const due = trucks.filter(({ dueAt }) => dueAt !== null).slice(0, MOST_DUE);
  const streams = [...new Set([...(facility?.acceptedStreams ?? []), ...draft.streams])];
  return (
    <form ref={form} className={classes.form} noValidate onSubmit={submit}>
      {due.length > 0 && (
        <div>
          <Text size="sm" c="dimmed">
            {t('due')}
          </Text>
          <div className={classes.due}>
            {due.map((each) => (
              <Button
                key={each.id}
                variant={each === truck ? 'filled' : 'default'}
                h={48}
                leftSection={<TruckBadge number={each.number} size={24} />}
                onClick={() => choose(each)}
              >
                {each.code} · {format.time(each.dueAt ?? '')}
              </Button>
            ))}
          </div>
        </div>
      )}
      <TextInput
        label={t('plate')}
        value={draft.plate}
        error={faultOf('plateNeeded')}
        description={draft.plate.trim().length >= 3 && !truck ? t('foreignTruck') : undefined}
        list="clerk-trucks"
        autoComplete="off"
        onChange={(event) => set({ plate: event.currentTarget.value, tareKg: undefined })}
      />
      <datalist id="clerk-trucks">
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
          description={
            written.tareKg === undefined && truck?.usualTare ? t(`tareFrom.${truck.usualTare.from}`) : undefined
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => set({ tareKg: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('number')}
        value={draft.number}
        error={faultOf('numberNeeded')}
        description={written.number === undefined && draft.number !== '' ? t('numberProposed') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('streams')}
        value={[...draft.streams]}
        onChange={(chosen) => set({ streams: streams.filter((stream) => chosen.includes(stream)) })}
      >
        <div className={classes.streams}>
          {streams.map((stream) => (
            <Checkbox
              key={stream}
              size="lg"
              styles={{ body: { alignItems: 'center' }, labelWrapper: { flex: 1 }, label: { fontSize: 16 } }}
              value={stream}
              label={STREAM_NAMES[stream][currentLanguage()]}
            />
          ))}
        </div>
      </Checkbox.Group>
      {isTimeOpen ? (
        <WeighedAt
          hint={t('weighedAtHint')}
          value={draft.weighedAt}
          error={faultOf('timeUnclear', 'timeAhead')}
          onChange={(weighedAt) => set({ weighedAt })}
        />
      ) : (
        <Button variant="subtle" h={48} px={0} className={classes.quiet} onClick={() => setTimeOpen(true)}>
          {t('weighedBefore')}
        </Button>
      )}
      <output className={classes.net}>
        <span>{t('net')}</span>
        <span>{netKg === null ? '—' : format.kg(netKg)}</span>
      </output>
      <Button type="submit" h={56} size="lg">
        {t('save')}
      </Button>
    </form>
  );
}

/** What follows the last number in sequence, counting those that are not in the list yet. */
function nextFreeNumber({ facility, tickets, day }: Weighbridge, state: OutboxState, timeZone: string): string {
  const last = ticketsOnPhone(state, facility?.id ?? '', tickets).at(-1)?.body.ticket;
  if (!last) return facility?.nextNumber ?? '';
  return nextNumber({ number: last.number, day: dayOf(new Date(last.weighedAt), timeZone) }, day) ?? '';
}
