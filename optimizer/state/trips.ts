/** The trips kept with every route: where they end, what they carry, and what beginning one more costs at least. */
import type { Routes } from './routes.ts';

/** Brings the trips of route `r` up to date with its sequence, of which nothing before position `from` has changed. */
export function refreshTrips(routes: Routes, r: number, from: number): void {
  const { model, sequence, tripEnd, tripSite, tripLoad, tripSites, routeOf, positionOf } = routes;
  const { pointCount, siteCount, dimensionCount, load } = model;
  const base = r * routes.stride;
  const last = routes.length[r] - 1;
  let trip = base;
  let first = 1;
  if (from > 1) {
    while (tripEnd[trip] < from) first = tripEnd[trip++] + 1;
  }
  let sites = model.vehicleSites[r];
  if (trip === base) sites &= model.startSites[r];
  for (let d = 0; d < dimensionCount; d++) {
    tripLoad[trip * dimensionCount + d] = trip === base ? model.startLoad[r * dimensionCount + d] : 0;
  }
  for (let i = first; i < last; i++) {
    const node = sequence[base + i];
    if (node < pointCount) {
      if (routeOf[node] !== r) routes.assign(node, r);
      positionOf[node] = i;
      sites &= model.pointSites[node];
      for (let d = 0; d < dimensionCount; d++) {
        tripLoad[trip * dimensionCount + d] += load[node * dimensionCount + d];
      }
    } else if (node < pointCount + siteCount) {
      tripEnd[trip] = i;
      tripSite[trip] = node - pointCount;
      tripSites[trip] = sites;
      trip++;
      sites = model.vehicleSites[r];
      for (let d = 0; d < dimensionCount; d++) tripLoad[trip * dimensionCount + d] = 0;
    }
  }
  tripEnd[trip] = last;
  tripSites[trip] = sites;
  routes.tripCount[r] = trip - base + 1;
}

/** Adds what the trips of route `r` bring to their sites to what these are brought by all, `sign` times. */
export function countIntake(routes: Routes, r: number, sign: number): void {
  const { model, tripLoad } = routes;
  const base = r * routes.stride;
  const dimensions = model.dimensionCount;
  for (let t = 0; t < routes.tripCount[r] - 1; t++) {
    const site = routes.tripSite[base + t];
    for (let d = 0; d < dimensions; d++) {
      routes.siteLoad[site * dimensions + d] += sign * tripLoad[(base + t) * dimensions + d];
    }
  }
}

/** Brings what route `r` collects up to date; its trips are. */
export function sumCollected({ model, tripLoad, tripCount, collected, stride }: Routes, r: number): void {
  const { dimensionCount, startLoad } = model;
  const from = r * stride * dimensionCount;
  for (let d = 0; d < dimensionCount; d++) {
    // What is aboard at the start is part of the first trip's load.
    let sum = -startLoad[r * dimensionCount + d];
    for (let t = 0; t < tripCount[r]; t++) sum += tripLoad[from + t * dimensionCount + d];
    collected[r * dimensionCount + d] = sum;
  }
}

/** Brings `cheapestTurn` of route `r` up to date; its trips and legs are. */
export function findCheapestTurn(routes: Routes, r: number): void {
  const { model, sequence, legSeconds, legMetres, tripEnd, tripCount } = routes;
  const { nodeCount, pointCount, siteCount, seconds, metres } = model;
  const base = r * routes.stride;
  const perSecond = model.perSecond[r];
  const perMetre = legMetres.length > 0 ? model.perMetre[r] : 0;
  let least = Number.POSITIVE_INFINITY;
  let head = base;
  for (let trip = base; trip < base + tripCount[r]; trip++) {
    const next = sequence[head + 1];
    for (let s = 0; s < siteCount; s++) {
      if (!((model.vehicleSites[r] >> s) & 1)) continue;
      const cell = (pointCount + s) * nodeCount + next;
      let price = (seconds[cell] - legSeconds[head]) * perSecond;
      if (perMetre > 0) price += (metres[cell] - legMetres[head]) * perMetre;
      if (price < least) least = price;
    }
    head = base + tripEnd[trip];
  }
  routes.cheapestTurn[r] = least;
}
