import { v5 as uuidv5 } from 'uuid';
import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import { lineStringSchema, type LonLat } from '../../domain/geo.ts';
import { inferVisits, type PlannedCall } from '../../domain/visits/infer/infer-visits.ts';
import type { TrackFix } from '../../domain/visits/infer/track.ts';
import type { FieldEvent, Prisma, PrismaClient } from '../../prisma/client/client.ts';

/** A truck sets out early and comes home late; its track of the day is looked at as far as that. */
const EARLY_MILLISECONDS = 3600_000;
const LATE_MILLISECONDS = 6 * 3600_000;
/** Under which the same conclusion has the same id, whoever draws it and how often. */
const CONCLUSIONS = '6d2b1a34-6f5e-5d0c-9c11-2f5b8b1c7a90';
const PATIENCE = { timeout: 30_000, maxWait: 15_000 };

/** What changed in what a track shows. */
export interface DrawnVisits {
  readonly written: readonly FieldEvent[];
  readonly removed: number;
  /** How many there are now. */
  readonly inferred: number;
}

/**
 * Draws from a truck's track which of its planned visits it served on a day, and keeps that in the place of what was drawn before: the
 * same positions give the same, whatever order they came in. A visit that anybody said anything of is left to that; so is one where the
 * truck still stands. Two processes at it wait for one another.
 */
