import { type Evaluation, evaluatePlan, type Plan, type Stop } from '../optimizer/index.ts';
import { type DayPlan, dayPlanOf } from './day-plan.ts';
import type { DayProblem } from './problem.ts';

/** What a truck is to do next, in the town's words. */
export type GivenStop =
  | { readonly kind: 'point'; readonly pointId: string; readonly stream: string; readonly part: number }
  | { readonly kind: 'unload'; readonly facilityId: string }
  /** The shift's break of this number, from 1. */
  | { readonly kind: 'break'; readonly number: number };

/** The sequence somebody gives a shift's truck; a shift without one stays at its depot. */
export interface GivenRoute {
  readonly shiftId: string;
  readonly stops: readonly GivenStop[];
}

/** A sequence names what the day does not have: a visit that is not due, a shift that does not work, a closed facility. */
export class NotOfTheDay extends Error {
  override readonly name = 'NotOfTheDay';
}

/** A given plan, priced. */
export interface EvaluatedDay extends DayPlan {
  readonly plan: Plan;
  /** With every rule that the plan breaks; only one that breaks none may be kept. */
  readonly evaluation: Evaluation;
}

/** Nothing was searched for. */
const BY_HAND = { seconds: 0, iterations: 0, seed: 0, threads: 0 };

/**
 * Prices a plan that somebody gives, as it stands: every stop as early as its order allows, nothing moved to better it.
 *
 * @throws NotOfTheDay
 */
export function evaluateGiven(day: DayProblem, routes: readonly GivenRoute[]): EvaluatedDay {
  const plan = planOf(day, routes);
  const evaluation = evaluatePlan(day.problem, plan);
  return { plan, evaluation, ...dayPlanOf(day, plan, evaluation, BY_HAND) };
}

/** A day's plan in the town's words as the optimizer's indices. */
function planOf({ visits, sites, shifts }: DayProblem, routes: readonly GivenRoute[]): Plan {
  const points = new Map(
    visits.map(({ due, part }, index) => [visitName({ pointId: due.pointId, stream: due.stream, part }), index]),
  );
  const siteOf = new Map(sites.map(({ id }, index) => [id, index]));
  const vehicleOf = new Map(shifts.map(({ id }, index) => [id, index]));
  const indexOf = (indices: ReadonlyMap<string, number>, name: string): number => {
    const index = indices.get(name);
    if (index === undefined) throw new NotOfTheDay(name);
    return index;
  };
  const stopOf = (stop: GivenStop): Stop => {
    switch (stop.kind) {
      case 'point':
        return { kind: 'point', point: indexOf(points, visitName(stop)) };
      case 'unload':
        return { kind: 'site', site: indexOf(siteOf, stop.facilityId) };
      case 'break':
        return { kind: 'break', breakIndex: stop.number - 1 };
    }
  };
  return {
    routes: routes.map(({ shiftId, stops }) => ({ vehicle: indexOf(vehicleOf, shiftId), stops: stops.map(stopOf) })),
  };
}

function visitName({ pointId, stream, part }: { pointId: string; stream: string; part: number }): string {
  return `${pointId}/${stream}/${part}`;
}
