/** Arithmetic of how often a vehicle goes out. */
import type { Model } from '../model/model.ts';
import type { Vehicle } from '../problem.ts';
import type { Routes } from '../state/routes.ts';

/** Trips the vehicle may still make, `any` where there is no limit. */
export function tripsLeft({ maxTrips, frozen }: Vehicle, any: number): number {
  return maxTrips === null ? any : Math.max(0, maxTrips - (frozen?.tripsDone ?? 0));
}

/** Whether every vehicle goes out once at most. */
export function hasOneTrip(model: Model): boolean {
  return model.tripsLeft.every((trips) => trips <= 1);
}

/** Whether every vehicle goes out once at most and points have windows: then whom a vehicle can still serve hangs on the order of all its stops. */
export function hasOneTripInWindows(model: Model): boolean {
  return model.windowFrom[model.pointCount] > 0 && hasOneTrip(model);
}

/** Whether route `r` has no more trips than its vehicle may make; its way home is none. */
export function keepsTrips(routes: Routes, r: number): boolean {
  return routes.tripCount[r] - 1 <= routes.model.tripsLeft[r];
}

/** Whether route `r` may have one trip more. */
export function mayGoOutAgain(routes: Routes, r: number): boolean {
  return routes.tripCount[r] <= routes.model.tripsLeft[r];
}
