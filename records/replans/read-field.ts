import { type Day, dayToDate } from '../../domain/day.ts';
import { visitGradeSchema } from '../../domain/evidence.ts';
import { fieldEventKindSchema } from '../../domain/field-events.ts';
import type { LonLat } from '../../domain/geo.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Stream } from '../../domain/stream-names.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import type { Database } from '../../platform/database.ts';

/** One thing a truck has done, as the plan had it and the field reported it. */
export interface DoneStop {
  readonly kind: 'point' | 'unload' | 'break';
  readonly visit: {
    readonly pointId: string;
    readonly stream: Stream;
    readonly part: number;
    readonly parts: number;
  } | null;
  readonly facilityId: string | null;
  readonly isServed: boolean;
  /** As planned. */
  readonly loadKg: number;
  /** As somebody measured it; `null`: nobody did. */
  readonly measuredKg: number | null;
  readonly seconds: number;
  readonly doneAt: Date;
}

/** What a truck has done of a shift, and where it is. */
export interface ShiftSoFar {
  readonly shiftId: string;
  readonly truckId: string;
  /** When it set out; `null`: not heard of. */
  readonly startedAt: Date | null;
  readonly isEnded: boolean;
  readonly done: readonly DoneStop[];
  readonly breaksTaken: number;
  /** Where it was seen since what it did last. */
  readonly seen: LonLat | null;
  /** What it was still to do, in the plan's order. */
  readonly toDo: readonly PlannedDoing[];
}

/** What was planned next. */
export interface PlannedDoing {
  readonly kind: 'point' | 'unload' | 'break';
  readonly visit: DoneStop['visit'];
  readonly facilityId: string | null;
  readonly startsAt: Date;
}

/** A day under way: the revision it is driven by, and how far its trucks have come. */
export interface FieldSoFar {
  readonly revisionId: string;
  /** The roads it was drawn on. */
  readonly graphId: string;
  readonly shifts: readonly ShiftSoFar[];
  /** Visits reported as a whole that are in no route of the revision. */
  readonly others: readonly { readonly pointId: string; readonly stream: Stream; readonly isServed: boolean }[];
}

/** A report that names no shift is of the one begun last before it, and that so early at most. */
const EARLY_MILLISECONDS = 2 * 3_600_000;
const SEEN_MILLISECONDS = 30 * 60_000;

