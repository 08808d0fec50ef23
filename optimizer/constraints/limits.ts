/** Arithmetic of what a whole route may come to: points, driving seconds, driving metres, what it collects. */
import type { Vehicle } from '../problem.ts';
import type { Routes } from '../state/routes.ts';

/** The limits of a vehicle as numbers; `Infinity` = any. */
export function limitsOf({ limits }: Vehicle): { points: number; seconds: number; metres: number } {
  return {
    points: limits?.points ?? Number.POSITIVE_INFINITY,
    seconds: limits?.drivingSeconds ?? Number.POSITIVE_INFINITY,
    metres: limits?.drivingMetres ?? Number.POSITIVE_INFINITY,
  };
}

/** The most the vehicle may collect in dimension `d`; `Infinity` = any. */
export function mostCollected({ limits }: Vehicle, d: number): number {
  return limits?.load?.[d] ?? Number.POSITIVE_INFINITY;
}

/** Whether route `r`, with point `p` and so many driving seconds and metres more, keeps its limits. */
export function fitsLimits(routes: Routes, r: number, p: number, seconds: number, metres: number): boolean {
  const { collected, model } = routes;
  const { dimensionCount, load, mostLoad } = model;
  for (let d = 0; d < dimensionCount; d++) {
    const cell = r * dimensionCount + d;
    if (collected[cell] + load[p * dimensionCount + d] > mostLoad[cell]) return false;
  }
  return withinLimits(routes, r, 1, seconds, metres);
}

/** Whether route `r` keeps its limits. */
export function keepsLimits(routes: Routes, r: number): boolean {
  const { collected, model } = routes;
  const { dimensionCount, mostLoad } = model;
  for (let cell = r * dimensionCount; cell < (r + 1) * dimensionCount; cell++) {
    if (collected[cell] > mostLoad[cell]) return false;
  }
  return withinLimits(routes, r, 0, 0, 0);
}

function withinLimits(routes: Routes, r: number, points: number, seconds: number, metres: number): boolean {
  const { model, length, tripCount, driving, metresDriven } = routes;
  // Both ends and the sites are no points.
  const served = length[r] - 1 - tripCount[r];
  if (served + points > model.mostPoints[r]) return false;
  return driving[r] + seconds <= model.mostSeconds[r] && metresDriven[r] + metres <= model.mostMetres[r];
}
