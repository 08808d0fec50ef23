import { itemAt } from '../../domain/item-at.ts';
import { withEarlier } from '../../domain/replans/carry-over.ts';
import { type ReplanRequest, replanRequestSchema, type RestPrice } from '../../domain/replans/replans.ts';
import { evaluatePlan, type Plan } from '../../optimizer/index.ts';
import type { FieldSoFar } from '../../records/replans/read-field.ts';
import { type DayProblem, dayProblem } from '../problem.ts';
import type { Search } from '../solve.ts';
import { totalsOf } from '../totals.ts';
import { changedTown } from './changes.ts';
import { type FrozenDay, freezeDay } from './freeze.ts';
import type { Held } from './hold-locked.ts';
import { searchRest } from './search-rest.ts';

/** A day under way, and what was said of it so far. */
export interface DayUnderWay {
  /** All of it, as its published plan was made for it. */
  readonly whole: DayProblem;
  readonly field: FieldSoFar;
  /** The newest first. */
  readonly earlier: readonly ReplanRequest[];
  readonly held: readonly (Held & { readonly isOrdered: boolean })[];
  /** Seconds after local midnight. */
  readonly at: number;
  readonly secondsOf: (instant: Date) => number;
}

/**
 * What the rest of a day planned anew would come to, beside what is left of its plan: an estimate by the books, roads and figures the
 * plan was made with, searched for as long as `budget` says. Nothing of it is kept. Trucks go on from what they did last.
 *
 * @returns `null` where no truck would be left
 * @throws the signal's reason when it is aborted
 */
export async function priceRest(
  { whole, field, earlier, held, at, secondsOf }: DayUnderWay,
  asked: ReplanRequest,
  budget: Search,
  signal: AbortSignal,
): Promise<RestPrice | null> {
  // Where it was seen last is none of a kept day's places.
  const known = { ...whole, places: { ...whole.places, ofTruck: new Map() } };
  const secondOf = (instant: string | null): number => (instant === null ? at : secondsOf(new Date(instant)));
  const said = withEarlier(asked, earlier);
  const isAsInBooks = said.closed.length === 0 && said.leaving.length === 0 && said.urgent.length === 0;
  const changed = isAsInBooks ? known : dayProblem(changedTown(known.town, said, secondOf), known.places, known.matrix);
  const freeze = (day: DayProblem, without: readonly string[]): FrozenDay =>
    freezeDay(day, field, at, secondsOf, new Set(without));

  const asPlanned = however(freeze(known, withEarlier(replanRequestSchema.parse({}), earlier).without.trucks));
  const left = freeze(changed, said.without.trucks);
  if (left.shifts.length === 0) return null;
  const { plan } = await searchRest(left, held, budget, signal);

  const [before, after] = [visitsBy(asPlanned, asPlanned.planned), visitsBy(left, plan)];
  const lost = [...before].filter(([visit]) => !after.has(visit));
  const isOut = new Set(
    field.shifts.flatMap(({ shiftId, startedAt, done }) => (startedAt !== null || done.length > 0 ? [shiftId] : [])),
  );
  const figuresOf = (day: FrozenDay, of: Plan) => {
    const evaluation = evaluatePlan(day.problem, of);
    const { workSeconds, lengthMetres, overtimeSeconds } = totalsOf(day, evaluation, { ...budget, iterations: 0 });
    // The day of a truck that is out is paid for, whoever drives on.
    const paid = evaluation.routes.filter(({ vehicle }) => isOut.has(itemAt(day.shifts, vehicle).id));
    const paidDong = paid.reduce((sum, { vehicle }) => sum + itemAt(day.problem.vehicles, vehicle).fixedCost, 0);
    return { workSeconds, lengthMetres, overtimeSeconds, costDong: evaluation.cost.drivingCost - paidDong };
  };
  const [was, is] = [figuresOf(asPlanned, asPlanned.planned), figuresOf(left, plan)];
  return {
    movedVisits: [...before].filter(([visit, { truckId }]) => (after.get(visit)?.truckId ?? truckId) !== truckId)
      .length,
    lostVisits: lost.length,
    lostKg: Math.round(lost.reduce((sum, [, { kg }]) => sum + kg, 0)),
    gainedVisits: [...after.keys()].filter((visit) => !before.has(visit)).length,
    workSeconds: is.workSeconds - was.workSeconds,
    lengthMetres: is.lengthMetres - was.lengthMetres,
    costDong: Math.round(is.costDong - was.costDong),
    overtimeSeconds: is.overtimeSeconds - was.overtimeSeconds,
  };
}

/** A rest driven on by its plan: who comes late collects all the same, and waits for no later window. */
function however(day: FrozenDay): FrozenDay {
  const opened = <T extends { readonly windows: readonly (readonly [number, number])[] }>(of: T): T => {
    const [first] = of.windows;
    return first ? { ...of, windows: [[first[0], Number.MAX_SAFE_INTEGER]] } : of;
  };
  const { points, sites } = day.problem;
  return { ...day, problem: { ...day.problem, points: points.map(opened), sites: sites.map(opened) } };
}

/** Who serves each visit, or part of one, that a plan of a rest serves, and how much that is. */
function visitsBy({ visits, shifts, problem }: FrozenDay, { routes }: Plan) {
  const served = new Map<string, { readonly truckId: string; readonly kg: number }>();
  for (const { vehicle, stops } of routes) {
    for (const stop of stops) {
      if (stop.kind !== 'point') continue;
      const { due, part, parts } = itemAt(visits, stop.point);
      served.set(`${due.pointId} ${due.stream} ${part}/${parts}`, {
        truckId: itemAt(shifts, vehicle).truck.id,
        kg: itemAt(itemAt(problem.points, stop.point).load, 0),
      });
    }
  }
  return served;
}
