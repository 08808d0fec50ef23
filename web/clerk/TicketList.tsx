import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../domain/streams.ts';
import { type TicketBody, type TicketView, ticketViewSchema, type Weighbridge } from '../../domain/tickets/tickets.ts';
import { messageOf } from '../ui/api/problem.ts';
import { request } from '../ui/api/request.ts';
import type { OutboxItem } from '../ui/outbox/items.ts';
import type { Outbox, OutboxState } from '../ui/outbox/outbox.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './ClerkPage.module.css';
import { kgOf } from './ticket-draft.ts';
import { refusedTickets, ticketsOnPhone } from './tickets-on-phone.ts';

interface Props {
  weighbridge: Weighbridge;
  outbox: Outbox;
  state: OutboxState;
  onChanged: () => void;
  /** A refused one is to be written again. */
  onAgain: (item: OutboxItem<'ticket'>) => void;
}

/** Today's tickets, those on their way first, each to be voided or corrected with a reason. */
export function TicketList({ weighbridge, outbox, state, onChanged, onAgain }: Props) {
  const { t } = useTranslation('clerk');
  const here = ticketsOnPhone(state, weighbridge.facility?.id ?? '', weighbridge.tickets).toReversed();
  const unsent = here.filter((item) => item.state === 'waiting').length;
  const refused = refusedTickets(state);
  const codeOf = ({ truckId, plate }: TicketBody): string =>
    weighbridge.trucks.find(({ id }) => id === truckId)?.code ?? plate ?? '';
  return (
    <section aria-label={t('list')}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('list')}
        </Title>
        {unsent > 0 && (
          <Button variant="light" onClick={() => void outbox.sendNow()}>
            {t('sendNow', { count: unsent })}
          </Button>
        )}
      </Group>
      {here.length + refused.length + weighbridge.tickets.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      <ul className={classes.list}>
        {refused.map((item) => (
          <li key={item.id} className={classes.ticket}>
            <Line
              code={codeOf(item.body.ticket)}
              number={item.body.ticket.number}
              netKg={item.body.ticket.grossKg - item.body.ticket.tareKg}
            />
            <div className={classes.wide}>
              <Text className={classes.refused} size="sm">
                {t('refused')}
              </Text>
              <Group gap="xs">
                <Button variant="default" h={48} onClick={() => onAgain(item)}>
                  {t('writeAgain')}
                </Button>
                <Button variant="default" h={48} onClick={() => void outbox.discardRefused(item.id)}>
                  {t('discard')}
                </Button>
              </Group>
            </div>
          </li>
        ))}
        {here.map(({ id, state: itemState, body: { ticket } }) => (
          <li key={id} className={classes.ticket}>
            <Line code={codeOf(ticket)} number={ticket.number} netKg={ticket.grossKg - ticket.tareKg} />
            <Text c="dimmed" size="sm">
              {t(itemState === 'sent' ? 'arrived' : 'waiting')}
            </Text>
            {state.held?.id === id && (
              <Button variant="default" h={48} onClick={() => void outbox.takeBack(id)}>
                {t('takeBack')}
              </Button>
            )}
          </li>
        ))}
        {weighbridge.tickets.map((ticket) => (
          <Ticket key={ticket.id} ticket={ticket} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

function Line({ code, number, netKg }: { code: string; number: string; netKg: number }) {
  const format = useFormat();
  return (
    <>
      <Text className={classes.figures} fw={500}>
        {code} · {number}
      </Text>
      <Text className={classes.figures} fw={500} ta="right">
        {format.kg(netKg)}
      </Text>
    </>
  );
}

function Ticket({ ticket, onChanged }: { ticket: TicketView; onChanged: () => void }) {
  const { t } = useTranslation('clerk');
  const format = useFormat();
  const [doing, setDoing] = useState<'void' | 'correct' | null>(null);
  const streams = ticket.streams.map((stream) => STREAM_NAMES[stream][currentLanguage()]).join(', ');
  return (
    <li className={classes.ticket} data-state={ticket.state}>
      <Line code={ticket.truckCode} number={ticket.number} netKg={ticket.netKg} />
      <Text c="dimmed" size="sm">
        {format.time(ticket.weighedAt)} · {format.kg(ticket.grossKg)} − {format.kg(ticket.tareKg)}
        {streams && ` · ${streams}`}
      </Text>
      <span />
      <div className={classes.wide}>
        {ticket.openDoubts.map((kind) => (
          <Text key={kind} size="sm">
            {t(`doubt.${kind}`)}
          </Text>
        ))}
        {ticket.voided && <Text size="sm">{t('voided', { reason: ticket.voided.reason })}</Text>}
        {ticket.state === 'valid' && doing === null && (
          <Group gap="xs">
            <Button variant="default" h={48} onClick={() => setDoing('correct')}>
              {t('correct')}
            </Button>
            <Button variant="default" h={48} onClick={() => setDoing('void')}>
              {t('void')}
            </Button>
          </Group>
        )}
        {doing && (
          <Change
            ticket={ticket}
            doing={doing}
            onDone={(isChanged) => {
              setDoing(null);
              if (isChanged) onChanged();
            }}
          />
        )}
      </div>
    </li>
  );
}

interface ChangeProps {
  ticket: TicketView;
  doing: 'void' | 'correct';
  onDone: (isChanged: boolean) => void;
}

/** Voids a ticket or puts another in its place; needs a network, because others may have changed it. */
function Change({ ticket, doing, onDone }: ChangeProps) {
  const { t } = useTranslation('clerk');
  const [reason, setReason] = useState('');
  const [gross, setGross] = useState(String(ticket.grossKg));
  const [tare, setTare] = useState(String(ticket.tareKg));
  const [number, setNumber] = useState(ticket.number);
  const change = useMutation({
    mutationFn: () => {
      const { id, facilityId, truckId, truckCode, streams, weighedAt } = ticket;
      const of = truckId ? { truckId } : { plate: truckCode };
      const slip = { facilityId, ...of, number, grossKg: kgOf(gross), tareKg: kgOf(tare), streams, weighedAt };
      const body = doing === 'void' ? { reason } : { ...slip, reason };
      return request(ticketViewSchema, `/api/tickets/${id}/${doing}`, { method: 'POST', body });
    },
    onSuccess: () => onDone(true),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {doing === 'correct' && (
        <>
          <TextInput label={t('number')} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          <div className={classes.pair}>
            <TextInput
              label={t('gross')}
              inputMode="numeric"
              value={gross}
              onChange={(event) => setGross(event.currentTarget.value)}
            />
            <TextInput
              label={t('tare')}
              inputMode="numeric"
              value={tare}
              onChange={(event) => setTare(event.currentTarget.value)}
            />
          </div>
        </>
      )}
      <TextInput label={t('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {change.isError && (
        <Alert role="alert" color="red" variant="light">
          {messageOf(change.error)}
        </Alert>
      )}
      <Group gap="xs">
        <Button type="submit" h={48} loading={change.isPending} disabled={reason.trim().length < 3}>
          {t(doing === 'void' ? 'voidNow' : 'correctNow')}
        </Button>
        <Button variant="default" h={48} onClick={() => onDone(false)}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
