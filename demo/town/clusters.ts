import { itemAt } from '../../domain/item-at.ts';
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
export function cluster<T extends Weighted>(random: Random, items: readonly T[], count: number): Cluster<T>[] {
  let clusters = startCentres(random, items, Math.min(count, items.length)).map((centre) => emptyCluster<T>(centre));
  for (let round = 0; round < 14; round++) {
    const sorted = clusters.map(({ centre }) => emptyCluster<T>(centre));
    for (const item of items) nearest(item.centre, sorted)?.members.push(item);
    clusters = sorted.map(({ centre, members }) => ({
      centre: members.length > 0 ? centroid(members) : centre,
      members,
    }));
  }
  return clusters.filter(({ members }) => members.length > 0);
}

interface Cluster<T> {
  readonly centre: Xy;
  readonly members: T[];
}

function emptyCluster<T>(centre: Xy): Cluster<T> {
  return { centre, members: [] };
}

function startCentres(random: Random, items: readonly Weighted[], count: number): Xy[] {
  let last = random.pick(items).centre;
  const centres: Xy[] = [last];
  const spots = items.map(({ centre, weight }) => ({ centre, weight, apart: Number.POSITIVE_INFINITY }));
  while (centres.length < count) {
    let sum = 0;
    for (const spot of spots) {
      spot.apart = Math.min(spot.apart, Math.sqrt(distance(spot.centre, last)));
      sum += spot.apart * spot.weight;
    }
    let drawn = random.next() * sum;
    const chosen = spots.find(({ apart, weight }) => {
      drawn -= apart * weight;
      return drawn <= 0;
    });
    last = (chosen ?? itemAt(spots, 0)).centre;
    centres.push(last);
  }
  return centres;
}

function nearest<T>(at: Xy, clusters: readonly Cluster<T>[]): Cluster<T> | undefined {
  let [best] = clusters;
  let least = Number.POSITIVE_INFINITY;
  for (const cluster of clusters) {
    const squared = (cluster.centre[0] - at[0]) ** 2 + (cluster.centre[1] - at[1]) ** 2;
    if (squared < least) [least, best] = [squared, cluster];
  }
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
  const shares = weights.map((weight) => {
    const exact = (total * weight) / sum;
    return { whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const missing = total - shares.reduce((all, { whole }) => all + whole, 0);
  const order = shares.toSorted((a, b) => b.rest - a.rest);
  for (let i = 0; i < missing; i++) itemAt(order, i % order.length).whole += 1;
  return shares.map(({ whole }) => whole);
}
