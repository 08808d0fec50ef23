import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { nextNumber } from '../../domain/tickets/next-number.ts';
import { usualTare } from '../../domain/tickets/usual-tare.ts';
import { type Weighbridge, weighbridgeSchema, type WeighbridgeTruck } from '../../domain/tickets/tickets.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { readTickets } from './read-tickets.ts';

/** Tares further back say nothing of the truck as it is. */
const TARE_DAYS = 120;
const TARES = 9;

/**
 * What whoever weighs at a facility needs at hand: its trucks of today, those due first, what they usually weigh empty, the next
 * number and today's tickets. `facilityId` names a facility the viewer enters tickets at; without one, or for another's, it is
 * the first of theirs.
 */
export async function readWeighbridge(
  prisma: PrismaClient,
  town: ActiveTown,
  viewer: Viewer,
  { day, facilityId }: { readonly day: Day; readonly facilityId?: string | undefined },
): Promise<Weighbridge> {
  const facilities = await prisma.facility.findMany({
    where: { AND: [{ townId: town.id, isActive: true, kind: { not: 'depot' } }, whereOf(viewer, 'facilities.read')] },
    select: { id: true, code: true, name: true, acceptedStreams: true },
    orderBy: { code: 'asc' },
  });
  const facility = facilities.find(({ id }) => id === facilityId) ?? facilities[0];
  if (!facility) return { day, facilities: [], facility: null, trucks: [], tickets: [] };
  // Of yesterday too: a night shift unloads after midnight, and a slip is found in a pocket in the morning.
  const tickets = await readTickets(prisma, town.id, viewer, {
    ...{ from: addDays(day, -1), to: day, facility: facility.id },
  });
  const last = await prisma.ticket.findFirst({
    where: { townId: town.id, facilityId: facility.id, source: 'clerk', state: 'valid' },
    orderBy: [{ weighedAt: 'desc' }, { enteredAt: 'desc' }],
    select: { number: true, weighedAt: true },
  });
  const next = nextNumber(last && { number: last.number, day: dayOf(last.weighedAt, town.timeZone) }, day);
  return weighbridgeSchema.parse({
    day,
    facilities: facilities.map(({ id, code, name }) => ({ id, code, name })),
    facility: { id: facility.id, acceptedStreams: facility.acceptedStreams, nextNumber: next },
    trucks: await readTrucks(prisma, town.id, day, facility.id),
    tickets: tickets.toReversed(),
  });
}

async function readTrucks(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  facilityId: string,
): Promise<WeighbridgeTruck[]> {
  const [trucks, due, weighed] = await Promise.all([
    prisma.truck.findMany({ where: { townId, isActive: true }, orderBy: { number: 'asc' } }),
    readDue(prisma, townId, day, facilityId),
    prisma.$queryRaw<{ truckId: string; tareKg: number }[]>`
      SELECT "truckId", "tareKg" FROM (
        SELECT "truckId", "tareKg", "weighedAt",
               row_number() OVER (PARTITION BY "truckId" ORDER BY "weighedAt" DESC) AS back
          FROM "Ticket"
         WHERE "townId" = ${townId}::uuid AND state = 'valid' AND "truckId" IS NOT NULL
           AND "weighedAt" >= ${dayToDate(addDays(day, -TARE_DAYS))}
      ) last WHERE back <= ${TARES} ORDER BY "weighedAt" DESC`,
  ]);
  return trucks
    .map(({ id, code, number, streams, capacityKg, tareKg }): WeighbridgeTruck => {
      const next = due.get(id);
      const tares = weighed.filter(({ truckId }) => truckId === id).map((row) => row.tareKg);
      return {
        ...{ id, code, number, capacityKg },
        streams: streams as WeighbridgeTruck['streams'],
        usualTare: usualTare(tareKg, tares),
        dueAt: next?.startsAt.toISOString() ?? null,
        dueStreams: (next?.streams ?? []) as WeighbridgeTruck['streams'],
        expectedKg: next?.expectedKg ?? null,
      };
    })
    .sort((a, b) => Number(a.dueAt === null) - Number(b.dueAt === null) || compare(a.dueAt ?? '', b.dueAt ?? ''));
}

interface Due {
  readonly startsAt: Date;
  readonly streams: string[];
  readonly expectedKg: number;
}

/** By truck, the first unloading that is planned here and has no ticket yet. */
async function readDue(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  facilityId: string,
): Promise<ReadonlyMap<string, Due>> {
  const days = [addDays(day, -1), day].map(dayToDate);
  const [stops, tickets] = await Promise.all([
    prisma.stop.findMany({
      where: { kind: 'unload', facilityId, route: { revision: { publishedOn: { townId, day: { in: days } } } } },
      select: {
        startsAt: true,
        loadKg: true,
        trip: { select: { number: true, stops: { where: { kind: 'point' }, select: { stream: true } } } },
        route: { select: { truckId: true, shiftId: true, revision: { select: { plan: { select: { day: true } } } } } },
      },
      orderBy: { startsAt: 'asc' },
    }),
    prisma.ticket.findMany({
      where: { townId, state: 'valid', day: { in: days }, shiftId: { not: null } },
      select: { day: true, shiftId: true, tripNumber: true },
    }),
  ]);
  const done = new Set(tickets.map(({ day: of, shiftId, tripNumber }) => keyOf(of, shiftId, tripNumber)));
  const found = new Map<string, Due>();
  for (const { startsAt, loadKg, trip, route } of stops) {
    const of = route.revision.plan.day;
    if (!trip || found.has(route.truckId) || done.has(keyOf(of, route.shiftId, trip.number))) continue;
    // What nobody weighed yesterday is not due any more, but for the night shift's.
    if (of < dayToDate(day) && startsAt < dayToDate(day)) continue;
    const streams = [...new Set(trip.stops.flatMap(({ stream }) => stream ?? []))].sort();
    found.set(route.truckId, { startsAt, streams, expectedKg: Math.abs(loadKg) });
  }
  return found;
}

function keyOf(day: Date, shiftId: string | null, tripNumber: number | null): string {
  return `${day.toISOString()}/${shiftId}/${tripNumber}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
