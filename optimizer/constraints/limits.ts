/** Arithmetic of what a whole route may come to: points, driving seconds, driving metres. */
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

/** Whether route `r`, with one point more and so many driving seconds and metres more, keeps its limits. */
export function fitsLimits(routes: Routes, r: number, seconds: number, metres: number): boolean {
  return withinLimits(routes, r, 1, seconds, metres);
}

/** Whether route `r` keeps its limits. */
export function keepsLimits(routes: Routes, r: number): boolean {
  return withinLimits(routes, r, 0, 0, 0);
}

function withinLimits(routes: Routes, r: number, points: number, seconds: number, metres: number): boolean {
  const { model, length, tripCount, driving, metresDriven } = routes;
  // Both ends and the sites are no points.
  const served = length[r] - 1 - tripCount[r];
  if (served + points > model.mostPoints[r]) return false;
  return driving[r] + seconds <= model.mostSeconds[r] && metresDriven[r] + metres <= model.mostMetres[r];
}
