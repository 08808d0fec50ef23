/** Arithmetic of unloading: which sites take what is aboard, and that nothing stays aboard. */
import type { Model } from '../model/model.ts';
import type { Problem } from '../problem.ts';
import type { Routes } from '../state/routes.ts';
import { keepsIntake } from './intake.ts';

/** Sites that accept everything tagged so, as bits. */
export function acceptingSites(problem: Problem, loadTags: readonly string[]): number {
  let bits = 0;
  problem.sites.forEach((site, s) => {
    if (site.accepts === null || loadTags.every((tag) => site.accepts?.includes(tag))) bits |= 1 << s;
  });
  return bits;
}

/** Whether the vehicle has something aboard at its start, so that its first trip must unload even without points. */
export function startsLoaded({ dimensionCount, startLoad }: Model, vehicle: number): boolean {
  for (let d = 0; d < dimensionCount; d++) if (startLoad[vehicle * dimensionCount + d] > 0) return true;
  return false;
}

/** Whether route `r` begins at a site, where it unloads what was aboard at its start and nothing else. */
export function unloadsAtOnce({ tripCount, tripEnd, stride }: Routes, r: number): boolean {
  return tripCount[r] > 1 && tripEnd[r * stride] === 1;
}

/** Whether route `r` has nothing aboard on its way home. */
export function endsEmpty({ model, tripLoad, tripCount, stride }: Routes, r: number): boolean {
  const { dimensionCount } = model;
  const home = (r * stride + tripCount[r] - 1) * dimensionCount;
  for (let d = 0; d < dimensionCount; d++) if (tripLoad[home + d] > 0) return false;
  return true;
}

/** Whether every site that route `r` unloads at accepts what it brings and has not been brought too much by all. */
export function keepsSites(routes: Routes, r: number): boolean {
  const { model, tripSite, tripSites, tripCount, siteLoad, stride } = routes;
  for (let t = r * stride; t < r * stride + tripCount[r] - 1; t++) {
    const site = tripSite[t];
    if (!((tripSites[t] >> site) & 1)) return false;
    if (model.limitedIntake && !keepsIntake(model, siteLoad, site)) return false;
  }
  return true;
}
