import { Button, Loader, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TripKey } from '../../../domain/tickets/match-trip.ts';
import { type TicketView, ticketViewSchema } from '../../../domain/tickets/tickets.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { TICKETS, ticketTripsQuery } from './ticket-queries.ts';

/** Of which trip a ticket is and how that is known, to be set by hand. */
export function TicketTrip({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const mayEdit = usePermission('tickets.edit');
  const [isOpen, setIsOpen] = useState(false);
  const { trip } = ticket;
  return (
    <section aria-label={t('tickets.trip')}>
      <Title order={3} size="h6" mt="sm">
        {t('tickets.trip')}
      </Title>
      <Text size="sm">
        {trip === null
          ? t('tickets.noTrip')
          : `${t('tickets.tripOf', { number: trip.tripNumber, day: format.dayShort(ticket.day) })}: ${t(`tickets.tripHow.${trip.how}`)}`}
      </Text>
      {mayEdit && ticket.state === 'valid' && ticket.truckId !== null && !isOpen && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setIsOpen(true)}>
            {t('tickets.setTrip')}
          </Button>
        </div>
      )}
      {isOpen && <Trips ticket={ticket} onDone={() => setIsOpen(false)} />}
    </section>
  );
}

function Trips({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const queryClient = useQueryClient();
  const trips = useQuery(ticketTripsQuery(ticket.id));
  const set = useMutation({
    mutationFn: (trip: TripKey | null) =>
      request(ticketViewSchema, `/api/tickets/${ticket.id}/trip`, { method: 'POST', body: { trip } }),
    onSuccess: () => {
      onDone();
      void queryClient.invalidateQueries({ queryKey: TICKETS });
    },
  });
  if (trips.isError && !trips.data) return <Text size="sm">{messageOf(trips.error)}</Text>;
  if (!trips.data) return <Loader type="dots" aria-label={t('loading')} />;
  const isOf = ({ day, shiftId, tripNumber }: TripKey): boolean =>
    ticket.day === day && ticket.trip?.shiftId === shiftId && ticket.trip.tripNumber === tripNumber;
  return (
    <div className={classes.trips}>
      {trips.data.items.length === 0 && <Text size="sm">{t('tickets.noTrips')}</Text>}
      {trips.data.items.map(({ day, shiftId, tripNumber, facilityName, plannedAt, reportedAt, hasTicket }) => (
        <Button
          key={`${day} ${shiftId} ${tripNumber}`}
          variant={isOf({ day, shiftId, tripNumber }) ? 'light' : 'default'}
          justify="flex-start"
          disabled={set.isPending}
          onClick={() => set.mutate({ day, shiftId, tripNumber })}
        >
          {[
            t('tickets.tripOf', { number: tripNumber, day: format.dayShort(day) }),
            facilityName,
            reportedAt === null
              ? t('tickets.planned', { time: format.time(plannedAt, day) })
              : t('tickets.reported', { time: format.time(reportedAt, day) }),
            ...(hasTicket && !isOf({ day, shiftId, tripNumber }) ? [t('tickets.taken')] : []),
          ].join(' · ')}
        </Button>
      ))}
      <Button variant="default" justify="flex-start" disabled={set.isPending} onClick={() => set.mutate(null)}>
        {t('tickets.noneOfThem')}
      </Button>
      <Button variant="subtle" onClick={onDone}>
        {t('cancel')}
      </Button>
      {set.isError && (
        <Text size="sm" role="alert" c="var(--mantine-color-error)">
          {messageOf(set.error)}
        </Text>
      )}
    </div>
  );
}
