import { itemAt } from '../../domain/item-at.ts';
import type { BrokenRule, EditEvaluation, LockView, Move, Override } from '../../domain/plan-edits.ts';
import type { RouteChange } from '../../domain/route-changes.ts';
import { type Evaluation, evaluatePlan, type Plan, type Problem } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';
import { applyMoves, NoSuchPlace, type PointMove } from './apply-moves.ts';
import { comparePlans, type VisitOfPoint } from './compare.ts';
import { brokenDone, brokenLocks, type Done, NOTHING_DONE } from './fixed.ts';
import { changeRoutes } from './route-changes.ts';

/** A revision that is edited: its day, its plan and what that comes to. */
export interface EditedBase {
  readonly number: number;
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  readonly visitOf: VisitOfPoint;
  /** Of the rest of a day under way, by vehicle: the trip that it is on. */
  readonly startedTrips?: readonly StartedTrip[];
}

/** A trip as far as it is done: what is planned of it comes behind. Positions in it count these visits. */
export interface StartedTrip {
  readonly visits: number;
  readonly lastVisitId: string | null;
}

/** What of a day is held fast. */
export interface HeldFast {
  readonly done: Done;
  readonly locks: readonly LockView[];
}

export const NOTHING_HELD: HeldFast = { done: NOTHING_DONE, locks: [] };

/** An edit, priced and ready to be kept. */
export interface PricedEdit {
  readonly answer: EditEvaluation;
  /** The day with what was allowed against a rule. */
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  readonly overrides: readonly Override[];
}

/** A move names what the plan has not: a visit, a truck, a trip. */
export class UnknownInMove extends Error {
  override readonly name = 'UnknownInMove';
  readonly move: number;
  constructor(move: number) {
    super(`move ${move + 1} names what the plan has not`);
    this.move = move;
  }
}

/**
 * Prices moves on a revision, and other changes of routes behind them, exactly as they would be kept.
 *
 * @param override allows a missed window or more overtime, with who allows it and why
 * @throws UnknownInMove, UnknownInChange
 */
export function priceMoves(
  base: EditedBase,
  moves: readonly Move[],
  held: HeldFast = NOTHING_HELD,
  override: { readonly reason: string; readonly by: string } | null = null,
  changes: readonly RouteChange[] = [],
): PricedEdit {
  const plan = moves.length === 0 ? base.plan : moved(base, moves);
  if (changes.length === 0) return pricePlan(base, plan, held, override);
  const changed = changeRoutes(base.day, plan, changes, base.visitOf, held.done);
  return pricePlan({ ...base, day: changed.day }, changed.plan, held, override, changed.breaks);
}

/** Prices another plan of a revision's day against the revision's. @param tooLate what of it is over */
export function pricePlan(
  base: EditedBase,
  plan: Plan,
  held: HeldFast = NOTHING_HELD,
  override: { readonly reason: string; readonly by: string } | null = null,
  tooLate: readonly BrokenRule[] = [],
): PricedEdit {
  const { day, visitOf } = base;
  const first = evaluatePlan(day.problem, plan);
  const allowed = override && !first.feasible ? allow(day.problem, plan, first) : null;
  const problem = allowed?.problem ?? day.problem;
  const evaluation = allowed?.evaluation ?? first;
  const allowedDay = problem === day.problem ? day : { ...day, problem };
  const compared = comparePlans(allowedDay, visitOf, base, { evaluation });
  const breaks = [
    ...tooLate,
    ...brokenDone(day, visitOf, base.plan, plan, held.done),
    ...brokenLocks(day, visitOf, base.plan, plan, held.locks),
    ...compared.breaks,
  ];
  const overrides = override && allowed ? overridesOf(day, first, override) : [];
  return {
    answer: {
      ...{ base: base.number, isAllowed: breaks.length === 0, isHard: breaks.some(({ isHard }) => isHard) },
      ...compared,
      breaks,
    },
    ...{ day: allowedDay, plan, evaluation, overrides },
  };
}

