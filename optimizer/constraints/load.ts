/** Arithmetic of loads: what a trip carries never exceeds the vehicle's capacity in any dimension. */
import type { Model } from '../model/model.ts';
import type { Point, Vehicle } from '../problem.ts';
import type { Routes } from '../state/routes.ts';
import { unloadsAtOnce } from './unloading.ts';

/** Whether point `p` still fits into a trip of `vehicle` whose loads start at `tripLoad[trip * dimensionCount]`. */
export function fitsLoad(model: Model, vehicle: number, tripLoad: Float64Array, trip: number, p: number): boolean {
  const { dimensionCount, capacity, load } = model;
  for (let d = 0; d < dimensionCount; d++) {
    const total = tripLoad[trip * dimensionCount + d] + load[p * dimensionCount + d];
    if (total > capacity[vehicle * dimensionCount + d]) return false;
  }
  return true;
}

/** Whether trip `trip`, whose loads start at `tripLoad[trip * dimensionCount]`, carries no more than `vehicle` may. */
export function isCarriable(model: Model, vehicle: number, tripLoad: Float64Array, trip: number): boolean {
  const { dimensionCount, capacity } = model;
  for (let d = 0; d < dimensionCount; d++) {
    if (tripLoad[trip * dimensionCount + d] > capacity[vehicle * dimensionCount + d]) return false;
  }
  return true;
}

/** Whether no trip of route `r` carries too much. More than the vehicle may take can be aboard at its start if it is unloaded at once. */
export function keepsLoads(routes: Routes, r: number): boolean {
  const { model, tripLoad, tripCount, stride } = routes;
  const base = r * stride;
  for (let t = unloadsAtOnce(routes, r) ? 1 : 0; t < tripCount[r] - 1; t++) {
    if (!isCarriable(model, r, tripLoad, base + t)) return false;
  }
  return true;
}

/** Whether the vehicle, empty, has room for the point. */
export function isLargeEnough({ capacity }: Vehicle, { load }: Point): boolean {
  return load.every((amount, d) => amount <= capacity[d]);
}
