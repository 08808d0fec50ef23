/** First plans: trips cut out of a long tour and handed out to the vehicles. */
import { addTrip } from '../state/convert.ts';
import type { Model } from '../model/model.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Pieces } from '../pieces.ts';
import type { Routes } from '../state/routes.ts';
import { splitTour } from './split.ts';
import { greedyTour } from './tour.ts';

/** Trips less full than this are not worth a way of their own: their points are better inserted one by one. */
const FEWEST_LOAD = 0.5;

interface Trip {
  readonly points: readonly number[];
  readonly load: number;
  readonly far: number;
}

/**
 * Serves unserved points by trips cut out of long tours: one round for each size of vehicle, the largest first, so that small
 * ones get what the large ones have no time for. Trips fill the share `fill` of a vehicle. What fits nowhere stays unserved. In
 * pieces.
 */
export function* tripPieces(
  routes: Routes,
  neighbours: Neighbours,
  remoteness: Float64Array,
  fill: number,
): Pieces<void> {
  const { model } = routes;
  const { capacity, dimensionCount } = model;
  const kinds = kindsOfPoints(model);
  for (const vehicle of differentSizes(model)) {
    const least = FEWEST_LOAD * fill * capacity[vehicle * dimensionCount];
    const trips: Trip[] = [];
    for (const kind of kinds) {
      const unserved = kind.filter((p) => routes.routeOf[p] < 0);
      yield;
      const tour = greedyTour(model, neighbours, unserved);
      yield;
      for (const points of splitTour(model, tour, vehicle, fill)) {
        const load = points.reduce((sum, p) => sum + model.load[p * dimensionCount], 0);
        if (load >= least) trips.push({ points, load, far: Math.max(...points.map((p) => remoteness[p])) });
      }
    }
    trips.sort((a, b) => b.far - a.far);
    for (const trip of trips) {
      yield;
      handOut(routes, trip);
    }
  }
}

/** Gives a trip to the smallest vehicle that can carry it and has time, of several the one with most time left. */
function handOut(routes: Routes, trip: Trip): void {
  const { model, stride, length, ready } = routes;
  const able: { r: number; size: number; left: number }[] = [];
  const seen = new Set<number>();
  for (let r = 0; r < model.vehicleCount; r++) {
    const size = model.capacity[r * model.dimensionCount];
    if (size < trip.load || (!routes.isUsed(r) && seen.has(model.alike[r]))) continue;
    if (!routes.isUsed(r)) seen.add(model.alike[r]);
    able.push({ r, size, left: model.latestEnd[r] - ready[r * stride + length[r] - 1] });
  }
  able.sort((a, b) => a.size - b.size || b.left - a.left || a.r - b.r);
  for (const { r } of able) if (addTrip(routes, r, trip.points)) return;
}

/** One vehicle of each capacity, the largest first. */
function differentSizes(model: Model): number[] {
  const { capacity, dimensionCount, vehicleCount } = model;
  const different = new Map<string, number>();
  for (let r = 0; r < vehicleCount; r++) {
    different.set(capacity.slice(r * dimensionCount, (r + 1) * dimensionCount).join(), r);
  }
  return [...different.values()].sort((a, b) => capacity[b * dimensionCount] - capacity[a * dimensionCount]);
}

/** All points, parted so that those of a part may be served by the same vehicles and are accepted by the same sites. */
function kindsOfPoints(model: Model): number[][] {
  const { pointCount, vehicleCount, allowed, pointSites } = model;
  const kinds = new Map<string, number[]>();
  for (let p = 0; p < pointCount; p++) {
    const key = `${pointSites[p]}:${allowed.subarray(p * vehicleCount, (p + 1) * vehicleCount).join('')}`;
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [p]);
    else kind.push(p);
  }
  return [...kinds.values()];
}
