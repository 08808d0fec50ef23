/**
 * How often each point was left out of the plans tried. Where all could be served but are not, a plan that serves those that were hardest to
 * serve so far is better to go on from than one that is shorter (Christiaens and Vanden Berghe, 2020).
 */
import type { Routes } from '../state/routes.ts';

export class Absences {
  readonly #routes: Routes;
  readonly #times: Float64Array;

  constructor(routes: Routes) {
    this.#routes = routes;
    // Once from the beginning, so that serving all is fewer than anything else.
    this.#times = new Float64Array(routes.model.pointCount).fill(1);
  }

  /** Counts what the present plan leaves out once more. */
  count(): void {
    const { unserved, unservedCount } = this.#routes;
    for (let x = 0; x < unservedCount; x++) this.#times[unserved[x]]++;
  }

  /** How often the points that the present plan leaves out were left out before, all together. */
  sum(): number {
    const { unserved, unservedCount } = this.#routes;
    let sum = 0;
    for (let x = 0; x < unservedCount; x++) sum += this.#times[unserved[x]];
    return sum;
  }
}
