import { v7 as uuidv7 } from 'uuid';
import { instantsOf } from '../domain/clock-times.ts';
import { itemAt } from '../domain/item-at.ts';
import { type Plan, toWasteInstance, toWastePlan } from '../optimizer/index.ts';
import type { Database } from '../platform/database.ts';
import { packText } from '../platform/packed-text.ts';
import { type NewRevision, storeRevision } from '../records/plans/store-revision.ts';
import type { DayPlan } from './day-plan.ts';
import { packMade } from './made.ts';
import type { DayProblem } from './problem.ts';
import type { RestOfDay } from './replan/rest-of-day.ts';
import { type Run, RunCancelled, StaleRun } from './run.ts';
import type { Ways } from './ways.ts';

/** What a run found, ready to be kept. */
export interface FoundPlan extends DayPlan {
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly ways: Ways;
  readonly graphId: string;
  readonly origin: NewRevision['origin'];
  readonly parentId: string | null;
  /** Where `day` is only the rest of one. */
  readonly rest?: RestOfDay;
}

/**
 * Keeps a plan as the next revision of its day and, unless the run goes on, ends the run.
 *
 * @returns the revision's id
 * @throws StaleRun when another attempt has the run; RunCancelled when somebody asked for it until the last moment
 */
export async function keepPlan(
  database: Pick<Database, 'prisma'>,
  { planId, ...attempt }: Pick<Run, 'planId' | 'runId' | 'attempt'>,
  found: FoundPlan,
  goesOn: boolean,
): Promise<string> {
  const { day, plan, totals, graphId, origin, parentId } = found;
  const { town, problem } = day;
  const id = uuidv7();
  const outcome = await storeRevision(
    database,
    attempt,
    { id: planId, townId: town.area.id, day: town.day },
    {
      ...{ id, origin, parentId, graphId, totals },
      instance: await packText(JSON.stringify(toWasteInstance(problem, `${town.area.id} ${town.day}`))),
      instanceOfId: null,
      basis: town.basis && (await packText(JSON.stringify(town.basis))),
      answer: toWastePlan(problem, plan),
      unserved: found.unserved,
      made: await packMade(day, plan, found.rest),
      edits: null,
      ...rowsOf(found),
    },
    goesOn,
  );
  if (outcome === 'lost') throw new StaleRun();
  if (outcome === 'cancelled') throw new RunCancelled();
  return id;
}

/** What a plan comes to as rows. */
export function rowsOf({ day, rest, timetables, ways }: Pick<FoundPlan, 'day' | 'rest' | 'timetables' | 'ways'>) {
  const { town } = day;
  const { shifts } = rest?.whole ?? day;
  const at = instantsOf(town.day, town.area.timeZone);
  const routes: NewRevision['routes'][number][] = [];
  const trips: NewRevision['trips'][number][] = [];
  const stops: NewRevision['stops'][number][] = [];
  const legs = new Map<string, NewRevision['legs'][number]>();
  for (const { shiftIndex, schedule, ...timetable } of timetables) {
    const shift = itemAt(shifts, shiftIndex);
    const routeId = uuidv7();
    routes.push({
      id: routeId,
      truckId: shift.truck.id,
      shiftId: shift.id,
      startsAt: at(schedule.startSeconds),
      endsAt: at(schedule.endSeconds),
      drivingSeconds: schedule.drivingSeconds,
      lengthMetres: schedule.drivingMetres,
      waitSeconds: schedule.waitSeconds,
      serviceSeconds: schedule.serviceSeconds,
      loadKg: itemAt(schedule.collected, 0),
      costDong: Math.round(schedule.drivingCost),
    });
    const tripIds = new Map(timetable.trips.map((trip) => [trip.number, uuidv7()]));
    for (const trip of timetable.trips) trips.push({ id: tripIds.get(trip.number), routeId, ...trip });
    timetable.stops.forEach((stop, sequence) => {
      const before = timetable.stops[sequence - 1];
      const way = before ? ways.between(before.place, stop.place) : null;
      if (way?.drawn) legs.set(way.id, { id: way.id, ...way.drawn });
      stops.push({
        id: uuidv7(),
        routeId,
        tripId: stop.tripNumber === null ? null : tripIds.get(stop.tripNumber),
        sequence,
        kind: stop.kind,
        visit: stop.visit,
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
        legId: way?.id ?? null,
      });
    });
  }
  return { routes, trips, stops, legs: [...legs.values()] };
}
