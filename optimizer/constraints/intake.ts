/** Arithmetic of a site's daily intake, which all vehicles share. */
import type { Model } from '../model/model.ts';

/** Whether site `site` is brought no more than it takes, `siteLoad` being what all sites are brought. */
export function keepsIntake({ dimensionCount, intake }: Model, siteLoad: Float64Array, site: number): boolean {
  for (let cell = site * dimensionCount; cell < (site + 1) * dimensionCount; cell++) {
    if (siteLoad[cell] > intake[cell]) return false;
  }
  return true;
}

/** Whether site `site`, which already takes `siteLoad`, can take what starts at `load[which * dimensionCount]` too. */
export function fitsIntake(
  { dimensionCount, intake }: Model,
  siteLoad: Float64Array,
  site: number,
  load: Float64Array,
  which: number,
): boolean {
  for (let d = 0; d < dimensionCount; d++) {
    const cell = site * dimensionCount + d;
    if (siteLoad[cell] + load[which * dimensionCount + d] > intake[cell]) return false;
  }
  return true;
}

/** Whether site `site` can take a whole trip's load and point `p`. */
export function fitsIntakeWithTrip(
  model: Model,
  siteLoad: Float64Array,
  site: number,
  tripLoad: Float64Array,
  trip: number,
  p: number,
): boolean {
  const { dimensionCount, intake, load } = model;
  for (let d = 0; d < dimensionCount; d++) {
    const cell = site * dimensionCount + d;
    if (siteLoad[cell] + tripLoad[trip * dimensionCount + d] + load[p * dimensionCount + d] > intake[cell])
      return false;
  }
  return true;
}
