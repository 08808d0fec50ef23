/**
 * The cheapest place for an unserved point: within a trip, at a trip's end with another site, or as a trip of its own with the
 * best site. Each place is priced and judged in constant time.
 */
import { fitsIntake, fitsIntakeWithTrip } from '../constraints/intake.ts';
import { fitsLoad } from '../constraints/load.ts';
import { fitsLimits } from '../constraints/limits.ts';
import { lateness } from '../constraints/timing.ts';
import { mayGoOutAgain } from '../constraints/trips.ts';
import { strangeness } from '../model/familiar.ts';
import type { Model } from '../model/model.ts';
import type { Routes } from '../search/routes.ts';
import type { Blink } from './blink.ts';
import type { Insertion } from './insertion.ts';
import { balanceIncrease, forgetWork, overtimePrice, staysAtHome } from './soft-costs.ts';

/** Which empty vehicles were looked at in this call: alike ones need only one look. */
class Looked {
  #stamps = new Int32Array(0);
  #stamp = 0;

  next(kinds: number): void {
    if (this.#stamps.length < kinds) this.#stamps = new Int32Array(kinds);
    this.#stamp++;
  }

  first(kind: number): boolean {
    if (this.#stamps[kind] === this.#stamp) return false;
    this.#stamps[kind] = this.#stamp;
    return true;
  }
}
const looked = new Looked();

/**
 * Finds the cheapest feasible insertion of point `p` into the routes `among[0…amongCount−1]`. Places that shorten a route's work,
 * which a detour that is quicker than the direct way can do, are ranked without what that does for the balance.
 * @returns whether there is one; it is left in `found`.
 */
export function findInsertion(
  routes: Routes,
  p: number,
  among: Int32Array,
  amongCount: number,
  blink: Blink,
  found: Insertion,
): boolean {
  found.route = -1;
  found.delta = Number.POSITIVE_INFINITY;
  forgetWork();
  insertIntoTrips(routes, p, among, amongCount, blink, found);
  // Trips of their own come last: most are dearer than what was found by then and are dismissed by their price alone.
  const { model, stride, length } = routes;
  const { vehicleCount, allowed, alike } = model;
  looked.next(vehicleCount);
  for (let x = 0; x < amongCount; x++) {
    const r = among[x];
    const used = length[r];
    if (used === 2 && !looked.first(alike[r])) continue;
    if (allowed[p * vehicleCount + r] === 0) continue;
    if (used + 3 > stride || !mayGoOutAgain(routes, r)) continue;
    const ways = model.shortestSeconds[p] * model.perSecond[r] + model.shortestMetres[p] * model.perMetre[r];
    if (ways + routes.cheapestTurn[r] - overtimePrice(routes, r) >= found.delta) continue;
    openTrips(routes, p, r, found);
  }
  return found.route >= 0;
}

/** The innermost loop of the whole search: everything it reads is fetched once, whatever the number of routes. */
function insertIntoTrips(
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
    const fullnessPrice = fullnessWeight * loadP * model.perCapacity[r] ** 2;
    // A place that is dearer by its way alone may still spare the route's overtime, all of it at most.
    const overtime = overtimePrice(routes, r);
    let dearest = best + overtime;
    let head = base;
    for (let trip = base; trip < trips; trip++) {
      const from = head;
      const end = base + tripEnd[trip];
      head = end;
      if (tripLoad[trip * dimensionCount] > room) continue;
      if (dimensionCount > 1 && !fitsLoad(model, r, tripLoad, trip, p)) continue;
      const extra = fullnessPrice * (2 * tripLoad[trip * dimensionCount] + loadP);
      const site = tripSite[trip];
      if ((sites >> site) & 1 && (!limitedIntake || fitsIntake(model, routes.siteLoad, site, p))) {
        for (let i = from; i < end; i++) {
          const before = sequence[i];
          const after = sequence[i + 1];
          const legIn = secondsInto[row + before];
          const legOut = seconds[row + after];
          let delta = (legIn + legOut - legSeconds[i]) * perSecond + extra;
          if (perMetre > 0) delta += (metresInto[row + before] + metres[row + after] - legMetres[i]) * perMetre;
          if (limited) {
            const metresMore = withMetres ? metresInto[row + before] + metres[row + after] - legMetres[i] : 0;
            if (!fitsLimits(routes, r, legIn + legOut - legSeconds[i], metresMore)) continue;
          }
          if (familiar) delta += stranger(model, r, before, p, after);
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
          best = changeSite(routes, p, r, trip, end, sites, extra, overtime, found);
          dearest = best + overtime;
        }
      }
    }
  }
}

/** Point `p` as the last of a trip that then unloads at another site. */
function changeSite(
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
    if (model.usualBefore.length > 0) delta += stranger(model, r, before, p, site);
    let metresMore = 0;
    if (withMetres) {
      const way = metres[before * nodeCount + p] + metres[p * nodeCount + site] + metres[site * nodeCount + after];
      metresMore = way - legMetres[end - 1] - legMetres[end];
      delta += metresMore * model.perMetre[r];
    }
    if (model.limited && !fitsLimits(routes, r, driving, metresMore)) continue;
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

/** Point `p` and a site right behind it, as a trip of its own, before each trip of route `r` and on its way home. */
function openTrips(routes: Routes, p: number, r: number, found: Insertion): void {
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
  let extra = atHome ? model.fixedCost[r] : 0;
  // What is aboard at the start weighs a little more than this; such trips are few.
  extra += routes.fullnessWeight * (model.load[p * model.dimensionCount] * model.perCapacity[r]) ** 2;
  let head = base;
  for (let t = 0; t < tripCount[r]; t++) {
    const atStart = t === 0;
    let sites = model.pointSites[p] & model.vehicleSites[r];
    // What is aboard at the start is unloaded with the point; the trip behind it then starts empty, so it must have points.
    if (atStart) {
      sites &= model.startSites[r];
      const unloadsAtOnce = tripCount[r] > 1 && tripEnd[base] === 1;
      if (unloadsAtOnce || !fitsLoad(model, r, model.startLoad, r, p)) sites = 0;
    }
    const after = sequence[head + 1];
    // The way home of a vehicle that stays there was no part of the price.
    const spared = atHome ? 0 : legSeconds[head];
    const legIn = secondsInto[row + sequence[head]];
    for (let s = 0; s < model.siteCount; s++) {
      if (!((sites >> s) & 1)) continue;
      const site = pointCount + s;
      const legs = legIn + seconds[row + site] + seconds[site * nodeCount + after];
      let delta = (legs - spared) * perSecond + extra;
      if (model.usualBefore.length > 0) delta += stranger(model, r, sequence[head], p, site);
      let metresMore = 0;
      if (withMetres) {
        const way = metres[sequence[head] * nodeCount + p] + metres[row + site] + metres[site * nodeCount + after];
        metresMore = way - legMetres[head];
        delta += (atHome ? way : metresMore) * perMetre;
      }
      if (model.limited && !fitsLimits(routes, r, legs - legSeconds[head], metresMore)) continue;
      if (delta >= found.delta + overtime) continue;
      if (model.limitedIntake) {
        const fits = atStart
          ? fitsIntakeWithTrip(model, routes.siteLoad, s, model.startLoad, r, p)
          : fitsIntake(model, routes.siteLoad, s, p);
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

/** What point `p` between two nodes costs by being, or leaving others, less known to the crew of route `r`. */
function stranger(model: Model, r: number, before: number, p: number, after: number): number {
  const more = strangeness(model, r, before, p) + strangeness(model, r, p, after);
  return (more - strangeness(model, r, before, after)) * model.familiarityWeight;
}
