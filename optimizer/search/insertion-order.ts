/** In which order points are put back. */
import type { Model } from '../model/model.ts';
import type { Random } from '../random.ts';
import { hasOneTripInWindows } from '../constraints/trips.ts';

/** More points than this are sorted by the library. */
const MANY = 100;
const SHARES = 11;
const SHARES_WITH_WINDOWS = 17;

export class InsertionOrder {
  readonly #model: Model;
  readonly #remoteness: Float64Array;
  readonly #random: Random;
  readonly #keys: Float64Array;
  /** Ways to order, each so often as it has shares. */
  readonly #shares: number;

  /** `remoteness` of each point, see the function of that name. */
  constructor(model: Model, remoteness: Float64Array, random: Random) {
    this.#model = model;
    this.#remoteness = remoteness;
    this.#random = random;
    this.#keys = new Float64Array(model.pointCount);
    this.#shares = hasOneTripInWindows(model) ? SHARES_WITH_WINDOWS : SHARES;
  }

  /**
   * Orders `queue[0…count−1]`: by chance, largest first, farthest first or nearest first, in proportion 4 : 4 : 2 : 1. Where vehicles go out
   * once and points have windows also shortest window first, earliest first and latest first, in proportion 2 : 2 : 2 to these.
   */
  order(queue: Int32Array, count: number): void {
    const random = this.#random;
    const keys = this.#keys;
    const { load, dimensionCount, opens, closes } = this.#model;
    const pick = random.below(this.#shares);
    for (let x = 0; x < count; x++) {
      const p = queue[x];
      if (pick < 4) keys[x] = random.unit();
      else if (pick < 8) keys[x] = -load[p * dimensionCount];
      else if (pick < 10) keys[x] = -this.#remoteness[p];
      else if (pick < SHARES) keys[x] = this.#remoteness[p];
      else if (pick < 13) keys[x] = closes[p] - opens[p];
      else if (pick < 15) keys[x] = opens[p];
      else keys[x] = -closes[p];
    }
    if (count > MANY) {
      const order = Array.from(queue.subarray(0, count), (p, x) => ({ p, key: keys[x] })).sort((a, b) => a.key - b.key);
      for (let x = 0; x < count; x++) queue[x] = order[x].p;
      return;
    }
    for (let x = 1; x < count; x++) {
      const p = queue[x];
      const key = keys[x];
      let y = x - 1;
      while (y >= 0 && keys[y] > key) {
        keys[y + 1] = keys[y];
        queue[y + 1] = queue[y];
        y--;
      }
      keys[y + 1] = key;
      queue[y + 1] = p;
    }
  }
}

/** Seconds to each point from the nearest place a vehicle starts at. */
export function remoteness(model: Model): Float64Array {
  const far = new Float64Array(model.pointCount);
  for (let p = 0; p < model.pointCount; p++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let v = 0; v < model.vehicleCount; v++) {
      const way = model.secondsInto[p * model.nodeCount + model.startNode[v]];
      if (way < nearest) nearest = way;
    }
    far[p] = nearest;
  }
  return far;
}
