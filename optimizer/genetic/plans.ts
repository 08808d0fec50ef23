/** Between lists of customers, as the genetic search has them, and routes as ruin and recreate holds them. */
import type { Model } from '../model/model.ts';

/** Lists of customers of the plan that `sequence` and `length` hold. */
export function toursOfRoutes(model: Model, stride: number, sequence: Int32Array, length: Int32Array): number[][] {
  return Array.from(length, (used, r) => {
    const stops = Array.from(sequence.subarray(r * stride + 1, r * stride + used - 1));
    return stops.filter((node) => node < model.pointCount).map((point) => point + 1);
  }).filter((tour) => tour.length > 0);
}

/** Writes `tours` into `sequence` and `length`, one for each vehicle, the others empty. */
export function writeTours(
  model: Model,
  stride: number,
  tours: readonly (readonly number[])[],
  sequence: Int32Array,
  length: Int32Array,
): void {
  for (let r = 0; r < model.vehicleCount; r++) {
    const points = (tours[r] ?? []).map((customer) => customer - 1);
    const unloading = points.length > 0 ? [model.pointCount] : [];
    const nodes = [model.startNode[r], ...points, ...unloading, model.endNode[r]];
    sequence.set(nodes, r * stride);
    length[r] = nodes.length;
  }
}
