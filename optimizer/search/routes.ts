/**
 * The routes of a plan while it is searched, in typed arrays, with everything kept per position that lets an insertion be
 * judged in constant time: earliest ready time, latest arrival, leg lengths, and the load of every trip.
 *
 * Route r occupies `stride` cells from `r * stride`. Cell 0 is its start node, cell `length[r] − 1` its end node, the cells
 * between are points and sites. A *trip* is what lies between two unloadings; the last trip of a route leads home, empty.
 */
import { latestBeforeBreaks, latestHome, takeBreaks } from '../constraints/breaks.ts';
import { earliestStart, latestArrival, NEVER } from '../constraints/windows.ts';
import type { Model } from '../model/model.ts';
import { imbalance, shortfallCost } from '../objective.ts';

export class Routes {
  readonly model: Model;
  readonly stride: number;
  readonly layer: number;
  /** Nodes in order, per route. */
  readonly sequence: Int32Array;
  readonly length: Int32Array;
  /** Seconds and metres of the leg from a position to the next one. */
  readonly legSeconds: Int32Array;
  readonly legMetres: Int32Array;
  /** Earliest ready time (service over, breaks taken) at a position after k breaks, at `k * layer + position`. */
  readonly ready: Int32Array;
  /** Latest arrival at a position after k breaks such that all that follows can still be done, overtime included. */
  readonly latest: Int32Array;
  /** The same without any overtime; only kept when some vehicle may work overtime. */
  readonly latestInShift: Int32Array;
  /** Trips of each route; trip t of route r is cell `r * stride + t` of the arrays below. */
  readonly tripCount: Int32Array;
  /** Position, within the route, of what ends the trip: a site, or the route's end for the way home. */
  readonly tripEnd: Int32Array;
  /** Site (index) that ends the trip; only meaningful for trips that end at one. */
  readonly tripSite: Int32Array;
  readonly tripLoad: Float64Array;
  /** Sites that accept all that the trip carries, as bits. */
  readonly tripSites: Int32Array;
  /** Route of each point, −1 = unserved. */
  readonly routeOf: Int32Array;
  /** Position of each served point within its route. */
  readonly positionOf: Int32Array;
  readonly routeCost: Float64Array;
  readonly siteLoad: Float64Array;
  readonly groupServed: Float64Array;
  readonly unserved: Int32Array;
  readonly unservedIndex: Int32Array;
  unservedCount = 0;
  /** Σ worth of the unserved. */
  unservedWorth = 0;
  /** Σ of `routeCost`. */
  routesCost = 0;
  /** 1 = the route keeps its times. Closing a gap can break them where a detour is quicker than the direct way. */
  readonly inTime: Uint8Array;

  constructor(model: Model, stride: number) {
    const { vehicleCount, pointCount, dimensionCount } = model;
    this.model = model;
    this.stride = stride;
    const cells = vehicleCount * stride;
    this.layer = cells;
    this.sequence = new Int32Array(cells);
    this.length = new Int32Array(vehicleCount);
    this.legSeconds = new Int32Array(cells);
    this.legMetres = new Int32Array(model.metres.length > 0 ? cells : 0);
    this.ready = new Int32Array(cells * (model.mostBreaks + 1));
    this.latest = new Int32Array(cells * (model.mostBreaks + 1));
    this.latestInShift = model.anyOvertime ? new Int32Array(cells * (model.mostBreaks + 1)) : this.latest;
    this.tripCount = new Int32Array(vehicleCount);
    this.tripEnd = new Int32Array(cells);
    this.tripSite = new Int32Array(cells);
    this.tripLoad = new Float64Array(cells * dimensionCount);
    this.tripSites = new Int32Array(cells);
    this.inTime = new Uint8Array(vehicleCount);
    this.routeOf = new Int32Array(pointCount).fill(-1);
    this.positionOf = new Int32Array(pointCount);
    this.routeCost = new Float64Array(vehicleCount);
    this.siteLoad = new Float64Array(model.siteCount * dimensionCount);
    this.groupServed = new Float64Array(model.groupCount);
    this.groupServed.set(model.groupCollected);
    this.unserved = new Int32Array(pointCount);
    this.unservedIndex = new Int32Array(pointCount);
    for (let p = 0; p < pointCount; p++) this.#addUnserved(p);
    for (let r = 0; r < vehicleCount; r++) {
      const base = r * stride;
      let length = 0;
      this.sequence[base + length++] = model.startNode[r];
      this.sequence[base + length++] = model.endNode[r];
      this.length[r] = length;
      this.refresh(r);
    }
  }

