/** Arithmetic of a shift's end. */
import type { Vehicle } from '../problem.ts';

/** When a vehicle that stands empty at its end came home, −1 = it is not home: its day can end there however late it is. */
function homeSince({ frozen, endLocation }: Vehicle): number {
  const isHome = frozen !== null && frozen.location === endLocation && frozen.load.every((load) => load === 0);
  return isHome ? frozen.time : -1;
}

/** From when on work counts as overtime. */
export function overtimeFrom(vehicle: Vehicle): number {
  return Math.max(vehicle.shift[1], homeSince(vehicle));
}

/** When the vehicle has to be back at the latest. */
export function latestBack(vehicle: Vehicle): number {
  return Math.max(vehicle.shift[1] + vehicle.maxOvertimeSeconds, homeSince(vehicle));
}
