import type { Budget } from './budget.ts';

/** Stops after a number of iterations; the same plan every time. */
export class IterationBudget implements Budget {
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  spent(iterations: number): number {
    return this.#most <= 0 ? 1 : Math.min(1, iterations / this.#most);
  }
}
