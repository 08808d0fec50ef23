/** Telling the caller of a search about better plans while it runs. */
import { type CostComponents, evaluatePlan } from './evaluate.ts';
import type { Plan, Problem } from './problem.ts';

/**
 * A report on the best plan so far. One comes with the first plan (`construct`), one when a better plan has been found
 * (`improve`), at most every 200 ms: of all that were found in between, the best. One comes at the end with the plan that is
 * returned (`finish`), however short a time ago the last one was, so that who shows reports ends with what the search ended with.
 */
export interface Progress {
  /** Since `solve` was called. */
  readonly elapsedSeconds: number;
  readonly iterations: number;
  readonly phase: 'construct' | 'improve' | 'finish';
  readonly cost: CostComponents;
  readonly servedMass: number;
  readonly totalMass: number;
}

const LEAST_MILLISECONDS = 200;

export class ProgressReporter {
  readonly #problem: Problem;
  readonly #start: number;
  readonly #listen: ((progress: Progress) => void) | undefined;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;
  #improved = false;

  /** @param start when the search began, by the clock `now`, which gives milliseconds */
  constructor(
    problem: Problem,
    start: number,
    listen: ((progress: Progress) => void) | undefined,
    now = (): number => performance.now(),
  ) {
    this.#problem = problem;
    this.#start = start;
    this.#listen = listen;
    this.#now = now;
  }

  /** Reports an improvement if there was one since the last report and that is long enough ago; to be called now and then. */
  reportIfDue(improved: boolean, iterations: number, plan: () => Plan): void {
    if (improved) this.#improved = true;
    if (!this.#improved || this.#now() - this.#last < LEAST_MILLISECONDS) return;
    this.report('improve', iterations, plan);
  }

  /** Reports whatever was reported before. `plan` is asked for only if somebody listens. */
  report(phase: Progress['phase'], iterations: number, plan: () => Plan): void {
    if (this.#listen === undefined) return;
    this.#improved = false;
    const { cost, servedMass, totalMass } = evaluatePlan(this.#problem, plan());
    this.#last = this.#now();
    const elapsedSeconds = (this.#last - this.#start) / 1000;
    this.#listen({ elapsedSeconds, iterations, phase, cost, servedMass, totalMass });
  }
}
