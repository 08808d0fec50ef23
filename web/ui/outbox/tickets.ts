import { ticketViewSchema } from '../../../domain/tickets/tickets.ts';
import { ApiProblem } from '../api/problem.ts';
import { request } from '../api/request.ts';
import type { Carrier } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Brings weighbridge tickets to the server, which knows each again by what it says. */
export const ticketCarrier: Carrier<'ticket'> = {
  mostAtOnce: 1,
  stamp: (body, weighedAt) => (body.isTimeTyped ? body : { ...body, ticket: { ...body.ticket, weighedAt } }),
  deviceMsOf: ({ ticket }) => Date.parse(ticket.weighedAt),
  deliver: async (bodies, signal) => {
    try {
      for (const { ticket } of bodies) {
        await request(ticketViewSchema, '/api/tickets', { method: 'POST', body: ticket, signal });
      }
      return { outcome: 'sent', ids: bodies.map(({ id }) => id) };
    } catch (error) {
      if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
      if (!signal.aborted) console.error(error);
      return { outcome: 'later' };
    }
  },
};
