import type { PlanCost } from '../domain/plans.ts';
import { type Plan, type Solution, solve, InfeasiblePlanError } from '../optimizer/index.ts';
import { planCostOf } from './cost.ts';
import { PlanningFailure } from './failure.ts';
import type { DayProblem } from './problem.ts';

/** How long and how the optimizer searches. */
export interface Search {
  readonly seconds: number;
  readonly seed: number;
  readonly threads: number;
}

/**
 * Looks for the best plan within the search's budget.
 *
 * @param options.onProgress told every second the share of the budget that is used up and the best cost so far
 * @throws the signal's reason when it is aborted: an unfinished search is no answer to a cancelled run;
 *   PlanningFailure `plan-breaks-a-rule` when the optimizer's own check refuses what it found
 */
export async function search(
  { problem }: Pick<DayProblem, 'problem'>,
  { seconds, seed, threads }: Search,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number, best: PlanCost) => void;
    /** A plan to start from. */
    readonly initial?: Plan;
  },
): Promise<Solution> {
  const { signal, onProgress, initial } = options;
  const began = performance.now();
  let best: PlanCost | null = null;
  // The optimizer speaks when it finds something better; a person wants to see that it is at work in between, too.
  const ticker = setInterval(() => {
    const share = Math.min(1, (performance.now() - began) / 1000 / seconds);
    if (best) onProgress(share, best);
  }, 1000);
  try {
    const solution = await solve(problem, {
      seconds,
      seed,
      threads,
      signal,
      ...(initial && { initial }),
      onProgress: ({ elapsedSeconds, cost, servedMass, totalMass }) => {
        best = planCostOf(cost, elapsedSeconds, servedMass, totalMass);
      },
    });
    signal.throwIfAborted();
    return solution;
  } catch (error) {
    if (error instanceof InfeasiblePlanError) {
      throw new PlanningFailure('plan-breaks-a-rule', { rule: error.message }, { cause: error });
    }
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
