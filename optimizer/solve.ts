/** Solves a problem: the anytime search, its options and its progress. */
import { checkPlan } from './check.ts';
import { type CostComponents, type Evaluation, evaluatePlan } from './evaluate.ts';
import { emptyRoutes, loadPlan, readPlan } from './model/convert.ts';
import { buildModel } from './model/model.ts';
import { nearestPoints } from './model/neighbours.ts';
import type { Plan, Problem } from './problem.ts';
import { Random } from './random.ts';
import { RuinRecreate } from './search/ruin-recreate.ts';
import { AnyBudget } from './stop/any.ts';
import type { Budget } from './stop/budget.ts';
import { IterationBudget } from './stop/iterations.ts';
import { TimeBudget } from './stop/time.ts';
import { validateProblem } from './validate.ts';

export interface SolveOptions {
  /** Longest search; 10 when neither this nor `iterations` is given. */
  readonly seconds?: number;
  /** Longest search in iterations; with `threads: 1` the same seed then gives the same plan. */
  readonly iterations?: number;
  readonly seed: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** A plan to start from; what in it breaks a rule is left out first. */
  readonly initial?: Plan;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly elapsedSeconds: number;
  readonly iterations: number;
  readonly phase: 'construct' | 'improve' | 'finish';
  readonly cost: CostComponents;
  readonly servedMass: number;
  readonly totalMass: number;
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
export class UnsoundPlanError extends Error {
  override readonly name = 'UnsoundPlanError';
}

const DEFAULT_SECONDS = 10;
/** The calling thread is given back this often. */
const SLICE_MILLISECONDS = 20;
const REPORT_MILLISECONDS = 200;
const NEIGHBOURS = 100;

/**
 * Plans `problem`: the best plan found within the budget, checked against every hard rule.
 * @throws ProblemError when the problem makes no sense, UnsoundPlanError when the checker refuses the plan.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<Solution> {
  const start = performance.now();
  validateProblem(problem);
  const budget = chooseBudget(options);
  const model = buildModel(problem);
  const neighbours = nearestPoints(model, NEIGHBOURS);
  const longest = Math.max(0, ...(options.initial?.routes ?? []).map((route) => route.stops.length));
  const routes = emptyRoutes(model, longest);
  if (options.initial !== undefined) loadPlan(routes, options.initial);
  const search = new RuinRecreate(routes, neighbours, new Random(options.seed));
  search.construct();
  const reporter = new Reporter(problem, start, options.onProgress);
  reporter.report('construct', search.iterations, () => bestPlan(search));

  const scale = averageLegCost(search);
  const [hot, cold] = options.initial === undefined ? [HOT, COLD] : [WARM, COLD];
  let spent = budget.spent(0);
  const LAM = Number(process.env.LAM ?? 0);
  const LAMF = Number(process.env.LAMF ?? 10);
  const meanWorth = model.worth.reduce((a, b) => a + b, 0) / model.pointCount;
  let sliceStart = performance.now();
  while (spent < 1 && options.signal?.aborted !== true && model.pointCount > 0) {
    const temperature = scale * hot * (cold / hot) ** spent;
    let improved = false;
    if (LAM > 0) search.setWorthWeight(spent > 0.97 ? model.worthWeight : Math.min(model.worthWeight, Math.max(LAM * temperature, LAMF * scale) / meanWorth));
    for (let k = 0; k < 16; k++) if (search.step(temperature)) improved = true;
    if (improved) reporter.markImproved();
    spent = budget.spent(search.iterations);
    if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
      reporter.reportIfDue('improve', search.iterations, () => bestPlan(search));
      await new Promise<void>((resolve) => setImmediate(resolve));
      sliceStart = performance.now();
    }
  }
  const plan = bestPlan(search);
  const report = checkPlan(problem, plan);
  if (!report.feasible) throw new UnsoundPlanError(report.errors.slice(0, 3).join(' '));
  reporter.report('finish', search.iterations, () => plan);
  return {
    plan,
    evaluation: evaluatePlan(problem, plan),
    elapsedSeconds: (performance.now() - start) / 1000,
    iterations: search.iterations,
    aborted: options.signal?.aborted === true,
  };
}

const HOT = Number(process.env.HOT ?? 0.3);
const WARM = 0.02;
const COLD = Number(process.env.COLD ?? 0.003);

function chooseBudget(options: SolveOptions): Budget {
  const budgets: Budget[] = [];
  if (options.seconds !== undefined) budgets.push(new TimeBudget(options.seconds));
  if (options.iterations !== undefined) budgets.push(new IterationBudget(options.iterations));
  if (budgets.length === 0) budgets.push(new TimeBudget(DEFAULT_SECONDS));
  return new AnyBudget(budgets);
}

/** Average price of a leg in the plan the search stands at: what temperatures are measured in. */
function averageLegCost(search: RuinRecreate): number {
  const { routes } = search;
  let legs = 0;
  for (let r = 0; r < routes.model.vehicleCount; r++) legs += routes.length[r] - 1;
  return Math.max(1e-6, routes.routesCost / Math.max(1, legs));
}

function bestPlan(search: RuinRecreate): Plan {
  const { routes, best } = search;
  const copy = emptyRoutes(routes.model, routes.stride - 64);
  best.restore(copy);
  return readPlan(copy);
}

/** Tells the caller about better plans, at most every `REPORT_MILLISECONDS`. */
class Reporter {
  readonly #problem: Problem;
  readonly #start: number;
  readonly #listen: ((progress: Progress) => void) | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #improved = false;

  constructor(problem: Problem, start: number, listen: ((progress: Progress) => void) | undefined) {
    this.#problem = problem;
    this.#start = start;
    this.#listen = listen;
  }

  markImproved(): void {
    this.#improved = true;
  }

  reportIfDue(phase: Progress['phase'], iterations: number, plan: () => Plan): void {
    if (!this.#improved || performance.now() - this.#last < REPORT_MILLISECONDS) return;
    this.report(phase, iterations, plan);
  }

  report(phase: Progress['phase'], iterations: number, plan: () => Plan): void {
    if (this.#listen === undefined) return;
    this.#improved = false;
    const { cost, servedMass, totalMass } = evaluatePlan(this.#problem, plan());
    this.#last = performance.now();
    const elapsedSeconds = (this.#last - this.#start) / 1000;
    this.#listen({ elapsedSeconds, iterations, phase, cost, servedMass, totalMass });
  }
}
