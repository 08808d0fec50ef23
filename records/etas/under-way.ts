import { instantAt } from '../../domain/clock-times.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { PlannedStop, UnderWay } from '../../domain/etas/expect.ts';
import { visitGradeSchema } from '../../domain/evidence.ts';
import { fieldEventKindSchema } from '../../domain/field-events.ts';
import type { LonLat } from '../../domain/geo.ts';
import { lastReports } from '../../domain/last-reports.ts';
import { STOP_KINDS } from '../../domain/plans.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Database } from '../../platform/database.ts';
import { readRevisionBooks, type RevisionBooks } from '../plans/revision-books.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { z } from 'zod';

/** How far back positions tell how a truck has moved. */
const SEEN_MILLISECONDS = 60 * 60_000;
const kindSchema = z.enum(STOP_KINDS);

/** The published day as it stands in the field. */
export interface DayUnderWay {
  readonly planId: string;
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly routes: readonly (UnderWay & {
    readonly shiftId: string;
    readonly startsAt: number;
    readonly endsAt: number;
  })[];
  readonly stopRows: ReadonlyMap<string, StopRow>;
  /** By stop and by visit, the last that was reported of it; only those something was reported of. */
  readonly lastReports: ReadonlyMap<string, LastReport>;
  readonly books: RevisionBooks;
}

/** What was said of a stop or visit last, by whichever truck. */
export interface LastReport {
  readonly kind: string;
  readonly truckId: string;
  readonly at: number;
  readonly loadKg: number | null;
  readonly reason: string | null;
}

/** What of a stop is told besides its times. */
export interface StopRow {
  readonly visitId: string | null;
  readonly pointId: string | null;
  readonly facilityId: string | null;
  readonly stream: string | null;
  readonly loadKg: number;
}

/**
 * The routes of a day's published revision with what was reported of them and where their trucks were seen of late.
 *
 * @param now positions and reports of after it are not looked at
 * @returns `null` where nothing is published
 */
export async function readUnderWay(
  database: Database,
  town: ActiveTown,
  day: Day,
  now: Date,
): Promise<DayUnderWay | null> {
  const { prisma } = database;
  const plan = await prisma.plan.findUnique({
    where: { townId_day: { townId: town.id, day: dayToDate(day) } },
    select: {
      id: true,
      publishedRevision: {
        select: {
          id: true,
          number: true,
          snapshotId: true,
          routes: {
            orderBy: { startsAt: 'asc' },
            select: {
              ...{ id: true, truckId: true, shiftId: true, startsAt: true, endsAt: true },
              stops: { orderBy: { sequence: 'asc' }, include: { trip: { select: { number: true } } } },
            },
          },
        },
      },
    },
  });
  if (!plan?.publishedRevision) return null;
  const { id: revisionId, number, snapshotId, routes } = plan.publishedRevision;
  const [books, rows, seen] = await Promise.all([
    readRevisionBooks(prisma, { townId: town.id, snapshotId }),
    prisma.fieldEvent.findMany({
      where: { townId: town.id, day: dayToDate(day), doneAt: { lte: now }, retractedAt: null },
      orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
    }),
    readSeen(database, town.id, now),
  ]);
  // Reports that name no stop, of a shift or a rest, are of the day by their time.
  const loose = await prisma.fieldEvent.findMany({
    where: {
      ...{ townId: town.id, day: null, kind: { in: ['shift-started', 'shift-ended'] }, retractedAt: null },
      doneAt: { gte: instantAt(day, 0, town.timeZone), lte: now },
    },
  });
  const events = lastReports(
    rows.map((row) => ({
      ...row,
      kind: fieldEventKindSchema.parse(row.kind),
      doneAt: row.doneAt.toISOString(),
      visitGrade: visitGradeSchema.parse(row.visitGrade),
    })),
  );
  const { ofStop, ofVisit } = reportsByVisit(
    routes.map(({ stops, ...route }) => ({
      ...route,
      stops: stops.map(({ trip, ...stop }) => ({ ...stop, tripNumber: trip?.number ?? null })),
    })),
    events,
  );
  const windowsOf = windowsIn(books, (second) => instantAt(day, second, town.timeZone).getTime());
  const places = placesOf(books);
  return {
    ...{ planId: plan.id, revisionId, revisionNumber: number },
    lastReports: new Map([
      ...[...ofVisit].map(([id, of]) => [id, lastOf(of)] as const),
      ...[...ofStop].map(([id, { events: of }]) => [id, lastOf(of)] as const),
    ]),
    books,
    stopRows: new Map(routes.flatMap((route) => route.stops.map((stop) => [stop.id, stop]))),
    routes: routes.map(({ id: routeId, truckId, shiftId, startsAt, endsAt, stops }) => {
      const doneAt = new Map<string, number>();
      const madeByOthers = new Set<string>();
      for (const { id } of stops) {
        const last = ofStop.get(id)?.events.at(-1);
        if (last?.truckId === truckId) doneAt.set(id, Date.parse(last.doneAt));
        else if (last) madeByOthers.add(id);
      }
      const isNear = ({ kind, doneAt: at }: (typeof loose)[number]): boolean =>
        Math.abs(at.getTime() - (kind === 'shift-ended' ? endsAt : startsAt).getTime()) < NEAR_SHIFT;
      const ofShift = [...rows, ...loose].filter(
        (event) =>
          event.truckId === truckId && (event.shiftId === shiftId || (event.shiftId === null && isNear(event))),
      );
      const at = (kind: string) => ofShift.findLast((event) => event.kind === kind)?.doneAt.getTime() ?? null;
      let standing: LonLat = places.get(stops[0]?.facilityId ?? '') ?? [0, 0];
      return {
        ...{ truckId, routeId, shiftId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() },
        stops: stops.map((stop): PlannedStop => {
          standing = places.get(stop.pointId ?? stop.facilityId ?? '') ?? standing;
          return {
            id: stop.id,
            kind: kindSchema.parse(stop.kind),
            pointId: stop.pointId,
            stream: stop.stream,
            position: standing,
            arrivesAt: stop.arrivesAt.getTime(),
            startsAt: stop.startsAt.getTime(),
            departsAt: stop.departsAt.getTime(),
            legSeconds: stop.legSeconds,
            windows: windowsOf(stop.pointId ?? stop.facilityId),
          };
        }),
        ...{ doneAt, madeByOthers, startedAt: at('shift-started'), isEnded: at('shift-ended') !== null },
        fixes: seen.get(truckId) ?? [],
      };
    }),
  };
}

