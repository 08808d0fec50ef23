import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import type { TicketBody, TicketView, Weighbridge } from '../../domain/tickets/tickets.ts';
import type { OutboxItem } from '../ui/outbox/items.ts';
import type { Outbox, OutboxState } from '../ui/outbox/outbox.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './ClerkPage.module.css';
import { TicketCorrection, TicketVoid } from './TicketChange.tsx';
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
  const own = new Set(here.map(({ body }) => ticketNumber(body.ticket.number)));
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
        {weighbridge.tickets
          .filter(({ number, state: told }) => told !== 'valid' || !own.has(number))
          .map((ticket) => (
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
  const done = (isChanged: boolean) => {
    setDoing(null);
    if (isChanged) onChanged();
  };
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
        {doing === 'void' && <TicketVoid ticket={ticket} onDone={done} />}
        {doing === 'correct' && <TicketCorrection ticket={ticket} onDone={done} />}
      </div>
    </li>
  );
}
