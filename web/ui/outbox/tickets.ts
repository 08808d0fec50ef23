import { ticketViewSchema } from '../../../domain/tickets/tickets.ts';
import type { Carrier } from './items.ts';
import { postEach } from './post-each.ts';

/** Brings weighbridge tickets to the server, which knows each again by what it says. */
export const ticketCarrier: Carrier<'ticket'> = {
  mostAtOnce: 1,
  stamp: (body, weighedAt) => (body.isTimeTyped ? body : { ...body, ticket: { ...body.ticket, weighedAt } }),
  deviceMsOf: ({ ticket }) => Date.parse(ticket.weighedAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, { path: '/api/tickets', answer: ticketViewSchema, bodyOf: ({ ticket }) => ticket }),
};
