import type { Budget } from './budget.ts';

const FEWEST_EPOCHS = 20;
const MOST_EPOCHS = 300;

/** Stops when a time is over; counts from its creation. */
export class TimeBudget implements Budget {
  readonly epochs: number;
  readonly #start = performance.now();
  readonly #milliseconds: number;

  constructor(seconds: number) {
    this.#milliseconds = 1000 * seconds;
    this.epochs = Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, Math.ceil(2 * seconds)));
  }

  spent(): number {
    return this.#milliseconds <= 0 ? 1 : Math.min(1, (performance.now() - this.#start) / this.#milliseconds);
  }

  iterationsUntil(): number {
    return Number.POSITIVE_INFINITY;
  }

  deadlineOf(share: number): number {
    return this.#start + share * this.#milliseconds;
  }
}