  /** Price of the whole plan: routes, unserved worth at `worthWeight` a unit, and missed targets. */
  cost(worthWeight: number): number {
    const { model } = this;
    let cost = this.routesCost + worthWeight * this.unservedWorth;
    for (let g = 0; g < model.groupCount; g++) {
      cost += model.shortfallWeight * shortfallCost(model.groupTarget[g], this.groupServed[g]);
    }
    return cost;
  }

  /** Whether the route has any stop. */
  isUsed(route: number): boolean {
    return this.length[route] > 2;
  }

  /** Marks point `p`, which was unserved, as served. */
  markServed(p: number): void {
    const { model, unserved, unservedIndex } = this;
    const at = unservedIndex[p];
    const last = unserved[--this.unservedCount];
    unserved[at] = last;
    unservedIndex[last] = at;
    this.unservedWorth = this.unservedCount === 0 ? 0 : this.unservedWorth - model.worth[p];
    const g = model.group[p];
    if (g >= 0) this.groupServed[g] += model.load[p * model.dimensionCount];
  }

  /** Marks point `p`, which was served, as unserved; its route must be rebuilt without it. */
  markUnserved(p: number): void {
    const { model } = this;
    this.#addUnserved(p);
    const g = model.group[p];
    if (g >= 0) this.groupServed[g] -= model.load[p * model.dimensionCount];
    this.routeOf[p] = -1;
  }

