/** How far a route is from what the crew knows. */
import { OTHER_ORDER } from '../objective.ts';
import type { Problem } from '../problem.ts';
import type { Model } from './model.ts';
import { int32 } from './shared-arrays.ts';

/** Nobody knows the point; another crew knows it and this one does not; it is the first of the crew's usual order. */
const UNKNOWN = -3;
const UNFAMILIAR = -2;
const FIRST = -1;

/** Lays out what each crew usually serves before each point; empty when nobody knows any point. */
export function layFamiliar({ points, vehicles }: Problem): Int32Array {
  if (vehicles.every((vehicle) => vehicle.familiarPoints.length === 0)) return int32(0);
  const count = vehicles.length;
  const usualBefore = int32(points.length * count).fill(UNKNOWN);
  for (const vehicle of vehicles) {
    for (const p of vehicle.familiarPoints) usualBefore.fill(UNFAMILIAR, p * count, (p + 1) * count);
  }
  vehicles.forEach(({ familiarPoints }, v) => {
    familiarPoints.forEach((p, k) => {
      usualBefore[p * count + v] = k === 0 ? FIRST : familiarPoints[k - 1];
    });
  });
  return usualBefore;
}

/** What node `node` behind node `before` adds to the unfamiliarity of vehicle `v`'s route (see `CostComponents`). */
export function unfamiliarity(
  { usualBefore, vehicleCount, pointCount }: Model,
  v: number,
  before: number,
  node: number,
): number {
  if (node >= pointCount) return 0;
  const usual = usualBefore[node * vehicleCount + v];
  if (usual === UNFAMILIAR) return 1;
  return usual === UNKNOWN || before >= pointCount || usual === before ? 0 : OTHER_ORDER;
}
