/** Arithmetic of tags: what a point asks for the vehicle must have. */
import type { Point, Vehicle } from '../problem.ts';

/** Whether the vehicle has every tag the point asks for. */
export function isAble(vehicle: Vehicle, point: Point): boolean {
  return point.tags.length === 0 || point.tags.every((tag) => vehicle.tags.includes(tag));
}
