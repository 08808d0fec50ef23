import { type Day, dayToDate } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { type DoubtView, doubtViewSchema, type TicketState, type TicketView } from '../../domain/tickets/tickets.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';
import { ticketInclude, ticketViews } from './ticket-view.ts';

/** Which tickets are asked for; the days are service days, both included. */
export interface TicketFilter {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly facility?: string | undefined;
  readonly truck?: string | undefined;
  readonly state?: TicketState | undefined;
  /** A part of its number, in small letters or capitals. */
  readonly number?: string | undefined;
}

/** Tickets the viewer may see, in the order of weighing. @param newest only so many, the last ones first */
export async function readTickets(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  filter: TicketFilter,
  newest?: number,
): Promise<TicketView[]> {
  const rows = await prisma.ticket.findMany({
    where: { AND: [{ townId }, whereOf(viewer, 'tickets.read'), whereOfFilter(filter)] },
    include: ticketInclude,
    orderBy: newest === undefined ? [{ weighedAt: 'asc' }, { id: 'asc' }] : [{ weighedAt: 'desc' }, { id: 'asc' }],
    ...(newest !== undefined && { take: newest }),
  });
  return await ticketViews(prisma, rows);
}

/** One ticket the viewer may see; `null`: none. */
export async function readTicket(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
): Promise<TicketView | null> {
  const row = await prisma.ticket.findFirst({
    where: { AND: [{ id, townId }, whereOf(viewer, 'tickets.read')] },
    include: ticketInclude,
  });
  return row ? ((await ticketViews(prisma, [row]))[0] ?? null) : null;
}

function whereOfFilter({ from, to, facility, truck, state, number }: TicketFilter): Prisma.TicketWhereInput {
  return {
    ...((from || to) && { day: { ...(from && { gte: dayToDate(from) }), ...(to && { lte: dayToDate(to) }) } }),
    ...(facility && { facilityId: facility }),
    ...(truck && { truckId: truck }),
    ...(state && { state }),
    ...(number && { number: { contains: ticketNumber(number), mode: 'insensitive' } }),
  };
}

const MOST_DOUBTS = 500;

/** What is strange about valid tickets the viewer may see, newest first: those open, or those somebody has closed. */
export async function readDoubts(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  state: 'open' | 'closed',
): Promise<DoubtView[]> {
  const rows = await prisma.ticketDoubt.findMany({
    where: {
      closedAt: state === 'open' ? null : { not: null },
      ticket: { AND: [{ townId, state: 'valid' }, whereOf(viewer, 'tickets.read')] },
    },
    include: { ticket: { include: ticketInclude } },
    orderBy: [{ ticket: { weighedAt: 'desc' } }, { id: 'asc' }],
    take: MOST_DOUBTS,
  });
  const tickets = await ticketViews(
    prisma,
    rows.map(({ ticket }) => ticket),
  );
  const names = await namesOf(
    prisma,
    rows.map(({ closedBy }) => closedBy),
  );
  return rows.map(({ id, kind, figures, foundAt, closedAt, closedBy, reason }, index) =>
    doubtViewSchema.parse({
      ...{ id, kind, figures, foundAt: foundAt.toISOString(), ticket: tickets[index] },
      closed: closedAt && { name: names.get(closedBy ?? '') ?? '', at: closedAt.toISOString(), reason: reason ?? '' },
    }),
  );
}
