import { isOfKind, type OutboxItem } from '../ui/outbox/items.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';

/** Tickets of a facility that the server may not have yet, in the order they were entered. */
export function ticketsOnPhone({ waiting }: OutboxState, facilityId: string): OutboxItem<'ticket'>[] {
  return waiting.filter(isTicket).filter(({ body }) => body.ticket.facilityId === facilityId);
}

/** Tickets the server will never take. */
export function refusedTickets({ refused }: OutboxState): OutboxItem<'ticket'>[] {
  return refused.filter(isTicket);
}

function isTicket(item: OutboxItem): item is OutboxItem<'ticket'> {
  return isOfKind(item, 'ticket');
}
