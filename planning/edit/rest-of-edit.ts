import { itemAt } from '../../domain/item-at.ts';
import { type Evaluation, evaluatePlan, type Plan, type Problem } from '../../optimizer/index.ts';
import type { FieldSoFar } from '../../records/replans/read-field.ts';
import type { DayProblem } from '../problem.ts';
import { decidedVisits, withoutDone } from '../replan/freeze.ts';
import type { RestOfDay } from '../replan/rest-of-day.ts';
import { doneBefore, doneByShift, wholeTimetables } from '../replan/so-far.ts';

/** What is left of a day under way as a day of its own, with what was done before it. */
export interface KeptRest {
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  readonly rest: RestOfDay;
}

/** A day in whose places a plan is what is left to drive. */
interface Left {
  readonly day: DayProblem;
  readonly plan: Plan;
}

/**
 * Whether each visit of a day is done or left to do: a plan of the rest may have what somebody else did still in it, and a report that
 * was taken back leaves a visit that it has not.
 */
export function isApart(whole: DayProblem, { day, plan }: Left, field: FieldSoFar): boolean {
  const done = new Set(decidedVisits(day, field).map(({ index }) => index));
  const doneOfWhole = new Set(decidedVisits(whole, field).map(({ index }) => index));
  const known = new Set(day.visits);
  const isDriven = plan.routes.some(({ stops }) => stops.some((stop) => stop.kind === 'point' && done.has(stop.point)));
  return !isDriven && whole.visits.every((visit, index) => doneOfWhole.has(index) || known.has(visit));
}

/**
 * Takes what is done out of a day, of which a plan is only what is left of it already. Each truck starts as it does there: what that
 * comes to, this comes to, too.
 *
 * @param whole all of the day
 * @param secondsOf an instant as seconds after local midnight
 */
export function restOfEdit(
  whole: DayProblem,
  { day, plan }: Left,
  field: FieldSoFar,
  secondsOf: (instant: Date) => number,
): KeptRest {
  const { problem } = day;
  const { open, pointOf, points, groups } = withoutDone(problem, decidedVisits(day, field));
  const stopsOf = new Map(plan.routes.map(({ vehicle, stops }) => [vehicle, stops]));
  // Who has gone home and is not called again does no more.
  const isHome = new Set(field.shifts.flatMap(({ shiftId, isEnded }) => (isEnded ? [shiftId] : [])));
  const out = [...day.shifts.keys()].filter(
    (vehicle) => !isHome.has(itemAt(day.shifts, vehicle).id) || (stopsOf.get(vehicle) ?? []).length > 0,
  );
  const rest: Problem = {
    ...problem,
    ...{ points, groups },
    vehicles: out.map((index) => {
      const vehicle = itemAt(problem.vehicles, index);
      return { ...vehicle, familiarPoints: vehicle.familiarPoints.flatMap((point) => pointOf.get(point) ?? []) };
    }),
  };
  const routes = out.flatMap((index, vehicle) => {
    const stops = stopsOf.get(index);
    if (!stops && itemAt(rest.vehicles, vehicle).frozen === null) return [];
    return [{ vehicle, stops: (stops ?? []).map((stop) => inRest(stop, pointOf)) }];
  });
  const left: DayProblem = {
    ...day,
    problem: rest,
    visits: open.map((index) => itemAt(day.visits, index)),
    shifts: out.map((index) => itemAt(day.shifts, index)),
  };
  const evaluation = evaluatePlan(rest, { routes });
  const shiftIndex = left.shifts.map(({ id }) => whole.shifts.findIndex((shift) => shift.id === id));
  const done = doneByShift(whole, field, secondsOf);
  const timetables = wholeTimetables(whole, { ...left, shiftIndex }, done, evaluation);
  const before = doneBefore(whole, { decided: decidedVisits(whole, field) }, field, timetables, evaluation);
  return { day: left, plan: { routes }, evaluation, rest: { whole, shiftIndex, done, before } };
}

type Stop = Plan['routes'][number]['stops'][number];

function inRest(stop: Stop, pointOf: ReadonlyMap<number, number>): Stop {
  if (stop.kind !== 'point') return stop;
  const point = pointOf.get(stop.point);
  if (point === undefined) throw new Error(`point ${stop.point} is done and still to do`);
  return { kind: 'point', point };
}
