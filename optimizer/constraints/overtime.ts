/** Arithmetic of overtime: what a vehicle works beyond its shift. */
import type { Model } from '../model/model.ts';

/** Seconds of overtime when `vehicle` is back at `end`. */
export function overtimeSeconds(model: Model, vehicle: number, end: number): number {
  const seconds = end - model.shiftEnd[vehicle];
  return seconds > 0 ? seconds : 0;
}

/** What the overtime costs when `vehicle` is back at `end`. */
export function overtimeCost(model: Model, vehicle: number, end: number): number {
  return model.anyOvertime ? overtimeSeconds(model, vehicle, end) * model.overtimeWeight : 0;
}
