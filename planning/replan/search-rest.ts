import { MOVED_VISIT_SECONDS } from '../../domain/replans/replans.ts';
import { type Plan, type Problem, type Solution, stayCloseTo } from '../../optimizer/index.ts';
import { type Search, search } from '../solve.ts';
import type { FrozenDay } from './freeze.ts';
import { type Held, holdLocked, routesAsPlanned } from './hold-locked.ts';

/** A plan of the rest of a day, and the problem it was searched with: with marks of what is held fast, close to what was planned. */
export interface FoundRest extends Pick<Solution, 'iterations' | 'elapsedSeconds'> {
  readonly problem: Problem;
  readonly plan: Plan;
}

/**
 * Looks for another plan of the rest of a day, from what was planned of it and close to that; what is held fast stays with its truck,
 * and in its order where that is held too.
 *
 * @throws as {@link search}
 */
export async function searchRest(
  left: FrozenDay,
  held: readonly (Held & { readonly isOrdered: boolean })[],
  budget: Search,
  signal: AbortSignal,
): Promise<FoundRest> {
  const problem = stayCloseTo(holdLocked(left, held), left.planned, MOVED_VISIT_SECONDS);
  const found = await search({ problem }, budget, { signal, initial: left.planned, onProgress: () => undefined });
  const ordered = new Set(held.flatMap(({ isOrdered, truckId }) => (isOrdered ? [truckId] : [])));
  const { iterations, elapsedSeconds } = found;
  return { problem, plan: routesAsPlanned(found.plan, left, ordered), iterations, elapsedSeconds };
}
