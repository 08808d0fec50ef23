import { itemAt } from '../../domain/item-at.ts';
import type { Remedy } from '../../domain/remedies/remedies.ts';
import { type Evaluation, type Plan, type Problem, pull, solve } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';
import { type DayEnded, leftoverProblem, trucksMore } from './leftover-problem.ts';

/** What a remedy fetches on one day: kg by unit and stream, and what that costs, đồng. */
export interface DayFetched {
  readonly remedy: Remedy;
  readonly kg: ReadonlyMap<string, number>;
  readonly dong: number;
  /** What it costs on a day on which there is nothing to fetch. */
  readonly idleDong: number;
}

export interface SearchLimits {
  readonly signal: AbortSignal;
  /** Most steps of a search; with them alone the same day gives the same. */
  readonly iterations: number;
  /** Most seconds of a search: a day whose search is cut short tells of less than could be fetched. */
  readonly seconds: number;
}

const HOUR_SECONDS = 3600;
/** Each takes a search of its own on each day. */
const MOST_TRUCK_TYPES = 3;
const MOST_SITES = 3;

/**
 * What the optimizer's levers would have fetched on a day of what was left: first the trucks there are in the hours they had left, then each lever
 * beyond that. A truck more costs its day whether it is needed or not, everything else only what is driven.
 */
export async function tryDay(
  day: DayProblem,
  unitOf: ReadonlyMap<string, string>,
  ended: DayEnded,
  limits: SearchLimits,
): Promise<DayFetched[]> {
  const leftover = leftoverProblem(day, unitOf, ended);
  if (leftover.points.length === 0) return [];
  const spare = await search(leftover, { routes: [] }, limits);
  const found: DayFetched[] = [
    {
      ...{ remedy: { kind: 'spare-hours' }, kg: kgOf(leftover, spare.evaluation), idleDong: 0 },
      dong: spare.evaluation.cost.drivingCost,
    },
  ];
  const beyond = async (problem: Problem, remedy: Remedy, idleDong = 0): Promise<void> => {
    const { evaluation } = await search(problem, spare.plan, limits);
    const extra = problem.vehicles.length - 1;
    const isUsed = evaluation.routes.some(({ vehicle }) => vehicle === extra);
    const before = kgOf(leftover, spare.evaluation);
    found.push({
      ...{ remedy, idleDong },
      kg: new Map([...kgOf(problem, evaluation)].map(([key, kg]) => [key, kg - (before.get(key) ?? 0)])),
      dong: evaluation.cost.drivingCost - spare.evaluation.cost.drivingCost + (isUsed ? 0 : idleDong),
    });
  };
  for (const { like, problem } of trucksMore(day, leftover, MOST_TRUCK_TYPES)) {
    const { truck } = itemAt(day.shifts, like);
    const remedy: Remedy = { kind: 'one-more-truck', capacityKg: truck.capacityKg, streams: [...truck.streams] };
    await beyond(problem, remedy, itemAt(day.problem.vehicles, like).fixedCost);
  }
  const longer = { kind: 'shift-longer', seconds: HOUR_SECONDS } as const;
  await beyond(pull(leftover, longer), longer);
  for (const [site, { name: facilityName }] of day.sites.slice(0, MOST_SITES).entries()) {
    const { windows, intake } = itemAt(leftover.sites, site);
    const seconds = HOUR_SECONDS;
    if (windows.length > 0) {
      const open = pull(leftover, { kind: 'site-open-longer', site, seconds });
      await beyond(open, { kind: 'site-open-longer', facilityName, seconds });
    }
    // Nothing is gained where it was not full.
    const leftKg = leftover.points.reduce((sum, { load }) => sum + itemAt(load, 0), 0);
    if (intake === null || itemAt(intake, 0) > leftKg) continue;
    const sites = leftover.sites.map((one, s) => (s === site ? { ...one, intake: null } : one));
    await beyond({ ...leftover, sites }, { kind: 'site-takes-more', facilityName });
  }
  return found;
}

/** What trucks could fetch on a day, in the hours they have left, of what was left on the days before. */
export async function trySpareDay(
  day: DayProblem,
  unitOf: ReadonlyMap<string, string>,
  ended: DayEnded,
  limits: SearchLimits,
): Promise<Pick<DayFetched, 'kg' | 'dong'> | null> {
  const leftover = leftoverProblem(day, unitOf, ended);
  if (leftover.points.length === 0) return null;
  const { evaluation } = await search(leftover, { routes: [] }, limits);
  return { kg: kgOf(leftover, evaluation), dong: evaluation.cost.drivingCost };
}

function search(problem: Problem, initial: Plan, { signal, iterations, seconds }: SearchLimits) {
  return solve(problem, { seconds, iterations, seed: 1, threads: 1, signal, initial });
}

function kgOf({ groups }: Problem, evaluation: Evaluation): ReadonlyMap<string, number> {
  return new Map(evaluation.groups.map(({ group, servedMass }) => [itemAt(groups, group).id, servedMass]));
}
