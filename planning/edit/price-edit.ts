import { itemAt } from '../../domain/item-at.ts';
import type { BrokenRule, EditEvaluation, LockView, Move, Override, TruckChange } from '../../domain/plan-edits.ts';
import type { RouteChange } from '../../domain/route-changes.ts';
import { type Evaluation, evaluatePlan, type Plan, type Problem } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';
import { allowed } from './allowed.ts';
import { applyMoves, NoSuchPlace, type PointMove } from './apply-moves.ts';
import { comparePlans, type PricedPlan, type VisitOfPoint } from './compare.ts';
import { brokenDone, brokenLocks, type Done, NOTHING_DONE } from './fixed.ts';
import type { FromNow } from './from-now.ts';
import type { KeptRest } from './rest-of-edit.ts';
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
  /** Of a day under way: what is left of it, by which it is priced. */
  readonly now?: FromNow;
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
  /**
   * Where it cannot be by the plan's times: makes what is left of the plan by now a day of its own, to be kept in place of the whole
   * one. Takes all of the day, as it is edited.
   */
  readonly asRest: ((whole: DayProblem) => KeptRest) | null;
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
  override: Allowing | null = null,
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
  override: Allowing | null = null,
  tooLate: readonly BrokenRule[] = [],
): PricedEdit {
  const { day, visitOf, now } = base;
  const byPlan = assess(day, visitOf, base, plan, null);
  const left = now?.leftOf(day, plan);
  const asItIs = now && left ? assess(left.day, visitOf, now.left, left.plan, override, left.evaluation) : null;
  // What crews have done may leave room that the plan had not: then it is the rest of the day that counts, and is kept.
  const isRest = now?.isApart === true && byPlan.compared.breaks.length > 0;
  const asPlanned = isRest || !override ? byPlan : assess(day, visitOf, base, plan, override, byPlan.evaluation);
  const compared = asItIs ? fromNowOn(asPlanned.compared, asItIs.compared, isRest) : asPlanned.compared;
  const breaks = [
    ...tooLate,
    ...brokenDone(day, visitOf, base.plan, plan, held.done),
    ...brokenLocks(day, visitOf, base.plan, plan, held.locks),
    ...compared.breaks,
  ];
  return {
    answer: {
      ...{ base: base.number, isAllowed: breaks.length === 0, isHard: breaks.some(({ isHard }) => isHard) },
      ...{ ...compared, breaks, pricedAt: now?.at.toISOString() ?? null },
    },
    ...{ day: asPlanned.day, plan, evaluation: asPlanned.evaluation },
    asRest:
      isRest && now && left && asItIs
        ? (whole) => now.restOf(whole, { day: { ...day, problem: asItIs.day.problem }, plan: left.plan })
        : null,
    overrides: worstOfEach(
      [...asPlanned.overrides, ...(asItIs?.overrides ?? [])],
      ({ rule, truckCode, name }) => `${rule} ${truckCode} ${name}`,
      ({ seconds }) => seconds,
    ),
  };
}

/** Who allows something, and why. */
interface Allowing {
  readonly reason: string;
  readonly by: string;
}

type Compared = ReturnType<typeof comparePlans>;

/** A plan against the one it was made of, with what of it is allowed. */
function assess(
  day: DayProblem,
  visitOf: VisitOfPoint,
  before: PricedPlan,
  plan: Plan,
  override: Allowing | null,
  first: Evaluation = evaluatePlan(day.problem, plan),
) {
  const made = override && !first.feasible ? allowed(day.problem, plan, first) : null;
  const evaluation = made?.evaluation ?? first;
  const allowedDay = made ? { ...day, problem: made.problem } : day;
  return {
    ...{ day: allowedDay, evaluation },
    compared: comparePlans(allowedDay, visitOf, before, { evaluation }),
    overrides: override && made ? overridesOf(day, first, override) : [],
  };
}

/**
 * Figures of whole days, with when and how full they end as it is by now, and with what breaks by the plan or from now on.
 *
 * @param isRest what counts is what breaks from now on
 */
function fromNowOn(asPlanned: Compared, asItIs: Compared, isRest: boolean): Compared {
  const { servedKg, servedVisits } = asPlanned.change;
  const present = new Map(asItIs.trucks.map((truck) => [truck.shiftId, truck]));
  const asOfNow = (figures: TruckChange['before'], now: TruckChange['before'] | undefined): TruckChange['before'] =>
    figures && now ? { ...figures, endsAt: now.endsAt, overtimeSeconds: now.overtimeSeconds, fill: now.fill } : figures;
  return {
    breaks: worstOfEach(
      [...asItIs.breaks, ...(isRest ? [] : asPlanned.breaks)],
      ({ rule, truckId, unit }) => `${rule} ${truckId} ${unit}`,
      ({ amount }) => amount,
    ).sort((a, b) => Number(b.isHard) - Number(a.isHard)),
    trucks: asPlanned.trucks.map((truck) => {
      const now = present.get(truck.shiftId);
      return { ...truck, before: asOfNow(truck.before, now?.before), after: asOfNow(truck.after, now?.after) };
    }),
    targets: asPlanned.targets,
    change: { ...asItIs.change, servedKg, servedVisits },
  };
}

/** Of things with the same key the largest one. */
function worstOfEach<T>(all: readonly T[], keyOf: (each: T) => string, sizeOf: (each: T) => number): T[] {
  const worst = new Map<string, T>();
  for (const each of all) {
    const known = worst.get(keyOf(each));
    if (!known || sizeOf(known) < sizeOf(each)) worst.set(keyOf(each), each);
  }
  return [...worst.values()];
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

function overridesOf(day: DayProblem, evaluation: Evaluation, { reason, by }: Allowing): Override[] {
  return evaluation.violations.flatMap(({ rule, vehicle, stop, amount }) => {
    if (rule !== 'window' && rule !== 'shift') return [];
    const at = evaluation.routes.find((route) => route.vehicle === vehicle)?.stops[stop]?.stop;
    const name = at?.kind === 'point' ? itemAt(day.visits, at.point).point.name : null;
    return [{ rule, truckCode: itemAt(day.shifts, vehicle).truck.code, name, seconds: amount, reason, by }];
  });
}