export async function drawInferred(
  prisma: PrismaClient,
  { townId, truckId, day }: { readonly townId: string; readonly truckId: string; readonly day: Day },
): Promise<DrawnVisits> {
  return await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`inferred ${truckId} ${day}`}, 0))`;
    const wanted = await conclusions(transaction, townId, truckId, day);
    const known = await transaction.fieldEvent.findMany({
      where: { townId, truckId, day: dayToDate(day), source: 'track' },
      select: { id: true },
    });
    const ids = new Set(wanted.map(({ id }) => id));
    const gone = known.filter(({ id }) => !ids.has(id));
    if (gone.length > 0) {
      await transaction.fieldEvent.deleteMany({ where: { id: { in: gone.map(({ id }) => id) }, source: 'track' } });
    }
    const isKnown = new Set(known.map(({ id }) => id));
    const written = await transaction.fieldEvent.createManyAndReturn({
      data: wanted.filter(({ id }) => !isKnown.has(id)),
      skipDuplicates: true,
    });
    return { written, removed: gone.length, inferred: wanted.length };
  }, PATIENCE);
}

const stopSelect = {
  id: true,
  visitId: true,
  visitPart: true,
  visitParts: true,
  pointId: true,
  stream: true,
  arrivesAt: true,
  point: {
    select: {
      roadLon: true,
      roadLat: true,
      serviceSeconds: true,
      containers: true,
      householdsServed: true,
      stretch: true,
    },
  },
  trip: { select: { number: true } },
  route: { select: { shiftId: true } },
} satisfies Prisma.StopSelect;
type StopRow = Prisma.StopGetPayload<{ select: typeof stopSelect }>;

async function conclusions(
  transaction: Prisma.TransactionClient,
  townId: string,
  truckId: string,
  day: Day,
): Promise<(Prisma.FieldEventCreateManyInput & { id: string })[]> {
  const routes = await transaction.route.findMany({
    where: { truckId, revision: { publishedOn: { townId, day: dayToDate(day) } } },
    select: {
      startsAt: true,
      endsAt: true,
      truck: { select: { depot: { select: { lon: true, lat: true, roadLon: true, roadLat: true } } } },
      stops: { where: { kind: 'point' }, select: stopSelect, orderBy: { sequence: 'asc' } },
    },
    orderBy: { startsAt: 'asc' },
  });
  const stops = routes.flatMap((route) => route.stops);
  if (routes.length === 0 || stops.length === 0) return [];
  const [facilities, fixes, told] = await Promise.all([
    transaction.facility.findMany({
      where: { townId },
      select: { lon: true, lat: true, roadLon: true, roadLat: true },
    }),
    readTrack(transaction, truckId, {
      from: new Date(Math.min(...routes.map(({ startsAt }) => startsAt.getTime())) - EARLY_MILLISECONDS),
      to: new Date(Math.max(...routes.map(({ endsAt }) => endsAt.getTime())) + LATE_MILLISECONDS),
    }),
    transaction.fieldEvent.findMany({
      where: {
        visitId: { in: stops.flatMap(({ visitId }) => visitId ?? []) },
        source: { not: 'track' },
        retractedAt: null,
      },
      select: { visitId: true, visitPart: true, visitParts: true },
    }),
  ]);
  const lastFixAt = fixes.reduce((latest, { at }) => Math.max(latest, at), 0);
  const elsewhere = facilities.flatMap(({ lon, lat, roadLon, roadLat }): LonLat[] => [
    [lon, lat],
    [roadLon, roadLat],
  ]);
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  return inferVisits(fixes, stops.flatMap(callOf), elsewhere).flatMap(
    ({ stopId, how, arrivedAt, leftAt, seconds, share }) => {
      const stop = byId.get(stopId);
      if (!stop || leftAt >= lastFixAt || told.some((report) => isOf(report, stop))) return [];
      const { visitId, visitPart, visitParts, pointId, stream, trip, route } = stop;
      const name = [
        truckId,
        visitId,
        visitPart,
        visitParts,
        how,
        arrivedAt,
        leftAt,
        ...(share === null ? [] : [share]),
      ];
      return {
        ...{ id: uuidv5(name.join(' '), CONCLUSIONS), townId, truckId, kind: 'served', day: dayToDate(day) },
        ...{ visitId, visitPart, visitParts, stopId, pointId, stream },
        ...{ shiftId: route.shiftId, tripNumber: trip?.number ?? null },
        ...{ visitGrade: 'inferred', massGrade: 'estimated', doneAt: new Date(leftAt) },
        ...{ source: 'track', trackHow: how, trackSeconds: seconds, trackShare: share },
      };
    },
  );
}

async function readTrack(
  transaction: Prisma.TransactionClient,
  truckId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<TrackFix[]> {
  const rows = await transaction.position.findMany({
    where: { truckId, fixTime: { gte: from, lte: to } },
    select: { fixTime: true, lon: true, lat: true, speed: true, accuracyMetres: true },
  });
  return rows.map(({ fixTime, lon, lat, speed, accuracyMetres }) => ({
    ...{ at: fixTime.getTime(), position: [lon, lat], speed, accuracyMetres },
  }));
}

function callOf({ id, arrivesAt, point }: StopRow): PlannedCall[] {
  if (!point) return [];
  const { roadLon, roadLat, serviceSeconds, containers, householdsServed, stretch } = point;
  return [
    {
      ...{ stopId: id, position: [roadLon, roadLat], plannedAt: arrivesAt.getTime(), serviceSeconds },
      // No container stands there and households bring theirs to the street: the truck need not stand.
      isHouseToHouse: containers === 0 && householdsServed > 0,
      stretch: lineStringSchema.nullable().parse(stretch)?.coordinates ?? null,
    },
  ];
}

/** Whether a person's report says something of what a stop takes. */
function isOf(
  report: { readonly visitId: string | null; readonly visitPart: number | null; readonly visitParts: number | null },
  stop: StopRow,
): boolean {
  if (report.visitId !== stop.visitId) return false;
  if (report.visitPart === null || report.visitParts === null || stop.visitPart === null) return true;
  return report.visitPart === stop.visitPart && report.visitParts === stop.visitParts;
}

/** The service days on which each of these trucks had a published route around a time it was seen at. */
export async function daysOfTracks(
  prisma: PrismaClient,
  seen: readonly { readonly townId: string; readonly truckId: string; readonly at: Date }[],
): Promise<{ townId: string; truckId: string; day: Day }[]> {
  if (seen.length === 0) return [];
  const rows = await prisma.$queryRaw<{ townId: string; truckId: string; day: Date }[]>`
    SELECT DISTINCT plan."townId", route."truckId", plan.day
      FROM unnest(${seen.map(({ truckId }) => truckId)}::uuid[], ${seen.map(({ at }) => at)}::timestamptz[]) seen("truckId", at)
      JOIN "Route" route ON route."truckId" = seen."truckId"
       AND seen.at >= route."startsAt" - ${EARLY_MILLISECONDS / 1000} * interval '1 second'
       AND seen.at <= route."endsAt" + ${LATE_MILLISECONDS / 1000} * interval '1 second'
      JOIN "Plan" plan ON plan."publishedRevisionId" = route."revisionId"`;
  return rows.map(({ townId, truckId, day }) => ({ townId, truckId, day: dateToDay(day) }));
}
