import type { Budget } from './budget.ts';

const EPOCHS = 60;

/** Stops after a number of iterations; the same plan every time. */
export class IterationBudget implements Budget {
  readonly epochs = EPOCHS;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  spent(iterations: number): number {
    return this.#most <= 0 ? 1 : Math.min(1, iterations / this.#most);
  }

  iterationsUntil(share: number, iterations: number): number {
    return Math.max(0, Math.ceil(this.#most * share - iterations));
  }

  deadlineOf(): number {
    return Number.POSITIVE_INFINITY;
  }
}
