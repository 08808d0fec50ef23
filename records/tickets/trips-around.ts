import { dateToDay } from '../../domain/day.ts';
import type { TripCandidate } from '../../domain/tickets/match-trip.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** A trip that nobody can have unloaded within the hours around a weighing lies further off. */
const AROUND_MILLISECONDS = 14 * 3600_000;

/** A person who says of which trip a ticket is may know of one further off: a slip found in a pocket, a truck that stood overnight. */
export const AROUND_BY_HAND_MILLISECONDS = 36 * 3600_000;

/** The published trips of a truck that were to be unloaded, or were, around a time. */
export async function tripsAround(
  transaction: Prisma.TransactionClient,
  { townId, truckId, at }: { readonly townId: string; readonly truckId: string; readonly at: Date },
  milliseconds = AROUND_MILLISECONDS,
): Promise<TripCandidate[]> {
  const within = {
    gte: new Date(at.getTime() - milliseconds),
    lte: new Date(at.getTime() + milliseconds),
  };
  const [stops, events, tickets] = await Promise.all([
    transaction.stop.findMany({
      where: {
        kind: 'unload',
        startsAt: within,
        route: { truckId, revision: { publishedOn: { townId } } },
      },
      select: {
        startsAt: true,
        facilityId: true,
        trip: { select: { number: true } },
        route: { select: { shiftId: true, revision: { select: { plan: { select: { day: true } } } } } },
      },
    }),
    transaction.fieldEvent.findMany({
      where: { townId, truckId, kind: 'unloaded', doneAt: within, shiftId: { not: null }, retractedAt: null },
      select: { day: true, shiftId: true, tripNumber: true, doneAt: true, facilityId: true },
      orderBy: { doneAt: 'asc' },
    }),
    transaction.ticket.findMany({
      where: { townId, truckId, state: 'valid', weighedAt: within, shiftId: { not: null } },
      select: { day: true, shiftId: true, tripNumber: true },
    }),
  ]);
  return stops.flatMap(({ startsAt, facilityId, trip, route }) => {
    if (!trip || !facilityId) return [];
    const day = dateToDay(route.revision.plan.day);
    const isOfIt = (row: { day: Date | null; shiftId: string | null; tripNumber: number | null }): boolean =>
      row.day !== null && dateToDay(row.day) === day && row.shiftId === route.shiftId && row.tripNumber === trip.number;
    const told = events.findLast(isOfIt);
    return {
      ...{ day, shiftId: route.shiftId, tripNumber: trip.number, facilityId, plannedAt: startsAt },
      reported: told ? { at: told.doneAt, facilityId: told.facilityId } : null,
      hasTicket: tickets.some(isOfIt),
    };
  });
}