/** A report of a shift that names none is of the one that begins or ends within this of it. */
const NEAR_SHIFT = 4 * 3_600_000;

function lastOf(
  events: readonly {
    readonly kind: string;
    readonly truckId: string;
    readonly doneAt: string;
    readonly loadKg: number | null;
    readonly reason: string | null;
  }[],
): LastReport {
  const { kind, truckId, doneAt, loadKg, reason } = itemAt(events, events.length - 1);
  return { kind, truckId, at: Date.parse(doneAt), loadKg, reason };
}

function placesOf(books: RevisionBooks): Map<string, LonLat> {
  return new Map(
    [...books.points, ...books.archivedFacilities, ...books.facilities].map(({ id, roadPosition }) => [
      id,
      roadPosition,
    ]),
  );
}

function windowsIn(books: RevisionBooks, at: (second: number) => number) {
  const known = new Map<string, (readonly [number, number])[]>();
  for (const { id, windows } of [...books.points, ...books.facilities]) {
    known.set(
      id,
      windows.map(([opens, closes]) => [at(opens), at(closes)] as const),
    );
  }
  return (id: string | null) => known.get(id ?? '') ?? [];
}

/** One fix a minute and truck, ascending: enough to tell standing from driving, however often a tracker reports. */
async function readSeen(
  { pool }: Database,
  townId: string,
  now: Date,
): Promise<Map<string, { at: number; position: LonLat }[]>> {
  const { rows } = await pool.query<{ truckId: string; fixTime: Date; lon: number; lat: number }>(
    `SELECT DISTINCT ON ("truckId", date_trunc('minute', "fixTime")) "truckId", "fixTime", lon, lat
       FROM "Position"
      WHERE "townId" = $1 AND "fixTime" > $2 AND "fixTime" <= $3
      ORDER BY "truckId", date_trunc('minute', "fixTime"), "fixTime" DESC`,
    [townId, new Date(now.getTime() - SEEN_MILLISECONDS), now],
  );
  const seen = new Map<string, { at: number; position: LonLat }[]>();
  for (const { truckId, fixTime, lon, lat } of rows) {
    const own = seen.get(truckId) ?? [];
    own.push({ at: fixTime.getTime(), position: [lon, lat] });
    seen.set(truckId, own);
  }
  return seen;
}
