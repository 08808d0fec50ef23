import { distance, type Xy } from './plane.ts';
import type { Random } from '../random.ts';

export interface Weighted {
  centre: Xy;
  weight: number;
}

/**
 * Sorts weighted places into `count` clusters around their centres (k-means; started as k-means++ is, but drawing by the root of
 * the distance instead of its square, which would give lone houses clusters of their own).
 *
 * @returns for each cluster its centre and members; a cluster that lost all its members is left out
 */
export function cluster<T extends Weighted>(
  random: Random,
  items: readonly T[],
  count: number,
): { centre: Xy; members: T[] }[] {
  let centres = startCentres(random, items, Math.min(count, items.length));
  let members: T[][] = [];
  for (let round = 0; round < 14; round++) {
    members = centres.map(() => []);
    for (const item of items) members[nearest(item.centre, centres)].push(item);
    centres = members.map((group, index) => (group.length > 0 ? centroid(group) : centres[index]));
  }
  return centres.map((centre, index) => ({ centre, members: members[index] })).filter((one) => one.members.length > 0);
}

function startCentres(random: Random, items: readonly Weighted[], count: number): Xy[] {
  const centres: Xy[] = [random.pick(items).centre];
  const apart = items.map(() => Number.POSITIVE_INFINITY);
  while (centres.length < count) {
    const last = centres[centres.length - 1];
    let sum = 0;
    items.forEach((item, i) => {
      apart[i] = Math.min(apart[i], Math.sqrt(distance(item.centre, last)));
      sum += apart[i] * item.weight;
    });
    let drawn = random.next() * sum;
    const chosen = items.findIndex((item, i) => {
      drawn -= apart[i] * item.weight;
      return drawn <= 0;
    });
    centres.push(items[Math.max(0, chosen)].centre);
  }
  return centres;
}

function nearest(at: Xy, centres: readonly Xy[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((centre, index) => {
    const squared = (centre[0] - at[0]) ** 2 + (centre[1] - at[1]) ** 2;
    if (squared < least) [least, best] = [squared, index];
  });
  return best;
}

function centroid(items: readonly Weighted[]): Xy {
  let [x, y, sum] = [0, 0, 0];
  for (const { centre, weight } of items) {
    x += centre[0] * weight;
    y += centre[1] * weight;
    sum += weight;
  }
  return [x / sum, y / sum];
}

/** Whole numbers in proportion to `weights` that sum to `total` (largest remainders; ties go to the first). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - whole[index] }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = total - whole.reduce((a, b) => a + b, 0);
  for (let i = 0; i < missing; i++) whole[order[i % order.length].index] += 1;
  return whole;
}
