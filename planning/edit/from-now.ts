import { itemAt } from '../../domain/item-at.ts';
import {
  type Evaluation,
  evaluatePlan,
  type Plan,
  type Problem,
  type Stop,
  type Vehicle,
} from '../../optimizer/index.ts';
import type { FieldSoFar } from '../../records/replans/read-field.ts';
import type { DayProblem } from '../problem.ts';
import { aboardOf, decidedVisits, frozenStart, intakeLeft, unloadedSoFar } from '../replan/freeze.ts';
import { widened } from './allowed.ts';
import { priceRoute } from './mend-route.ts';
import { isApart, type KeptRest, restOfEdit } from './rest-of-edit.ts';
import { stopsOf, type Trip, tripsOf } from './trips.ts';

/** What is left of a plan of a day under way, in the places of the whole day: points and vehicles keep their indices. */
export interface LeftOfPlan {
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
}

/** A day under way as it is at an instant, by which edits of its plan are priced. */
export interface FromNow {
  readonly at: Date;
  /** What is left of the plan that is edited. */
  readonly left: LeftOfPlan;
  /** What would be left of another plan of that day, or of that day with routes changed. What is late already may stay as late. */
  readonly leftOf: (day: DayProblem, plan: Plan) => LeftOfPlan;
  /** Whether what is left can be kept as a day of its own: it breaks nothing, and each visit of the day is done or in it. */
  readonly isApart: boolean;
  /** What is left of an edited plan, as a day of its own. @param whole all of the day, as it is edited */
  readonly restOf: (whole: DayProblem, left: Pick<LeftOfPlan, 'day' | 'plan'>) => KeptRest;
  /** Where in a trip's points, from 0, the last one is that is done; -1 = none is. */
  readonly lastDone: (points: readonly number[]) => number;
}

/** What is edited. */
interface Edited {
  readonly day: DayProblem;
  readonly plan: Plan;
  /** The day as it began, where `day` is only the rest of it. */
  readonly whole: DayProblem;
}

/**
 * Starts every truck that was heard of from what it did last, with what it has aboard. One that nothing was heard of stays on its
 * plan: nobody knows.
 *
 * @param secondsOf an instant as seconds after local midnight
 */
export function fromNow(
  { day, plan, whole }: Edited,
  field: FieldSoFar,
  at: Date,
  secondsOf: (instant: Date) => number,
): FromNow {
  const decided = new Set(decidedVisits(day, field).map(({ index }) => index));
  const brought = unloadedSoFar(whole, field);
  const sites = day.problem.sites.map((site, s) => ({
    ...site,
    intake: intakeLeft(whole.problem.sites[s]?.intake ?? null, brought.get(s) ?? 0),
  }));
  const out = new Map(
    field.shifts
      .filter(({ done, startedAt, isEnded }) => done.length > 0 || startedAt !== null || isEnded)
      .map((soFar) => [soFar.shiftId, { soFar, aboard: aboardOf(whole, soFar) }] as const),
  );
  // Where it was seen last is none of a kept day's places.
  const unseen = (of: DayProblem): DayProblem => ({ ...of, places: { ...of.places, ofTruck: new Map() } });
  const now = secondsOf(at);

  const begin = (of: DayProblem, { routes }: Plan): { problem: Problem; plan: Plan } => {
    const started = unseen(of);
    const stopsOf = new Map(routes.map(({ vehicle, stops }) => [vehicle, stops]));
    const left = new Map(stopsOf);
    const vehicles = of.problem.vehicles.map((begun, vehicle): Vehicle => {
      const known = out.get(itemAt(of.shifts, vehicle).id);
      if (!known) return begun;
      const { soFar, aboard } = known;
      if (soFar.isEnded) {
        left.set(vehicle, []);
        return backAgain(begun, now, aboard.tripsDone);
      }
      const starts = (time: number): Vehicle => ({
        ...begun,
        frozen: frozenStart(started, vehicle, soFar, aboard, time),
      });
      const since = Math.max(
        ...[soFar.startedAt, soFar.done.at(-1)?.doneAt].map((time) => (time ? secondsOf(time) : 0)),
      );
      const first = starts(since);
      const rest = leftOfRoute(stopsOf.get(vehicle) ?? [], begun, first, decided);
      left.set(vehicle, rest);
      // Done what comes next is not before now, however long ago it was to be.
      const problem = { ...of.problem, sites, vehicles: of.problem.vehicles.with(vehicle, first) };
      const next = rest[0] && priceRoute(problem, vehicle, rest).schedule.stops[0];
      const late = now - (next?.departureSeconds ?? since);
      return late > 0 ? starts(since + late) : first;
    });
    const planned = routes.map(({ vehicle }) => ({ vehicle, stops: left.get(vehicle) ?? [] }));
    return { problem: { ...of.problem, sites, vehicles }, plan: { routes: planned } };
  };

  const asItIs = begin(day, plan);
  const standing = evaluatePlan(asItIs.problem, asItIs.plan);
  const leftOf: FromNow['leftOf'] = (of, edited) => {
    const begun = begin(of, edited);
    const problem = widened(begun.problem, standing);
    return { day: { ...unseen(of), problem }, plan: begun.plan, evaluation: evaluatePlan(problem, begun.plan) };
  };
  const left = leftOf(day, plan);
  return {
    ...{ at, left, leftOf },
    isApart: left.evaluation.feasible && isApart(whole, left, field),
    restOf: (all, of) => restOfEdit(all, of, field, secondsOf),
    lastDone: (points) => points.findLastIndex((point) => decided.has(point)),
  };
}

/** A crew that has gone home, as if it came again. */
function backAgain(vehicle: Vehicle, time: number, tripsDone: number): Vehicle {
  const breaksDone = vehicle.breaks.map(({ id }) => id);
  const load = vehicle.capacity.map(() => 0);
  return { ...vehicle, frozen: { location: vehicle.endLocation, time, load, loadTags: [], tripsDone, breaksDone } };
}

/** What of a route is left to drive: of trips that were unloaded nothing but what nobody reported. */
function leftOfRoute(
  stops: readonly Stop[],
  begun: Vehicle,
  { frozen }: Vehicle,
  decided: ReadonlySet<number>,
): Stop[] {
  const rested = new Set(frozen?.breaksDone ?? []);
  const isLeft = (stop: Stop): boolean => {
    if (stop.kind === 'point') return !decided.has(stop.point);
    return stop.kind !== 'break' || !rested.has(itemAt(begun.breaks, stop.breakIndex).id);
  };
  let unloaded = (frozen?.tripsDone ?? 0) - (begun.frozen?.tripsDone ?? 0);
  const open: Trip[] = [];
  let passed: Stop[] = [];
  let isLoaded = frozen?.load.some((amount) => amount > 0) === true;
  for (const trip of tripsOf(stops)) {
    const left = trip.stops.filter(isLeft);
    const isUnloaded = unloaded > 0;
    if (isUnloaded) unloaded -= 1;
    // With nothing to unload nobody drives there.
    const isEmpty = !isLoaded && ![...passed, ...left].some(({ kind }) => kind === 'point');
    if (trip.site !== null && (isUnloaded || isEmpty)) {
      passed.push(...left);
      continue;
    }
    isLoaded = false;
    open.push({ stops: [...passed, ...left], site: trip.site });
    passed = [];
  }
  if (passed.length > 0) open.push({ stops: passed, site: null });
  return stopsOf(open);
}
