/** Puts points in an order in which neighbours follow each other, so that trips built from it stay together. */
import type { Model } from '../model/model.ts';
import type { Random } from '../random.ts';

/** How much of a point's remoteness its distance is lightened by: far points come before near ones, which fit anywhere later. */
const FAR_FIRST = 0.3;
/** How often a chain begins at a point of chance instead of the most remote one. */
const ANYWHERE_RATE = 0.7;

/**
 * Reorders `queue[0…count−1]` in place into a chain: each point is followed by the nearest that is left, remote ones preferred.
 * Takes time in the square of `count`.
 */
export function chain(model: Model, remoteness: Float64Array, queue: Int32Array, count: number, random: Random): void {
  const { nodeCount, secondsInto } = model;
  let next = 0;
  if (random.unit() < ANYWHERE_RATE) next = random.below(count);
  else for (let x = 1; x < count; x++) if (remoteness[queue[x]] > remoteness[queue[next]]) next = x;
  for (let x = 0; x < count; x++) {
    const p = queue[next];
    queue[next] = queue[x];
    queue[x] = p;
    let nearest = Number.POSITIVE_INFINITY;
    for (let y = x + 1; y < count; y++) {
      const q = queue[y];
      const way = secondsInto[q * nodeCount + p] - FAR_FIRST * remoteness[q];
      if (way >= nearest) continue;
      nearest = way;
      next = y;
    }
  }
}
