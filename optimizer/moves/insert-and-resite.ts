/** A point at a trip's end, with another site than the trip has unloaded at so far. */
import { fitsIntakeWithTrip } from '../constraints/intake.ts';
import { fitsLimits } from '../constraints/limits.ts';
import { lateness } from '../constraints/timing.ts';
import type { Routes } from '../state/routes.ts';
import type { Insertion } from './insertion.ts';
import { balanceIncrease, unfamiliarityPrice } from './soft-costs.ts';

/**
 * Leaves in `found` the site at which trip `trip` of route `r`, which ends at cell `end`, then best unloads with point `p` as its
 * last, if that is cheaper than what is there. `sites` are those that take the point, as bits; `extra` and `overtime` are what the
 * point's load adds to the price and what the route's overtime costs at present. @returns the price of what is then in `found`.
 */
export function insertAndResite(
  routes: Routes,
  p: number,
  r: number,
  trip: number,
  end: number,
  sites: number,
  extra: number,
  overtime: number,
  found: Insertion,
): number {
  const { model, sequence, legSeconds, legMetres, tripSites, tripLoad } = routes;
  const { nodeCount, pointCount, seconds, metres } = model;
  const before = sequence[end - 1];
  const after = sequence[end + 1];
  const present = sequence[end];
  const withMetres = legMetres.length > 0;
  for (let s = 0; s < model.siteCount; s++) {
    const site = pointCount + s;
    if (site === present || !(((sites & tripSites[trip]) >> s) & 1)) continue;
    const legs = seconds[before * nodeCount + p] + seconds[p * nodeCount + site] + seconds[site * nodeCount + after];
    const driving = legs - legSeconds[end - 1] - legSeconds[end];
    let delta = driving * model.perSecond[r] + extra;
    if (model.usualBefore.length > 0) delta += unfamiliarityPrice(model, r, before, p, site);
    let metresMore = 0;
    if (withMetres) {
      const way = metres[before * nodeCount + p] + metres[p * nodeCount + site] + metres[site * nodeCount + after];
      metresMore = way - legMetres[end - 1] - legMetres[end];
      delta += metresMore * model.perMetre[r];
    }
    if (model.limited && !fitsLimits(routes, r, p, driving, metresMore)) continue;
    if (delta >= found.delta + overtime) continue;
    if (model.limitedIntake && !fitsIntakeWithTrip(model, routes.siteLoad, s, tripLoad, trip, p)) continue;
    const late = lateness(routes, r, end - 1, p, -1, site, end);
    if (late < 0) continue;
    delta += late * model.overtimeWeight - overtime;
    if (delta >= found.delta) continue;
    delta += balanceIncrease(routes, r, driving + model.service[p] + model.service[site] - model.service[present]);
    if (delta >= found.delta) continue;
    found.delta = delta;
    found.route = r;
    found.position = end - 1 - r * routes.stride;
    found.site = s;
    found.opensTrip = false;
  }
  return found.delta;
}
