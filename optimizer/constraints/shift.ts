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

/** When the vehicle has to be back at the latest from what it still does. */
export function latestBack({ shift, maxOvertimeSeconds }: Vehicle): number {
  return shift[1] + maxOvertimeSeconds;
}

/** When the vehicle has to be back at the latest if it does nothing more. */
export function latestAtHome(vehicle: Vehicle): number {
  return Math.max(latestBack(vehicle), homeSince(vehicle));
}

/** Whether the vehicle came home too late to do anything more, even what would take no time. */
export function isDone(vehicle: Vehicle): boolean {
  return homeSince(vehicle) > latestBack(vehicle);
}
