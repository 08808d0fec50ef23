/** A point as a trip of its own. */
import { fitsIntake, fitsIntakeWithTrip } from '../constraints/intake.ts';
import { fitsLoad } from '../constraints/load.ts';
import { fitsLimits } from '../constraints/limits.ts';
import { lateness } from '../constraints/timing.ts';
import { unloadsAtOnce } from '../constraints/unloading.ts';
import type { Routes } from '../state/routes.ts';
import type { Insertion } from './insertion.ts';
import { balanceIncrease, overtimePrice, partedPrice, staysAtHome, unfamiliarityPrice } from './soft-costs.ts';

/**
 * Leaves in `found` where point `p` with a site right behind it is the cheapest trip of its own, before a trip of route `r` or on
 * its way home, if that is cheaper than what is there.
 */
export function openTrip(routes: Routes, p: number, r: number, found: Insertion): void {
  const { model, sequence, legSeconds, legMetres, tripEnd, tripCount, stride, ready, latest } = routes;
  const { nodeCount, pointCount, seconds, secondsInto, metres } = model;
  const base = r * stride;
  const perSecond = model.perSecond[r];
  const perMetre = model.perMetre[r];
  const withMetres = legMetres.length > 0;
  const row = p * nodeCount;
  const opensP = model.opens[p];
  const serviceP = model.service[p];
  // Without breaks this bound turns most away before they are judged in full.
  const simple = model.breakFrom[r] === model.breakFrom[r + 1];
  const atHome = staysAtHome(routes, r);
  const overtime = overtimePrice(routes, r);
  const loadShare = model.load[p * model.dimensionCount] * model.perCapacity[r];
  let extra = atHome ? model.fixedCost[r] * (routes.fixedByLoad ? loadShare : 1) : 0;
  // What is aboard at the start weighs a little more than this; such trips are few.
  extra += routes.fullnessWeight * loadShare ** 2;
  extra += partedPrice(routes, r, p);
  let head = base;
  for (let t = 0; t < tripCount[r]; t++) {
    const atStart = t === 0;
    let sites = model.pointSites[p] & model.vehicleSites[r];
    // What is aboard at the start is unloaded with the point; the trip behind it then starts empty, so it must have points.
    if (atStart) {
      sites &= model.startSites[r];
      if (unloadsAtOnce(routes, r) || !fitsLoad(model, r, model.startLoad, r, p)) sites = 0;
    }
    const after = sequence[head + 1];
    // The way home of a vehicle that stays there was no part of the price.
    const spared = atHome ? 0 : legSeconds[head];
    const legIn = secondsInto[row + sequence[head]];
    for (let s = 0; s < model.siteCount; s++) {
      if (!((sites >> s) & 1)) continue;
      const site = pointCount + s;
      const legs = legIn + seconds[row + site] + seconds[site * nodeCount + after];
      let delta = (legs - spared) * perSecond + extra + routes.dutyWeight * model.service[site];
      if (model.usualBefore.length > 0) delta += unfamiliarityPrice(model, r, sequence[head], p, site);
      let metresMore = 0;
      if (withMetres) {
        const way = metres[sequence[head] * nodeCount + p] + metres[row + site] + metres[site * nodeCount + after];
        metresMore = way - legMetres[head];
        delta += (atHome ? way : metresMore) * perMetre;
      }
      if (model.limited && !fitsLimits(routes, r, p, legs - legSeconds[head], metresMore)) continue;
      if (delta >= found.delta + overtime) continue;
      if (model.limitedIntake) {
        const fits = atStart
          ? fitsIntakeWithTrip(model, routes.siteLoad, s, model.startLoad, r, p)
          : fitsIntake(model, routes.siteLoad, s, model.load, p);
        if (!fits) continue;
      }
      if (simple) {
        let time = ready[head] + legIn;
        if (time < opensP) time = opensP;
        time += serviceP + seconds[row + site] + model.service[site];
        if (time + seconds[site * nodeCount + after] > latest[head + 1]) continue;
      }
      const late = lateness(routes, r, head, p, site, -1, head + 1);
      if (late < 0) continue;
      delta += late * model.overtimeWeight - overtime;
      if (delta >= found.delta) continue;
      delta += balanceIncrease(routes, r, legs - spared + serviceP + model.service[site]);
      if (delta >= found.delta) continue;
      found.delta = delta;
      found.route = r;
      found.position = head - base;
      found.site = s;
      found.opensTrip = true;
    }
    head = base + tripEnd[base + t];
  }
}
