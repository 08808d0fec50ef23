/** Arithmetic of loads: what a trip carries never exceeds the vehicle's capacity in any dimension. */
import type { Model } from '../model/model.ts';

/** Whether point `p` still fits into a trip of `vehicle` whose loads start at `tripLoad[trip * dimensionCount]`. */
export function fitsLoad(model: Model, vehicle: number, tripLoad: Float64Array, trip: number, p: number): boolean {
  const { dimensionCount, capacity, load } = model;
  for (let d = 0; d < dimensionCount; d++) {
    const total = tripLoad[trip * dimensionCount + d] + load[p * dimensionCount + d];
    if (total > capacity[vehicle * dimensionCount + d]) return false;
  }
  return true;
}