/** Reads what is done of a plan's published revision at an instant; `null` where none is published. */
export async function readFieldSoFar(
  database: Database,
  townId: string,
  { planId, day }: { readonly planId: string; readonly day: Day },
  at: Date,
): Promise<FieldSoFar | null> {
  const { prisma } = database;
  const plan = await prisma.plan.findUnique({
    where: { id: planId },
    select: {
      publishedRevision: {
        select: {
          id: true,
          graphId: true,
          routes: {
            orderBy: { startsAt: 'asc' },
            include: { stops: { orderBy: { sequence: 'asc' }, include: { trip: { select: { number: true } } } } },
          },
        },
      },
    },
  });
  if (!plan?.publishedRevision) return null;
  const { id: revisionId, graphId, routes } = plan.publishedRevision;
  const rows = await prisma.fieldEvent.findMany({
    where: {
      townId,
      retractedAt: null,
      OR: [
        { day: dayToDate(day), doneAt: { lte: at } },
        { day: null, doneAt: { gte: new Date(firstOf(routes) - EARLY_MILLISECONDS), lte: at } },
      ],
    },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  });
  const events = rows.map((row) => ({
    ...row,
    kind: fieldEventKindSchema.parse(row.kind),
    doneAt: row.doneAt.toISOString(),
    visitGrade: visitGradeSchema.parse(row.visitGrade),
  }));
  const { ofStop, ofVisit } = reportsByVisit(
    routes.map(({ stops, ...route }) => ({
      ...route,
      stops: stops.map(({ trip, ...stop }) => ({ ...stop, tripNumber: trip?.number ?? null })),
    })),
    events,
  );
  const shiftOfTruck = new Map(routes.toReversed().map((route) => [route.truckId, route.shiftId]));
  const done = new Map<string, DoneStop[]>(routes.map(({ shiftId }) => [shiftId, []]));
  const seen = await readSeen(database, townId, at);
  const shifts = routes.map((route): Omit<ShiftSoFar, 'done'> & { lastRest: number } => {
    const toDo: PlannedDoing[] = [];
    for (const stop of route.stops) {
      const { kind, facilityId, startsAt } = stop;
      if (kind !== 'point' && kind !== 'unload' && kind !== 'break') continue;
      const last = ofStop.get(stop.id)?.events.at(-1);
      const visit = visitOf(stop);
      if (!last) {
        toDo.push({ kind, visit, facilityId, startsAt });
        continue;
      }
      // Whoever did it has it on the way.
      const shiftId = last.truckId === route.truckId ? route.shiftId : shiftOfTruck.get(last.truckId);
      done.get(shiftId ?? route.shiftId)?.push({
        ...{ kind, visit, facilityId, loadKg: stop.loadKg, doneAt: new Date(last.doneAt) },
        isServed: last.kind !== 'skipped',
        measuredKg: last.massGrade === 'measured' || last.massGrade === 'weighed' ? last.loadKg : null,
        seconds: (stop.departsAt.getTime() - stop.startsAt.getTime()) / 1000,
      });
    }
    const next = routes.find((other) => other.truckId === route.truckId && other.startsAt > route.startsAt);
    const ofShift = events.filter(
      (event) =>
        event.truckId === route.truckId &&
        (event.shiftId === route.shiftId ||
          (event.shiftId === null &&
            Date.parse(event.doneAt) >= route.startsAt.getTime() - EARLY_MILLISECONDS &&
            (!next || Date.parse(event.doneAt) < next.startsAt.getTime() - EARLY_MILLISECONDS / 2))),
    );
    const started = ofShift.find(({ kind }) => kind === 'shift-started');
    const rests = ofShift.filter(({ kind }) => kind === 'break-ended');
    const lastRest = rests.at(-1);
    return {
      ...{ shiftId: route.shiftId, truckId: route.truckId, toDo },
      startedAt: started ? new Date(started.doneAt) : null,
      isEnded: ofShift.some(({ kind }) => kind === 'shift-ended'),
      breaksTaken: rests.length,
      lastRest: lastRest ? Date.parse(lastRest.doneAt) : 0,
      seen: seen.get(route.truckId)?.position ?? null,
    };
  });
  const inRoutes = new Set(routes.flatMap(({ stops }) => stops.flatMap(({ visitId }) => visitId ?? [])));
  const otherIds = [...ofVisit.keys()].filter((id) => !inRoutes.has(id));
  const others = await prisma.visit.findMany({ where: { id: { in: otherIds } } });
  return {
    revisionId,
    graphId,
    shifts: shifts.map(({ lastRest, ...shift }) => {
      const own = (done.get(shift.shiftId) ?? []).sort((a, b) => a.doneAt.getTime() - b.doneAt.getTime());
      const last = Math.max(lastRest, own.at(-1)?.doneAt.getTime() ?? 0);
      const fix = seen.get(shift.truckId);
      return { ...shift, done: own, seen: fix && fix.at >= last ? fix.position : null };
    }),
    others: others.map(({ id, pointId, stream }) => ({
      pointId,
      stream: streamSchema.parse(stream),
      isServed: ofVisit.get(id)?.at(-1)?.kind === 'served',
    })),
  };
}

function firstOf(routes: readonly { readonly startsAt: Date }[]): number {
  return Math.min(...routes.map(({ startsAt }) => startsAt.getTime()));
}

function visitOf(stop: {
  readonly pointId: string | null;
  readonly stream: string | null;
  readonly visitPart: number | null;
  readonly visitParts: number | null;
}): DoneStop['visit'] {
  const { pointId, stream, visitPart, visitParts } = stop;
  if (!pointId || !stream) return null;
  return { pointId, stream: streamSchema.parse(stream), part: visitPart ?? 1, parts: visitParts ?? 1 };
}

/** The last fix of each truck, if it is not old. */
async function readSeen(
  { pool }: Database,
  townId: string,
  at: Date,
): Promise<Map<string, { at: number; position: LonLat }>> {
  const { rows } = await pool.query<{ truckId: string; fixTime: Date; lon: number; lat: number }>(
    `SELECT DISTINCT ON ("truckId") "truckId", "fixTime", lon, lat FROM "Position"
      WHERE "townId" = $1 AND "fixTime" > $2 AND "fixTime" <= $3 ORDER BY "truckId", "fixTime" DESC`,
    [townId, new Date(at.getTime() - SEEN_MILLISECONDS), at],
  );
  return new Map(
    rows.map(({ truckId, fixTime, lon, lat }) => [truckId, { at: fixTime.getTime(), position: [lon, lat] as LonLat }]),
  );
}
