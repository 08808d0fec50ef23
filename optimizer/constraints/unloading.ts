/** Arithmetic of unloading: which sites take what is aboard, and that nothing stays aboard. */
import type { Model } from '../model/model.ts';
import type { Problem } from '../problem.ts';
import type { Routes } from '../search/routes.ts';

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

/** Whether every site that route `r` unloads at accepts what it brings and has not been brought too much by all. */
export function keepsSites(routes: Routes, r: number): boolean {
  const { model, tripSite, tripSites, tripCount, siteLoad, stride } = routes;
  const { dimensionCount, intake } = model;
  for (let t = r * stride; t < r * stride + tripCount[r] - 1; t++) {
    const site = tripSite[t];
    if (!((tripSites[t] >> site) & 1)) return false;
    if (!model.limitedIntake) continue;
    for (let cell = site * dimensionCount; cell < (site + 1) * dimensionCount; cell++) {
      if (siteLoad[cell] > intake[cell]) return false;
    }
  }
  return true;
}
