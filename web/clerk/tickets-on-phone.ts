import { ticketNumber } from '../../domain/ticket-number.ts';
import type { TicketView } from '../../domain/tickets/tickets.ts';
import { isOfKind, type OutboxItem, withdrawnIds } from '../ui/outbox/items.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';

/**
 * Tickets of a facility that are on this device and that `loaded` does not show yet, in the order they were entered; the last one also
 * where it shows it, as long as it can be taken back. Those taken back are not among them.
 */
export function ticketsOnPhone(
  state: OutboxState,
  facilityId: string,
  loaded: readonly TicketView[],
): OutboxItem<'ticket'>[] {
  const { waiting, sent, held } = state;
  const shown = numbersOf(loaded);
  const takenBack = withdrawnIds(state);
  const arrived = sent
    .filter(isTicket)
    .filter(({ id, body }) => id === held?.id || !shown.has(ticketNumber(body.ticket.number)));
  return [...arrived, ...waiting.filter(isTicket)].filter(
    ({ id, body }) => body.ticket.facilityId === facilityId && !takenBack.has(id),
  );
}

/** Tickets that have arrived, and that `loaded` shows: they need not be kept any longer. */
export function ticketsArrived({ sent }: OutboxState, loaded: readonly TicketView[]): string[] {
  const shown = numbersOf(loaded);
  return sent
    .filter(isTicket)
    .filter(({ body }) => shown.has(ticketNumber(body.ticket.number)))
    .map(({ id }) => id);
}

/** Tickets the server will never take. */
export function refusedTickets({ refused }: OutboxState): OutboxItem<'ticket'>[] {
  return refused.filter(isTicket);
}

function isTicket(item: OutboxItem): item is OutboxItem<'ticket'> {
  return isOfKind(item, 'ticket');
}

function numbersOf(tickets: readonly TicketView[]): ReadonlySet<string> {
  return new Set(tickets.map(({ number }) => number));
}
