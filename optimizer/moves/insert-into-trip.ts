/** A point within a trip that there is. */
import { fitsIntake } from '../constraints/intake.ts';
import { fitsLoad } from '../constraints/load.ts';
import { fitsLimits } from '../constraints/limits.ts';
import { lateness } from '../constraints/timing.ts';
import type { Routes } from '../state/routes.ts';
import type { Blink } from './blink.ts';
import { insertAndResite } from './insert-and-resite.ts';
import type { Insertion } from './insertion.ts';
import { balanceIncrease, overtimePrice, partedPrice, unfamiliarityPrice } from './soft-costs.ts';

/**
 * Leaves in `found` the cheapest place for point `p` within any trip of the routes `among[0…amongCount−1]`, its end with another
 * site included, if there is one cheaper than what is there. The innermost loop of the whole search: everything it reads is
 * fetched once, whatever the number of routes.
 */
export function insertIntoTrips(
  routes: Routes,
  p: number,
  among: Int32Array,
  amongCount: number,
  blink: Blink,
  found: Insertion,
): void {
  const { model, stride, length, sequence, tripEnd, tripSite, tripLoad, tripCount, ready, latest } = routes;
  const { legSeconds, legMetres } = routes;
  const { nodeCount, seconds, secondsInto, metres, metresInto, capacity, allowed, vehicleCount } = model;
  const { breakFrom, manyWindows, anyOvertime, limited, limitedIntake, siteCount, dimensionCount } = model;
  const row = p * nodeCount;
  const opensP = model.opens[p];
  const closesP = model.closes[p];
  const serviceP = model.service[p];
  const sitesP = model.pointSites[p];
  const toSiteP = model.toSite[p];
  const loadP = model.load[p * dimensionCount];
  const familiar = model.usualBefore.length > 0;
  const withMetres = legMetres.length > 0;
  const { fullnessWeight } = routes;
  const balances = model.balanceWeight > 0;
  const pairs = model.compactnessWeight > 0;
  let best = found.delta;
  for (let x = 0; x < amongCount; x++) {
    const r = among[x];
    const used = length[r];
    if (used === 2 || used + 2 > stride || allowed[p * vehicleCount + r] === 0) continue;
    const sites = sitesP & model.vehicleSites[r];
    const base = r * stride;
    const trips = base + tripCount[r] - 1;
    const room = capacity[r * dimensionCount] - loadP;
    const perSecond = model.perSecond[r];
    const perMetre = withMetres ? model.perMetre[r] : 0;
    const simple = !manyWindows && !anyOvertime && breakFrom[r] === breakFrom[r + 1];
    const parted = pairs ? partedPrice(routes, r, p) : 0;
    const fullnessPrice = fullnessWeight * loadP * model.perCapacity[r] ** 2;
    // A place that is dearer by its way alone may still spare the route's overtime, all of it at most.
    const overtime = overtimePrice(routes, r);
    let dearest = best + overtime;
    let head = base;
    for (let trip = base; trip < trips; trip++) {
      const from = head;
      const end = base + tripEnd[trip];
      head = end;
      // `fitsLoad` for the first dimension, worked out beforehand for all trips of the route.
      if (tripLoad[trip * dimensionCount] > room) continue;
      if (dimensionCount > 1 && !fitsLoad(model, r, tripLoad, trip, p)) continue;
      const extra = fullnessPrice * (2 * tripLoad[trip * dimensionCount] + loadP) + parted;
      const site = tripSite[trip];
      if ((sites >> site) & 1 && (!limitedIntake || fitsIntake(model, routes.siteLoad, site, model.load, p))) {
        for (let i = from; i < end; i++) {
          const before = sequence[i];
          const after = sequence[i + 1];
          const legIn = secondsInto[row + before];
          const legOut = seconds[row + after];
          let delta = (legIn + legOut - legSeconds[i]) * perSecond + extra;
          if (perMetre > 0) delta += (metresInto[row + before] + metres[row + after] - legMetres[i]) * perMetre;
          if (limited) {
            const metresMore = withMetres ? metresInto[row + before] + metres[row + after] - legMetres[i] : 0;
            if (!fitsLimits(routes, r, p, legIn + legOut - legSeconds[i], metresMore)) continue;
          }
          if (familiar) delta += unfamiliarityPrice(model, r, before, p, after);
          if (delta >= dearest) continue;
          if (--blink.left <= 0) {
            blink.reset();
            continue;
          }
          if (simple) {
            let time = ready[i] + legIn;
            if (time > closesP) continue;
            if (time < opensP) time = opensP;
            if (time + serviceP + legOut > latest[i + 1]) continue;
          } else {
            const late = lateness(routes, r, i, p, -1, -1, i + 1);
            if (late < 0) continue;
            delta += late * model.overtimeWeight - overtime;
            if (delta >= best) continue;
          }
          if (balances) {
            delta += balanceIncrease(routes, r, legIn + legOut - legSeconds[i] + serviceP);
            if (delta >= best) continue;
          }
          best = delta;
          dearest = best + overtime;
          found.delta = delta;
          found.route = r;
          found.position = i - base;
          found.site = -1;
          found.opensTrip = false;
        }
      }
      if (siteCount > 1) {
        const ways = secondsInto[row + sequence[end - 1]] + toSiteP + model.fromSite[sequence[end + 1]];
        if ((ways - legSeconds[end - 1] - legSeconds[end]) * perSecond + extra < dearest) {
          best = insertAndResite(routes, p, r, trip, end, sites, extra, overtime, found);
          dearest = best + overtime;
        }
      }
    }
  }
}
