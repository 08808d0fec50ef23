/** Problems of a few points and one trip a vehicle, and their best plans by trying all of them. */
import type { Problem } from './problem.ts';
import { Random } from './random.ts';
import { point, truck } from './small-town.testing.ts';

/**
 * `mixed`: three vehicles of each of four sizes, with a fixed cost and a price an hour of each size's own, room for all. `heavy` and
 * `prized`: one or two vehicles that have no room for all; which points are worth most goes by mass, or by prizes. `scarce`: one vehicle of
 * each of the three smallest sizes of `mixed`, which seldom have room for all; `counted`: the same, and each point is worth as much.
 */
export type TinyKind = 'mixed' | 'heavy' | 'prized' | 'scarce' | 'counted';

export function tinyProblem(kind: TinyKind, seed: number): Problem {
  const random = new Random(seed * 31 + 7);
  const count = 4 + random.below(4);
  const locationCount = count + 1;
  const xs = Array.from({ length: locationCount }, () => random.below(1000));
  const ys = Array.from({ length: locationCount }, () => random.below(1000));
  const seconds = new Int32Array(locationCount * locationCount);
  for (let i = 0; i < locationCount; i++) {
    for (let j = 0; j < locationCount; j++) {
      seconds[i * locationCount + j] = Math.round(Math.hypot(xs[i] - xs[j], ys[i] - ys[j]));
    }
  }
  const plain = { ...truck, shift: [0, 1_000_000] as const, maxTrips: 1 };
  const sizes = [6, 12, 20, 40].map((size) => ({
    capacity: [size],
    fixedCost: random.below(4) === 0 ? 0 : size * 100 + random.below(1500),
    costPerHour: 3600 + random.below(5) * 900,
  }));
  const several = kind === 'scarce' || kind === 'counted';
  const vehicles =
    kind === 'mixed'
      ? sizes.flatMap((size) => [0, 1, 2].map(() => ({ ...plain, ...size })))
      : several
        ? sizes.slice(0, 3).map((size) => ({ ...plain, ...size }))
        : Array.from({ length: 1 + random.below(2) }, () => ({ ...plain, capacity: [8 + random.below(12)] }));
  const load = (): number => (kind === 'mixed' ? 1 + random.below(6) + random.below(7) : 1 + random.below(12));
  return {
    dimensions: ['kg'],
    locationCount,
    seconds,
    metres: seconds,
    vehicles: vehicles.map((vehicle, v) => ({ ...vehicle, id: `v${v}`, type: `${vehicle.capacity[0]}` })),
    points: Array.from({ length: count }, (_, p) =>
      point(p + 1, {
        load: [load()],
        serviceSeconds: 0,
        prize: kind === 'prized' ? 1 + random.below(9) : kind === 'counted' ? 1 : 0,
        group: null,
      }),
    ),
    sites: [{ id: 's', location: 0, unloadSeconds: 0, windows: [], accepts: null, intake: null }],
    groups: [],
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}

/** The most that can be served, in mass or prizes, and the least cost of serving so much. Points are taken together as bits of a number. */
export function bestOf({ points, vehicles, seconds, locationCount }: Problem): { prize: number; cost: number } {
  const all = 2 ** points.length;
  const sum = (set: number, of: (p: number) => number): number =>
    points.reduce((total, _, p) => total + ((set >> p) & 1 ? of(p) : 0), 0);
  const tours = shortestTours(points.length, seconds, locationCount);
  let cheapest = new Float64Array(all).fill(Number.POSITIVE_INFINITY);
  cheapest[0] = 0;
  for (const { capacity, fixedCost, costPerHour } of vehicles) {
    const next = cheapest.slice();
    for (let set = 1; set < all; set++) {
      if (sum(set, (p) => points[p].load[0]) > capacity[0]) continue;
      const price = fixedCost + (tours[set] * costPerHour) / 3600;
      for (let before = 0; before < all; before++) {
        if ((before & set) === 0) next[before | set] = Math.min(next[before | set], cheapest[before] + price);
      }
    }
    cheapest = next;
  }
  let best = { prize: -1, cost: Number.POSITIVE_INFINITY };
  cheapest.forEach((cost, set) => {
    if (cost === Number.POSITIVE_INFINITY) return;
    const prize = sum(set, (p) => points[p].prize || points[p].load[0]);
    if (prize > best.prize || (prize === best.prize && cost < best.cost)) best = { prize, cost };
  });
  return best;
}

/** Seconds of the shortest tour from location 0 over each set of points and back (Held and Karp, 1962). */
function shortestTours(count: number, seconds: Int32Array, locationCount: number): Float64Array {
  const all = 2 ** count;
  const tours = new Float64Array(all).fill(Number.POSITIVE_INFINITY);
  const paths = Array.from({ length: all }, () => new Float64Array(count).fill(Number.POSITIVE_INFINITY));
  for (let p = 0; p < count; p++) paths[2 ** p][p] = seconds[p + 1];
  for (let set = 1; set < all; set++) {
    for (let p = 0; p < count; p++) {
      const path = paths[set][p];
      if (path === Number.POSITIVE_INFINITY) continue;
      tours[set] = Math.min(tours[set], path + seconds[(p + 1) * locationCount]);
      for (let q = 0; q < count; q++) {
        if ((set >> q) & 1) continue;
        const longer = paths[set | (2 ** q)];
        longer[q] = Math.min(longer[q], path + seconds[(p + 1) * locationCount + q + 1]);
      }
    }
  }
  return tours;
}
