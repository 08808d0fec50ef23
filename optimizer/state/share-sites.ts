/** Where vehicles that start loaded unload, so that together they keep to the sites' intake. */
import { fitsIntake } from '../constraints/intake.ts';
import type { Model } from '../model/model.ts';

/** A vehicle that starts loaded and the sites at each of which it could unload if it were alone. */
export interface Unloading {
  readonly vehicle: number;
  readonly sites: readonly number[];
}

/** Choices of a site looked at before it is taken for granted that there is no way for all. */
const MOST_CHOICES = 100_000;

/**
 * A site for each of `unloadings` within the sites' intake, found by trying the sites of each in their order and going back where
 * one has none left. `stuck` is −1, or the vehicle up to which a way was found.
 */
export function shareSites(
  model: Model,
  unloadings: readonly Unloading[],
): { chosen: readonly number[]; stuck: number } {
  const { dimensionCount, startLoad, intake } = model;
  const brought = new Float64Array(intake.length);
  const bring = (k: number, site: number, sign: number): void => {
    for (let d = 0; d < dimensionCount; d++) {
      brought[site * dimensionCount + d] += sign * startLoad[unloadings[k].vehicle * dimensionCount + d];
    }
  };
  const chosen: number[] = [];
  /** The next of its sites to try, for each. */
  const next = unloadings.map(() => 0);
  let furthest = 0;
  for (let choices = 0; chosen.length < unloadings.length && choices < MOST_CHOICES; choices++) {
    const k = chosen.length;
    furthest = Math.max(furthest, k);
    const site = unloadings[k].sites[next[k]++];
    if (site === undefined) {
      const last = chosen.pop();
      if (last === undefined) break;
      next[k] = 0;
      bring(k - 1, last, -1);
    } else if (fitsIntake(model, brought, site, startLoad, unloadings[k].vehicle)) {
      bring(k, site, 1);
      chosen.push(site);
    }
  }
  return { chosen, stuck: chosen.length === unloadings.length ? -1 : unloadings[furthest].vehicle };
}
