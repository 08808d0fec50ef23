/** Overlooking places on purpose (blinks: Christiaens and Vanden Berghe, 2020). */
import type { Random } from '../random.ts';

/** Positions are now and then overlooked on purpose, so that recreation does not always end in the same plan. */
export class Blink {
  readonly #random: Random;
  readonly #logKeep: number;
  /** Positions still to be looked at before one is overlooked. */
  left: number;

  /** `rate` is the share of positions overlooked, 0 = none. */
  constructor(random: Random, rate: number) {
    this.#random = random;
    this.#logKeep = rate > 0 ? Math.log(1 - rate) : 0;
    this.left = Number.POSITIVE_INFINITY;
    this.reset();
  }

  reset(): void {
    this.left =
      this.#logKeep === 0
        ? Number.POSITIVE_INFINITY
        : 1 + Math.floor(Math.log(1 - this.#random.unit()) / this.#logKeep);
  }
}
