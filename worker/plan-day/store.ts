import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { instantAfterMidnight } from '../../domain/day.ts';
import type { PlanTotals } from '../../domain/plans.ts';
import { type Solution, toWasteInstance, toWastePlan } from '../../optimizer/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { ensureVisits, type VisitIds } from '../../records/visits/ensure-visits.ts';
import type { DayProblem } from './problem.ts';
import type { Unserved } from './reasons.ts';
import type { Ways } from './route.ts';
import { type Run, RunCancelled, StaleRun } from './run.ts';
import type { Timetable } from './timetable.ts';

/** What a run found, ready to be kept. */
export interface FoundPlan {
  readonly day: DayProblem;
  readonly solution: Solution;
  readonly timetables: readonly Timetable[];
  readonly ways: Ways;
  readonly unserved: readonly Unserved[];
  readonly totals: PlanTotals;
  readonly graphId: string;
}

/** Whether a run has kept its revision already: its worker was lost afterwards. */
export async function hasStored({ prisma }: Database, { runId }: Pick<Run, 'runId'>): Promise<boolean> {
  return (await prisma.planRevision.count({ where: { runId } })) > 0;
}

const STORE_SECONDS = 60;
const gzipped = promisify(gzip);

/**
 * Keeps a plan as the next revision of its day and, unless the run goes on, ends it, in one transaction: either the whole
 * revision is there, or nothing has changed.
 * @returns the revision's id
 * @throws StaleRun when another run or attempt has the plan; RunCancelled when somebody asked for it until the last moment
 */
export async function storeRevision(
  { prisma }: Database,
  { planId, runId, attempt }: Pick<Run, 'planId' | 'runId' | 'attempt'>,
  found: FoundPlan,
  goesOn: boolean,
): Promise<string> {
  const { day, solution, ways, unserved } = found;
  const { town, problem } = day;
  const instance = toWasteInstance(problem, `${town.area.id} ${town.day}`);
  const packed = await gzipped(JSON.stringify(instance));
  const answer = toWastePlan(problem, solution.plan);
  const revisionId = uuidv7();
  const now = new Date();
  const visits = [...unserved, ...found.timetables.flatMap(({ stops }) => stops.flatMap(({ visit }) => visit ?? []))];
  await prisma.$transaction(
    async (transaction) => {
      const [held] = await transaction.$queryRaw<{ cancelRequested: boolean; requestedBy: string | null }[]>`
        SELECT "cancelRequested", "requestedBy" FROM "PlanRun"
         WHERE id = ${runId}::uuid AND attempt = ${attempt} AND state = 'running' FOR UPDATE`;
      if (!held) throw new StaleRun();
      if (held.cancelRequested) throw new RunCancelled();
      await transaction.$queryRaw`SELECT 1 FROM "Plan" WHERE id = ${planId}::uuid FOR UPDATE`;
      const visitIds = await ensureVisits(transaction, town.area.id, town.day, visits);
      const rows = rowsOf(found, revisionId, visitIds);
      const last = await transaction.planRevision.aggregate({ where: { planId }, _max: { number: true } });
      await transaction.planRevision.create({
        data: {
          id: revisionId,
          planId,
          number: (last._max.number ?? 0) + 1,
          runId,
          origin: 'planned',
          createdBy: held.requestedBy,
          graphId: found.graphId,
          totals: found.totals,
          instance: new Uint8Array(packed),
          answer: json(answer),
        },
      });
      await transaction.route.createMany({ data: rows.routes });
      await transaction.trip.createMany({ data: rows.trips });
      await transaction.stop.createMany({ data: rows.stops });
      await transaction.stopLeg.createMany({ data: legRows(found, rows.stopIds, ways) });
      await transaction.unservedVisit.createMany({
        data: unserved.map((visit) => ({ revisionId, visitId: visitIds(visit), ...visit })),
      });
      if (goesOn) return;
      await transaction.planRun.update({
        where: { id: runId },
        data: { state: 'done', phase: null, percent: 100, finishedAt: now },
      });
    },
    { timeout: STORE_SECONDS * 1000, maxWait: STORE_SECONDS * 1000 },
  );
  return revisionId;
}

function rowsOf({ day, timetables }: FoundPlan, revisionId: string, visitIds: VisitIds) {
  const { town } = day;
  const at = (seconds: number): Date => instantAfterMidnight(town.day, seconds, town.area.timeZone);
  const routes: Prisma.RouteCreateManyInput[] = [];
  const trips: Prisma.TripCreateManyInput[] = [];
  const stops: Prisma.StopCreateManyInput[] = [];
  const stopIds: string[][] = [];
  for (const { shiftIndex, schedule, ...timetable } of timetables) {
    const shift = day.shifts[shiftIndex];
    const routeId = uuidv7();
    routes.push({
      id: routeId,
      revisionId,
      truckId: shift.truck.id,
      shiftId: shift.id,
      startsAt: at(schedule.startSeconds),
      endsAt: at(schedule.endSeconds),
      drivingSeconds: schedule.drivingSeconds,
      lengthMetres: schedule.drivingMetres,
      waitSeconds: schedule.waitSeconds,
      serviceSeconds: schedule.serviceSeconds,
      loadKg: schedule.collected[0],
      costDong: Math.round(schedule.drivingCost),
    });
    const tripIds = new Map(timetable.trips.map((trip) => [trip.number, uuidv7()]));
    for (const trip of timetable.trips) trips.push({ id: tripIds.get(trip.number), routeId, ...trip });
    const ids = timetable.stops.map(() => uuidv7());
    stopIds.push(ids);
    timetable.stops.forEach((stop, sequence) => {
      stops.push({
        id: ids[sequence],
        routeId,
        tripId: stop.tripNumber === null ? null : tripIds.get(stop.tripNumber),
        sequence,
        kind: stop.kind,
        visitId: stop.visit && visitIds(stop.visit),
        visitPart: stop.visit?.part ?? null,
        visitParts: stop.visit?.parts ?? null,
        pointId: stop.visit?.pointId ?? null,
        stream: stop.visit?.stream ?? null,
        facilityId: stop.facilityId,
        arrivesAt: at(stop.arrivalSeconds),
        startsAt: at(stop.startSeconds),
        departsAt: at(stop.departureSeconds),
        waitSeconds: stop.waitSeconds,
        loadKg: stop.loadKg,
        loadAfterKg: stop.loadAfterKg,
        loadAfterLitres: stop.loadAfterLitres,
        legSeconds: stop.legSeconds,
        legMetres: stop.legMetres,
      });
    });
  }
  return { routes, trips, stops, stopIds };
}

function legRows({ timetables }: FoundPlan, stopIds: readonly string[][], ways: Ways): Prisma.StopLegCreateManyInput[] {
  return timetables.flatMap(({ stops }, route) =>
    stops.flatMap((stop, sequence) => {
      if (sequence === 0) return [];
      const way = ways.between(stops[sequence - 1].place, stop.place);
      return way ? [{ stopId: stopIds[route][sequence], geometry: json(way.geometry), steps: json(way.steps) }] : [];
    }),
  );
}

/** A value that survives JSON, for a column of that kind: Prisma's type does not know interfaces. */
export function json(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
