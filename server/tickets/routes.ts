import { z } from 'zod';
import { storedIntInText } from '../../domain/columns.ts';
import { idSchema } from '../../domain/ids.ts';
import { areDaysInOrder, DAYS_OUT_OF_ORDER, daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { ticketFilePreviewSchema } from '../../domain/tickets/ticket-file-view.ts';
import {
  doubtListSchema,
  TICKET_STATES,
  ticketCorrectionSchema,
  ticketInputSchema,
  ticketListSchema,
  ticketTripListSchema,
  ticketTripSchema,
  type TicketView,
  ticketViewSchema,
  weighbridgeSchema,
  withReasonSchema,
} from '../../domain/tickets/tickets.ts';
import type { Platform } from '../../platform/platform.ts';
import { correctTicket, setTrip, voidTicket } from '../../records/tickets/change-ticket.ts';
import { closeDoubt } from '../../records/tickets/close-doubt.ts';
import { readDoubts, readTicket, readTickets } from '../../records/tickets/read-tickets.ts';
import { readTicketTrips } from '../../records/tickets/read-ticket-trips.ts';
import { readWeighbridge } from '../../records/tickets/read-weighbridge.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { requireActiveTown } from '../active-town.ts';
import { rawRoute, type Route, route, type SignedIn } from '../http/route.ts';
import { checkTicket, enterTicket } from './enter-ticket.ts';
import { ticketProblem } from './problems.ts';
import { takeTicketFile, ticketFileFormSchema } from './take-file.ts';
import { ticketsCsv } from './tickets-csv.ts';

const byId = z.object({ id: idSchema });
const days = { from: daySchema.optional(), to: daySchema.optional() };

export function ticketRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  const theTicket = async (town: ActiveTown, viewer: SignedIn, id: string): Promise<TicketView> => {
    const ticket = await readTicket(prisma, town.id, viewer, id);
    if (!ticket) throw ticketProblem('no-such-ticket');
    return ticket;
  };
  return [
    route({
      method: 'post',
      path: '/api/tickets',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary: 'A weighbridge ticket, entered at the facility; the same again changes nothing',
      body: ticketInputSchema,
      answer: ticketViewSchema,
      problems: { 409: 'The number is of a ticket that says something else; `ticketId` names it' },
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        return await theTicket(town, user, await enterTicket(platform, town, user, body, language));
      },
    }),
    route({
      method: 'get',
      path: '/api/tickets',
      permission: 'tickets.read',
      tag: 'tickets',
      summary: 'Tickets by service day, facility, truck, state and a part of the number, in the order of weighing',
      query: z
        .object({
          ...days,
          facility: idSchema.optional(),
          truck: idSchema.optional(),
          state: z.enum(TICKET_STATES).optional(),
          /** A part of its number. */
          number: z.string().max(40).optional(),
          /** Only so many, the last weighed first. */
          most: storedIntInText(1, 100).optional(),
        })
        .refine(areDaysInOrder, DAYS_OUT_OF_ORDER),
      answer: ticketListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        return { items: await readTickets(prisma, town.id, user, query, query.most) };
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/tickets.csv',
      permission: 'tickets.read',
      tag: 'tickets',
      summary: 'The same as a file: day, facility, number, truck, stream, netKg, state; void ones too',
      query: z.object(days).refine(areDaysInOrder, DAYS_OUT_OF_ORDER),
      answerType: 'text/csv',
      handler: async ({ query, user, response }) => {
        const town = await requireActiveTown(prisma);
        const tickets = await readTickets(prisma, town.id, user, query);
        response.setHeader('Content-Type', 'text/csv; charset=utf-8');
        response.setHeader('Content-Disposition', 'attachment; filename="tickets.csv"');
        response.send(ticketsCsv(tickets));
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/file',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary:
        'Takes in the file of a weighbridge (XLSX, CSV); with `dryRun=1` says what that would do; the same again changes nothing',
      upload: {
        contentType: 'multipart/form-data',
        schema: z.object({
          ...ticketFileFormSchema.shape,
          ...{ dryRun: z.enum(['0', '1']).optional(), mapping: z.string().optional() },
          file: z.string().meta({ format: 'binary' }),
        }),
      },
      answer: ticketFilePreviewSchema,
      problems: {
        413: 'The file is too large',
        415: 'The body is no multipart/form-data',
        422: 'Rows have faults (`rows-refused`, with `faults`): nothing was kept',
      },
      handler: async ({ request, user, language }) =>
        await takeTicketFile(platform, await requireActiveTown(prisma), request, user, language),
    }),
    route({
      method: 'get',
      path: '/api/weighbridge',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary:
        'What a clerk has at hand: trucks due at the facility, their usual tares, the next number, today’s tickets',
      query: z.object({ facility: idSchema.optional() }),
      answer: weighbridgeSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        const day = dayOf(new Date(), town.timeZone);
        return await readWeighbridge(prisma, town, user, { day, facilityId: query.facility });
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/:id/void',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary: 'Makes a ticket count no more, with the reason; it stays',
      params: byId,
      body: withReasonSchema,
      answer: ticketViewSchema,
      handler: async ({ params, body, user }) => {
        const town = await requireActiveTown(prisma);
        const done = await voidTicket(prisma, { town, viewer: user, id: params.id }, body.reason);
        if (!done) throw ticketProblem('no-such-ticket');
        return await theTicket(town, user, done.id);
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/:id/correct',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary: 'Another ticket in the place of a wrong one, which is void from then on; with the reason',
      params: byId,
      body: ticketCorrectionSchema,
      answer: ticketViewSchema,
      problems: { 409: 'The ticket is void already, or the number is another’s' },
      handler: async ({ params, body: { reason, ...input }, user, language }) => {
        const town = await requireActiveTown(prisma);
        await checkTicket(platform, town, user, input, language);
        const done = await correctTicket(prisma, { town, viewer: user, id: params.id }, input, reason);
        if (done === null) throw ticketProblem('no-such-ticket');
        if (done === 'void') throw ticketProblem('ticket-is-void');
        if ('takenBy' in done) {
          throw ticketProblem('ticket-number-taken', { number: input.number }, { ticketId: done.takenBy });
        }
        return await theTicket(town, user, done.id);
      },
    }),
    route({
      method: 'get',
      path: '/api/tickets/:id/trips',
      permission: 'tickets.read',
      tag: 'tickets',
      summary: 'The published trips of its truck around the time of weighing, of which a ticket can be',
      params: byId,
      answer: ticketTripListSchema,
      handler: async ({ params, user }) => {
        const town = await requireActiveTown(prisma);
        const trips = await readTicketTrips(prisma, town.id, user, params.id);
        if (!trips) throw ticketProblem('no-such-ticket');
        return trips;
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/:id/trip',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary: 'Says by hand of which trip a ticket is, or that it is of none',
      params: byId,
      body: ticketTripSchema,
      answer: ticketViewSchema,
      handler: async ({ params, body, user }) => {
        const town = await requireActiveTown(prisma);
        const done = await setTrip(prisma, { town, viewer: user, id: params.id }, body.trip);
        if (done === null) throw ticketProblem('no-such-ticket');
        if (done === 'no-trip') throw ticketProblem('no-such-trip');
        return await theTicket(town, user, done.id);
      },
    }),
    route({
      method: 'get',
      path: '/api/plausibility',
      permission: 'tickets.read',
      tag: 'tickets',
      summary: 'What is strange about valid tickets: a list to work through, each closed with a reason',
      query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
      answer: doubtListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        return { items: await readDoubts(prisma, town.id, user, query.state) };
      },
    }),
    route({
      method: 'post',
      path: '/api/plausibility/:id/close',
      permission: 'tickets.edit',
      tag: 'tickets',
      summary: 'Closes one of them with what was found out; what was closed stays as it was',
      params: byId,
      body: withReasonSchema,
      answer: doubtListSchema,
      handler: async ({ params, body, user }) => {
        const town = await requireActiveTown(prisma);
        const isThere = await closeDoubt(
          prisma,
          { townId: town.id, viewer: user, id: params.id, now: new Date() },
          body.reason,
        );
        if (!isThere) throw ticketProblem('no-such-doubt');
        return { items: await readDoubts(prisma, town.id, user, 'open') };
      },
    }),
  ];
}
