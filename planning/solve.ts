import type { PlanCost } from '../domain/plans.ts';
import { evaluatePlan, type Plan, type Solution, solve, InfeasiblePlanError } from '../optimizer/index.ts';
import { planCostOf } from './cost.ts';
import { PlanningFailure } from './failure.ts';
import type { DayProblem } from './problem.ts';
import { bestPassing, passedSo, type Turning, withOpenPassed } from './turning.ts';

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

/** So much of the budget is searched before it is known how places are passed. */
const SHARE_BEFORE = 0.6;

/**
 * As {@link search}, and chooses in which direction each truck passes each stop, so that it turns round only where the way round would be
 * longer: what a plan costs hangs on how it is passed, and which plan is best on what that costs, so the two are chosen in turn.
 *
 * @returns the plan, and the day with the matrix that it was found with: each leg as it is driven then, turning included
 */
export async function searchPassing(
  day: DayProblem,
  budget: Search,
  options: Parameters<typeof search>[2],
): Promise<{ readonly day: DayProblem; readonly solution: Solution }> {
  const { turning } = day.matrix;
  if (!turning) return { day, solution: await search(day, budget, options) };
  const { onProgress } = options;
  const open = passedSo(
    day,
    turning,
    turning.headings.map(() => null),
  );
  const first = await search(
    open,
    { ...budget, seconds: budget.seconds * SHARE_BEFORE },
    { ...options, onProgress: (share, best) => onProgress(share * SHARE_BEFORE, best) },
  );
  const passed = passedBest(open, turning, first.plan);
  const second = await search(
    passed,
    { ...budget, seconds: budget.seconds * (1 - SHARE_BEFORE) },
    {
      ...{ ...options, initial: first.plan },
      onProgress: (share, best) => onProgress(SHARE_BEFORE + share * (1 - SHARE_BEFORE), best),
    },
  );
  const elapsedSeconds = first.elapsedSeconds + second.elapsedSeconds;
  const iterations = first.iterations + second.iterations;
  const again = passedBest(passed, turning, second.plan);
  const evaluation = evaluatePlan(again.problem, second.plan);
  // What is shorter on the whole may come too late somewhere.
  const isBetter = evaluation.feasible && evaluation.cost.drivingCost < second.evaluation.cost.drivingCost;
  return {
    day: isBetter ? again : passed,
    solution: { ...second, elapsedSeconds, iterations, evaluation: isBetter ? evaluation : second.evaluation },
  };
}

function passedBest(day: DayProblem, turning: Turning, plan: Plan): DayProblem {
  return passedSo(day, turning, withOpenPassed(turning, bestPassing(turning, day.problem, plan.routes)));
}
