import type { Budget } from './budget.ts';

/** Stops when a time is over; counts from its creation. */
export class TimeBudget implements Budget {
  readonly #start = performance.now();
  readonly #milliseconds: number;

  constructor(seconds: number) {
    this.#milliseconds = 1000 * seconds;
  }

  spent(): number {
    return this.#milliseconds <= 0 ? 1 : Math.min(1, (performance.now() - this.#start) / this.#milliseconds);
  }
}