function moved({ day, plan, visitOf, startedTrips }: EditedBase, moves: readonly Move[]): Plan {
  const pointsOf = new Map<string, number[]>();
  day.visits.forEach((_, point) => {
    const visit = visitOf(point);
    pointsOf.set(visit, [...(pointsOf.get(visit) ?? []), point]);
  });
  const asked = moves.map(({ visit, part, to }, index): PointMove => {
    const points = (pointsOf.get(visit) ?? []).filter(
      (point) => part === undefined || itemAt(day.visits, point).part === part,
    );
    if (points.length === 0) throw new UnknownInMove(index);
    if (to === null) return { points, to };
    const shifts = day.shifts.flatMap(({ id, truck }, vehicle) =>
      truck.id === to.truck && (to.shift === undefined || to.shift === id) ? [vehicle] : [],
    );
    const place = inShift(day.problem, plan, shifts, to.trip);
    if (!place) throw new UnknownInMove(index);
    const tripsDone = tripsDoneBy(day.problem, place.vehicle);
    const before = place.trip === tripsDone + 1 ? (startedTrips?.[place.vehicle]?.visits ?? 0) : 0;
    // Before what is aboard already nothing can come.
    if (place.trip <= tripsDone || to.position <= before) throw new UnknownInMove(index);
    return { points, to: { ...place, position: to.position - before } };
  });
  try {
    return applyMoves(day.problem, plan, asked);
  } catch (error) {
    if (!(error instanceof NoSuchPlace)) throw error;
    throw new UnknownInMove(asked.findIndex(({ to }) => to === error.place));
  }
}

/** The vehicle that makes the trip of this number, counted through the truck's shifts. */
function inShift(
  problem: Problem,
  { routes }: Plan,
  vehicles: readonly number[],
  trip: number,
): { readonly vehicle: number; readonly trip: number } | null {
  let left = trip;
  for (const [k, vehicle] of vehicles.entries()) {
    const route = routes.find((candidate) => candidate.vehicle === vehicle);
    const planned = route?.stops.filter(({ kind }) => kind === 'site').length ?? 0;
    const own = tripsDoneBy(problem, vehicle) + planned;
    if (left <= own || k === vehicles.length - 1) return { vehicle, trip: left };
    left -= own;
  }
  return null;
}

const tripsDoneBy = ({ vehicles }: Problem, vehicle: number): number =>
  itemAt(vehicles, vehicle).frozen?.tripsDone ?? 0;

/** Overtime and a missed window change nothing of when things are done: once or twice is enough. */
const MOST_ROUNDS = 4;

/** The problem in which the windows that a plan misses and the overtime that it needs are allowed. */
function allow(
  of: Problem,
  plan: Plan,
  first: Evaluation,
): { readonly problem: Problem; readonly evaluation: Evaluation } {
  let problem = of;
  let evaluation = first;
  for (let round = 0; round < MOST_ROUNDS && evaluation.violations.some(isAllowable); round++) {
    problem = widened(problem, evaluation);
    evaluation = evaluatePlan(problem, plan);
  }
  return { problem, evaluation };
}

const isAllowable = ({ rule }: Evaluation['violations'][number]): boolean => rule === 'window' || rule === 'shift';

function widened(problem: Problem, { violations, routes }: Evaluation): Problem {
  const vehicles = [...problem.vehicles];
  const points = [...problem.points];
  for (const { rule, vehicle, stop, amount } of violations) {
    if (rule === 'shift') {
      const own = itemAt(vehicles, vehicle);
      vehicles[vehicle] = { ...own, maxOvertimeSeconds: own.maxOvertimeSeconds + amount };
    }
    const at = rule === 'window' ? routes.find((route) => route.vehicle === vehicle)?.stops[stop] : undefined;
    if (at?.stop.kind !== 'point') continue;
    const point = itemAt(points, at.stop.point);
    const [opens] = itemAt(point.windows, point.windows.length - 1);
    const windows = [...point.windows.slice(0, -1), [opens, at.arrivalSeconds] as const];
    points[at.stop.point] = { ...point, windows };
  }
  return { ...problem, vehicles, points };
}

function overridesOf(
  day: DayProblem,
  evaluation: Evaluation,
  { reason, by }: { readonly reason: string; readonly by: string },
): Override[] {
  return evaluation.violations.flatMap(({ rule, vehicle, stop, amount }) => {
    if (rule !== 'window' && rule !== 'shift') return [];
    const at = evaluation.routes.find((route) => route.vehicle === vehicle)?.stops[stop]?.stop;
    const name = at?.kind === 'point' ? itemAt(day.visits, at.point).point.name : null;
    return [{ rule, truckCode: itemAt(day.shifts, vehicle).truck.code, name, seconds: amount, reason, by }];
  });
}
