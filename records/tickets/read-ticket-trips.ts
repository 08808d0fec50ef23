import type { Viewer } from '../../domain/policy/roles.ts';
import { type TicketTrips, ticketTripListSchema } from '../../domain/tickets/tickets.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { AROUND_BY_HAND_MILLISECONDS, tripsAround } from './trips-around.ts';

/** The trips of its truck that a ticket the viewer may see can be of; `null` where there is no such ticket. */
export async function readTicketTrips(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
): Promise<TicketTrips | null> {
  const ticket = await prisma.ticket.findFirst({
    where: { AND: [{ id, townId }, whereOf(viewer, 'tickets.read')] },
    select: { truckId: true, weighedAt: true },
  });
  if (!ticket) return null;
  if (ticket.truckId === null) return { items: [] };
  const around = { townId, truckId: ticket.truckId, at: ticket.weighedAt };
  const trips = await tripsAround(prisma, around, AROUND_BY_HAND_MILLISECONDS);
  const facilities = await prisma.facility.findMany({
    where: { id: { in: trips.map(({ facilityId }) => facilityId) } },
    select: { id: true, name: true },
  });
  const names = new Map(facilities.map(({ id: facilityId, name }) => [facilityId, name]));
  const items = trips
    .toSorted((a, b) => a.plannedAt.getTime() - b.plannedAt.getTime())
    .map(({ facilityId, plannedAt, reported, day, shiftId, tripNumber, hasTicket }) => ({
      ...{ day, shiftId, tripNumber, hasTicket, facilityName: names.get(facilityId) ?? '' },
      plannedAt: plannedAt.toISOString(),
      reportedAt: reported?.at.toISOString() ?? null,
    }));
  return ticketTripListSchema.parse({ items });
}
