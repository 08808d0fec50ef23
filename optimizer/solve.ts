/** Solves a problem: the anytime search and its options. */
import { checkPlan } from './check.ts';
import { type Evaluation, evaluatePlan } from './evaluate.ts';
import { amount, refuse, whole } from './fields.ts';
import { emptyRoutes, loadPlan, readPlan } from './state/convert.ts';
import { modelPieces } from './model/build-model.ts';
import { nearestPieces, type Neighbours } from './model/neighbours.ts';
import { atOnce, inSlices, type Pieces } from './pieces.ts';
import type { Plan, Problem } from './problem.ts';
import { type Progress, ProgressReporter } from './progress.ts';
import { Random } from './random.ts';
import { Campaign } from './search/campaign.ts';
import { RuinRecreate } from './search/ruin-recreate.ts';
import { AnyBudget } from './stop/any.ts';
import type { Budget } from './stop/budget.ts';
import { IterationBudget } from './stop/iterations.ts';
import { TimeBudget } from './stop/time.ts';
import { Helper } from './threads/helper.ts';
import { validatePieces, validatePlan } from './validate.ts';

export interface SolveOptions {
  /** Longest search; 10 when neither this nor `iterations` is given. */
  readonly seconds?: number;
  /** Longest search in iterations; with `threads: 1` the same seed then gives the same plan. */
  readonly iterations?: number;
  readonly seed: number;
  /** Threads to search with; searches of less than two seconds use one. */
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** A plan to start from; what in it breaks a rule is left out first. */
  readonly initial?: Plan;
  /** Told of better plans as they are found; how often is said at `Progress`. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Solution {
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  readonly elapsedSeconds: number;
  readonly iterations: number;
  /** Whether the search was asked to stop before its budget was used up. */
  readonly aborted: boolean;
}

/** The solver returned a plan its own checker refuses: a fault of the solver, never shown as a plan. */
export class InfeasiblePlanError extends Error {
  override readonly name = 'InfeasiblePlanError';
}

const DEFAULT_SECONDS = 10;
const NO_ROUTES: Plan = { routes: [] };
const NEIGHBOURS = 100;
const MOST_THREADS = 256;
/** Shorter searches are better on one thread: the others would still be loading their code. */
const FEWEST_SECONDS_FOR_THREADS = 2;

/**
 * Plans `problem`: the best plan found within the budget, checked against every hard rule.
 * @throws ProblemError when the problem or an option makes no sense, InfeasiblePlanError when the checker refuses the plan.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<Solution> {
  const start = performance.now();
  validateOptions(options);
  const budget = chooseBudget(options);
  const helpers = Array.from({ length: isHurried(options) ? 0 : options.threads - 1 }, () => new Helper());
  try {
    return await search(problem, options, budget, helpers, start);
  } finally {
    for (const helper of helpers) helper.end();
  }
}

async function search(
  problem: Problem,
  options: SolveOptions,
  budget: Budget,
  helpers: readonly Helper[],
  start: number,
): Promise<Solution> {
  const { signal, seed, initial } = options;
  const random = new Random(seed);
  const reporter = new ProgressReporter(problem, start, options.onProgress);
  const isStopped = (): boolean => signal?.aborted === true;
  const layingOut = layOut(problem, initial, random);
  const wholly = await inSlices(layingOut, isStopped);
  let plan =
    wholly === null ? [initial ?? NO_ROUTES, NO_ROUTES].find((each) => checkPlan(problem, each).feasible) : undefined;
  let iterations = 0;
  if (plan === undefined) {
    // A vehicle under way may have to unload yet: then no plan is feasible without a look at the ways.
    const laidOut = wholly ?? atOnce(layingOut);
    const { search, neighbours } = laidOut;
    // With a plan given, there is one to search from when the time is over before all is served.
    const isOver = () => isStopped() || (initial !== undefined && budget.spent(0) >= 1);
    if ((await inSlices(search.constructPieces(), isOver)) === null) search.takeStock();
    const campaign = new Campaign(
      search,
      neighbours,
      { seed, helpers, signal, warm: initial !== undefined },
      budget,
      random,
    );
    const bestPlan = (): Plan => readPlan(campaign.best());
    reporter.report('construct', campaign.iterations, bestPlan);
    if (search.routes.model.pointCount > 0) {
      await campaign.run((improved) => reporter.reportIfDue(improved, campaign.iterations, bestPlan));
    }
    plan = bestPlan();
    iterations = campaign.iterations;
  }
  const report = checkPlan(problem, plan);
  if (!report.feasible) throw new InfeasiblePlanError(report.errors.slice(0, 3).join(' '));
  reporter.report('finish', iterations, () => plan);
  return {
    plan,
    evaluation: evaluatePlan(problem, plan),
    elapsedSeconds: (performance.now() - start) / 1000,
    iterations,
    aborted: signal?.aborted === true,
  };
}

/** Validates the problem and lays it out, with the given plan if there is one. */
function* layOut(
  problem: Problem,
  initial: Plan | undefined,
  random: Random,
): Pieces<{ search: RuinRecreate; neighbours: Neighbours }> {
  yield* validatePieces(problem);
  const model = yield* modelPieces(problem);
  const neighbours = yield* nearestPieces(model, NEIGHBOURS);
  const longest = Math.max(0, ...(initial?.routes ?? []).map((route) => route.stops.length));
  const routes = emptyRoutes(model, longest);
  if (initial !== undefined) loadPlan(routes, initial);
  yield;
  return { search: new RuinRecreate(routes, neighbours, random), neighbours };
}

/** Whether the time is over before further threads have brought more than their start takes from the first. */
function isHurried({ seconds, iterations }: SolveOptions): boolean {
  return seconds !== undefined && iterations === undefined && seconds < FEWEST_SECONDS_FOR_THREADS;
}

function validateOptions({ seconds, iterations, seed, threads, initial }: SolveOptions): void {
  if (seconds !== undefined) amount(seconds, 'seconds');
  if (iterations !== undefined) amount(iterations, 'iterations', Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(seed)) refuse(seed, 'seed', 'a whole number');
  whole(threads, 'threads', MOST_THREADS, 1);
  if (initial !== undefined) validatePlan(initial, 'initial');
}

function chooseBudget(options: SolveOptions): Budget {
  const budgets: Budget[] = [];
  if (options.seconds !== undefined) budgets.push(new TimeBudget(options.seconds));
  if (options.iterations !== undefined) budgets.push(new IterationBudget(options.iterations));
  if (budgets.length === 0) budgets.push(new TimeBudget(DEFAULT_SECONDS));
  return new AnyBudget(budgets);
}
