/** Arithmetic of loads: what a trip carries never exceeds the vehicle's capacity in any dimension. */
import type { Model } from '../model/model.ts';
import type { Point, Vehicle } from '../problem.ts';

/** Whether point `p` still fits into a trip of `vehicle` whose loads start at `tripLoad[trip * dimensionCount]`. */
export function fitsLoad(model: Model, vehicle: number, tripLoad: Float64Array, trip: number, p: number): boolean {
  const { dimensionCount, capacity, load } = model;
  for (let d = 0; d < dimensionCount; d++) {
    const total = tripLoad[trip * dimensionCount + d] + load[p * dimensionCount + d];
    if (total > capacity[vehicle * dimensionCount + d]) return false;
  }
  return true;
}

/** Whether the vehicle, empty, has room for the point. */
export function isLargeEnough({ capacity }: Vehicle, { load }: Point): boolean {
  return load.every((amount, d) => amount <= capacity[d]);
}