  #addUnserved(p: number): void {
    this.unservedIndex[p] = this.unservedCount;
    this.unserved[this.unservedCount++] = p;
    this.unservedWorth += this.model.worth[p];
  }

  /**
   * Recomputes all that is kept about route `r` from its sequence.
   * @returns whether the route keeps its times.
   */
  refresh(r: number): boolean {
    const { model } = this;
    if (model.limitedIntake) this.#countIntake(r, -1);
    this.#refreshTrips(r);
    if (model.limitedIntake) this.#countIntake(r, 1);
    if (model.breakFrom[r] === model.breakFrom[r + 1]) this.#refreshTimes(r);
    else this.#refreshTimesWithBreaks(r);
    const before = this.routeCost[r];
    const cost = this.#priceRoute(r);
    this.routeCost[r] = cost;
    this.routesCost += cost - before;
    return this.inTime[r] === 1;
  }

  #countIntake(r: number, sign: number): void {
    const { model, tripLoad } = this;
    const base = r * this.stride;
    const dimensions = model.dimensionCount;
    for (let t = 0; t < this.tripCount[r] - 1; t++) {
      const site = this.tripSite[base + t];
      for (let d = 0; d < dimensions; d++) {
        this.siteLoad[site * dimensions + d] += sign * tripLoad[(base + t) * dimensions + d];
      }
    }
  }

  #refreshTrips(r: number): void {
    const { model, sequence, tripEnd, tripSite, tripLoad, tripSites, routeOf, positionOf } = this;
    const { pointCount, siteCount, dimensionCount, load } = model;
    const base = r * this.stride;
    const last = this.length[r] - 1;
    let trip = base;
    let sites = model.vehicleSites[r] & model.startSites[r];
    for (let d = 0; d < dimensionCount; d++) {
      tripLoad[trip * dimensionCount + d] = model.startLoad[r * dimensionCount + d];
    }
    for (let i = 1; i < last; i++) {
      const node = sequence[base + i];
      if (node < pointCount) {
        routeOf[node] = r;
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
    this.tripCount[r] = trip - base + 1;
  }

  #refreshTimes(r: number): void {
    const { model, sequence, ready, latest, legSeconds, legMetres, latestInShift } = this;
    const { seconds, metres, nodeCount, service, opens, closes, manyWindows } = model;
    const withMetres = legMetres.length > 0;
    const base = r * this.stride;
    const last = base + this.length[r] - 1;
    let time = model.startTime[r];
    ready[base] = time;
    let node = sequence[base];
    for (let i = base + 1; i <= last; i++) {
      const next = sequence[i];
      const cell = node * nodeCount + next;
      const leg = seconds[cell];
      legSeconds[i - 1] = leg;
      if (withMetres) legMetres[i - 1] = metres[cell];
      time += leg;
      if (manyWindows) time = earliestStart(model, next, time);
      else if (time > closes[next]) time = NEVER;
      else if (time < opens[next]) time = opens[next];
      time = time >= NEVER ? NEVER : time + service[next];
      ready[i] = time;
      node = next;
    }
    this.inTime[r] = time <= model.latestEnd[r] ? 1 : 0;
    this.#backward(base, last, latest, model.latestEnd[r]);
    if (latestInShift !== latest) this.#backward(base, last, latestInShift, model.shiftEnd[r]);
  }

  #backward(base: number, last: number, latest: Int32Array, end: number): void {
    const { model, sequence, legSeconds } = this;
    const { service, opens, closes, manyWindows } = model;
    let time = end;
    latest[last] = time;
    for (let i = last - 1; i > base; i--) {
      const node = sequence[i];
      time -= legSeconds[i] + service[node];
      if (manyWindows) time = latestArrival(model, node, time);
      else if (time < opens[node]) time = -NEVER;
      else if (time > closes[node]) time = closes[node];
      if (time < -NEVER) time = -NEVER;
      latest[i] = time;
    }
  }

  #refreshTimesWithBreaks(r: number): void {
    const { model, sequence, ready, legSeconds, legMetres, layer, latest, latestInShift } = this;
    const base = r * this.stride;
    const last = base + this.length[r] - 1;
    const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
    for (let k = 0; k < states; k++) ready[k * layer + base] = k === 0 ? model.startTime[r] : NEVER;
    takeBreaks(model, r, ready, base, layer);
    for (let i = base + 1; i <= last; i++) {
      const node = sequence[i];
      const cell = sequence[i - 1] * model.nodeCount + node;
      const leg = model.seconds[cell];
      legSeconds[i - 1] = leg;
      if (legMetres.length > 0) legMetres[i - 1] = model.metres[cell];
      for (let k = 0; k < states; k++) {
        const before = ready[k * layer + i - 1];
        const start = before >= NEVER ? NEVER : earliestStart(model, node, before + leg);
        ready[k * layer + i] = start >= NEVER ? NEVER : start + model.service[node];
      }
      if (i < last) takeBreaks(model, r, ready, i, layer);
    }
    this.inTime[r] = this.endTime(r) <= model.latestEnd[r] ? 1 : 0;
    this.#backwardWithBreaks(r, latest, model.latestEnd[r]);
    if (latestInShift !== latest) this.#backwardWithBreaks(r, latestInShift, model.shiftEnd[r]);
  }

  #backwardWithBreaks(r: number, latest: Int32Array, end: number): void {
    const { model, sequence, legSeconds, layer } = this;
    const base = r * this.stride;
    const last = base + this.length[r] - 1;
    const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
    for (let k = 0; k < states; k++) latest[k * layer + last] = latestHome(model, r, k, end);
    for (let i = last - 1; i > base; i--) {
      const node = sequence[i];
      for (let k = 0; k < states; k++) latest[k * layer + i] = latest[k * layer + i + 1] - legSeconds[i];
      latestBeforeBreaks(model, r, latest, i, layer);
      for (let k = 0; k < states; k++) {
        latest[k * layer + i] = latestArrival(model, node, latest[k * layer + i] - model.service[node]);
      }
    }
  }

  /** Whether every site that route `r` unloads at accepts what it brings and has not been brought too much by all. */
  keepsSites(r: number): boolean {
    const { model, tripSite, tripSites, tripCount, siteLoad, stride } = this;
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

  /** When the vehicle is back at its end, `NEVER` if it breaks its times; breaks it can still take at home are not counted. */
  endTime(r: number): number {
    const { model, ready, layer } = this;
    const last = r * this.stride + this.length[r] - 1;
    const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
    let end = NEVER;
    for (let k = 0; k < states; k++) {
      const time = ready[k * layer + last];
      if (time <= latestHome(model, r, k, NEVER) && time < end) end = time;
    }
    return end;
  }

  #priceRoute(r: number): number {
    const { model, sequence, legSeconds, legMetres } = this;
    const base = r * this.stride;
    const last = base + this.length[r] - 1;
    if (last === base + 1 && model.isFrozen[r] === 0) return 0;
    let driving = 0;
    let metres = 0;
    let work = 0;
    let strangers = 0;
    for (let i = base; i < last; i++) driving += legSeconds[i];
    if (legMetres.length > 0) for (let i = base; i < last; i++) metres += legMetres[i];
    if (model.balanceWeight > 0) for (let i = base; i < last; i++) work += model.service[sequence[i]];
    if (model.stranger.length > 0) {
      for (let i = base + 1; i < last; i++) {
        const node = sequence[i];
        if (node < model.pointCount) strangers += model.stranger[node * model.vehicleCount + r];
      }
    }
    let overtime = 0;
    if (model.anyOvertime) {
      overtime = this.endTime(r) - model.shiftEnd[r];
      if (overtime < 0) overtime = 0;
    }
    return (
      model.fixedCost[r] +
      driving * model.perSecond[r] +
      metres * model.perMetre[r] +
      overtime * model.overtimeWeight +
      model.balanceWeight * imbalance(driving + work, model.shiftLength[r]) +
      strangers * model.familiarityWeight
    );
  }
}
