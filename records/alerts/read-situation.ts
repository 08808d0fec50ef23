import { closingSecond } from '../../domain/alerts/closing.ts';
import type { RouteNow, Situation, StopNow } from '../../domain/alerts/situation.ts';
import { instantAt } from '../../domain/clock-times.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import { lineStringSchema, type LonLat } from '../../domain/geo.ts';
import { incidentKindSchema } from '../../domain/incidents/incidents.ts';
import { planTotalsSchema } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import { holdsOn, unitOfPointFinder } from '../../domain/units-in-force.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Database } from '../../platform/database.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { type ExpectedDay, readExpectedDay } from '../etas/expected-day.ts';
import { readShiftEnds } from '../plans/shift-ends.ts';
import type { ActiveTown } from '../towns/active-town.ts';

/**
 * Reads what the alerts of a day under way follow from: where its trucks are expected, what was reported, and what closes when.
 *
 * @param now the real clock; a simulated day has its own
 * @returns the instant of the day's clock, and `null` where nothing is published
 */
export async function readSituation(
  database: Database,
  town: ActiveTown,
  day: Day,
  now: Date,
): Promise<{ readonly at: Date; readonly situation: Situation | null }> {
  const found = await readExpectedDay(database, town, day, now);
  if (!found.expected) return { at: found.at, situation: null };
  return { at: found.at, situation: await situationOf(database.prisma, town, day, found) };
}

async function situationOf(
  prisma: PrismaClient,
  town: ActiveTown,
  day: Day,
  { at, routes, expected, stopRows, lastReports, revisionId, books }: ExpectedDay,
): Promise<Situation> {
  const date = dayToDate(day);
  const [shifts, shiftEndOf, closures, unserved, revision, ways, incidents] = await Promise.all([
    prisma.shift.findMany({
      where: { id: { in: routes.map(({ shiftId }) => shiftId) } },
      select: { id: true, truckId: true, endSecond: true },
    }),
    readShiftEnds(prisma, revisionId),
    prisma.facilityClosure.findMany({
      where: { townId: town.id, cancelledAt: null, from: { lte: date }, to: { gte: date } },
      select: { facilityId: true, closesAtSecond: true },
    }),
    prisma.unservedVisit.findMany({
      where: { revisionId },
      select: { visitId: true, pointId: true, loadKg: true },
    }),
    prisma.planRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { totals: true } }),
    waysOf(prisma, revisionId),
    prisma.incident.findMany({ where: { townId: town.id, day: date, closing: { is: null } } }),
  ]);
  const instant = (second: number): number => instantAt(day, second, town.timeZone).getTime();
  const capacities = new Map(books.trucks.map(({ id, capacityKg }) => [id, capacityKg]));
  const shiftEnds = new Map(
    shifts.map(({ id, truckId, endSecond }) => [
      id,
      shiftEndOf({ shiftId: id, truckId }, new Date(instant(endSecond))).getTime(),
    ]),
  );
  const unitOfPoint = unitOfPointFinder(books.units.filter((unit) => holdsOn(unit, day)));
  const units = new Map(books.points.map((point) => [point.id, unitOfPoint(point)?.id ?? null]));
  const leftOut = new Map<string, number>();
  for (const { visitId, pointId, loadKg } of unserved) {
    const unitId = units.get(pointId);
    if (unitId && lastReports.get(visitId)?.kind !== 'served') leftOut.set(unitId, (leftOut.get(unitId) ?? 0) + loadKg);
  }
  return {
    now: at.getTime(),
    routes: routes.map((route, k): RouteNow => {
      const { truckId, shiftId, startsAt, endsAt, startedAt, isEnded, fixes } = route;
      return {
        ...{ truckId, shiftId, startsAt, endsAt, startedAt, isEnded, fixes },
        capacityKg: capacities.get(truckId) ?? 0,
        shiftEndsAt: shiftEnds.get(shiftId) ?? endsAt,
        expected: itemAt(expected, k),
        stops: route.stops.map((stop): StopNow => {
          const { visitId = null, facilityId = null, loadKg = 0 } = stopRows.get(stop.id) ?? {};
          const report = lastReports.get(stop.id) ?? null;
          return { ...stop, stream: streamSchema.nullable().parse(stop.stream), visitId, facilityId, loadKg, report };
        }),
        way: ways.get(route.routeId) ?? [],
      };
    }),
    units: planTotalsSchema
      .parse(revision.totals)
      .units.map(({ unitId, targetShare }) => ({ unitId, targetShare, leftOutKg: leftOut.get(unitId) ?? 0 })),
    incidents: incidents.map(({ id, kind, truckId, doneAt, note }) => ({
      ...{ id, kind: incidentKindSchema.parse(kind), truckId, at: doneAt.getTime(), note },
    })),
    unitOf: (pointId) => units.get(pointId) ?? null,
    facilityClosesAt: new Map(
      books.facilities.flatMap(({ id, windows }): [string, number][] => {
        const second = closingSecond(
          windows,
          closures.filter(({ facilityId }) => facilityId === id),
        );
        return second === null ? [] : [[id, instant(second)]];
      }),
    ),
  };
}

type Ways = ReadonlyMap<string, readonly (readonly LonLat[])[]>;

/** Revisions never change, and one is asked for again and again. */
const MOST_WAYS = 2;
const kept = new Map<string, Ways>();

/** The streets of each route of a revision, by route. */
async function waysOf(prisma: PrismaClient, revisionId: string): Promise<Ways> {
  const known = kept.get(revisionId);
  if (known) return known;
  const rows = await prisma.stop.findMany({
    where: { route: { revisionId }, leg: { isNot: null } },
    select: { routeId: true, leg: { select: { geometry: true } } },
  });
  const ways = new Map<string, (readonly LonLat[])[]>();
  for (const { routeId, leg } of rows) {
    const line = lineStringSchema.safeParse(leg?.geometry);
    if (!line.success) continue;
    ways.set(routeId, [...(ways.get(routeId) ?? []), line.data.coordinates]);
  }
  kept.set(revisionId, ways);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_WAYS) break;
    kept.delete(oldest);
  }
  return ways;
}
