/**
 * The routes of a plan while it is searched, in typed arrays, with everything kept per position that lets an insertion be
 * judged in constant time: earliest ready time, latest arrival, leg lengths, and the load of every trip.
 *
 * Route r occupies `stride` cells from `r * stride`. Cell 0 is its start node, cell `length[r] − 1` its end node, the cells
 * between are points and sites. A *trip* is what lies between two unloadings; the last trip of a route leads home, empty.
 */
import { keepsLimits } from '../constraints/limits.ts';
import { overtimeCost } from '../constraints/overtime.ts';
import { unfamiliarity } from '../model/familiar.ts';
import type { Model } from '../model/model.ts';
import { imbalance, shortfallCost } from '../objective.ts';
import { endTime, latestArrivals, readyTimes } from './times.ts';
import { countIntake, findCheapestTurn, refreshTrips, sumCollected } from './trips.ts';

/**
 * What fields that will hold fractions are made with: V8 lays an object out by the kind of number it first sees in a field, and
 * throws away what it has compiled for it when another kind comes.
 */
const FRACTION = 0.5;

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
  /**
   * Least price, over all places in each route where a trip may begin, of going on from a site the vehicle may use instead of from
   * there: with a point's shortest ways it bounds what a trip of its own costs.
   */
  readonly cheapestTurn: Float64Array;
  /** Driving seconds, metres, service seconds and unfamiliarity to the crew, each route. */
  readonly driving: Float64Array;
  readonly metresDriven: Float64Array;
  /** What each route collects, in dimension d at `r * dimensionCount + d`; only kept up to date where routes have limits. */
  readonly collected: Float64Array;
  readonly #service: Float64Array;
  readonly #unfamiliarity: Float64Array;
  readonly siteLoad: Float64Array;
  readonly groupServed: Float64Array;
  readonly unserved: Int32Array;
  readonly unservedIndex: Int32Array;
  unservedCount = 0;
  /** Σ prize of the unserved. */
  unservedPrize = FRACTION;
  /** Σ of `routeCost`. */
  routesCost = FRACTION;
  /** Σ over all trips of the square of the share of the capacity, first dimension, that is filled: least when all are alike. */
  fullness = FRACTION;
  readonly #routeFullness: Float64Array;
  /** Pairs of near points that different routes serve; only kept where they have a price. */
  parted = 0;
  /** Trips of all routes that end at a site. */
  tripTotal = 0;
  readonly #routeTrips: Int32Array;
  /** Where there are so many trips, no other is begun. */
  mostTrips = Number.POSITIVE_INFINITY;
  /**
   * When each vehicle has to be back at the latest, in an array of its own, as a search may take its time at first: what keeps these
   * times keeps the model's only if they are the same.
   */
  readonly latestEnd: Int32Array;
  /** What a unit of `fullness` adds to the price of an insertion; no part of `cost`. */
  fullnessWeight = FRACTION;
  /** Seconds that the vehicles which go out need beside driving: for service, unloading, waiting and breaks. */
  dutySeconds = 0;
  readonly #routeDuty: Int32Array;
  /** What a second of unloading adds to the price of a trip of its own; no part of `cost`. */
  dutyWeight = FRACTION;
  /**
   * Whether an insertion counts of a vehicle's fixed cost only the share that the point fills of it, as if others would fill the rest;
   * no part of `cost`.
   */
  fixedByLoad = false;
  /** 1 = the route keeps its times and limits. Closing a gap can break them where a detour is quicker than the direct way. */
  readonly inTime: Uint8Array;

  constructor(model: Model, stride: number) {
    const { vehicleCount, pointCount, dimensionCount } = model;
    this.model = model;
    this.unservedPrize = 0;
    this.routesCost = 0;
    this.fullness = 0;
    this.fullnessWeight = 0;
    this.dutyWeight = 0;
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
    this.latestEnd = model.latestEnd.slice();
    this.routeOf = new Int32Array(pointCount).fill(-1);
    this.positionOf = new Int32Array(pointCount);
    this.routeCost = new Float64Array(vehicleCount);
    this.#routeFullness = new Float64Array(vehicleCount);
    this.#routeDuty = new Int32Array(vehicleCount);
    this.#routeTrips = new Int32Array(vehicleCount);
    this.cheapestTurn = new Float64Array(vehicleCount);
    this.driving = new Float64Array(vehicleCount);
    this.metresDriven = new Float64Array(vehicleCount);
    this.collected = new Float64Array(vehicleCount * dimensionCount);
    this.#service = new Float64Array(vehicleCount);
    this.#unfamiliarity = new Float64Array(vehicleCount);
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

  /** Price of the whole plan: routes, unserved prize at `prizeWeight` a unit, and missed targets. */
  cost(prizeWeight: number): number {
    const { model } = this;
    let cost = this.routesCost + prizeWeight * this.unservedPrize;
    if (model.compactnessWeight > 0) cost += model.compactnessWeight * this.parted;
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
    this.unservedPrize = this.unservedCount === 0 ? 0 : this.unservedPrize - model.prize[p];
    const g = model.group[p];
    if (g >= 0) this.groupServed[g] += model.load[p * model.dimensionCount];
  }

  /** Marks point `p`, which was served, as unserved; its route must be rebuilt without it. */
  markUnserved(p: number): void {
    const { model } = this;
    this.#addUnserved(p);
    const g = model.group[p];
    if (g >= 0) this.groupServed[g] -= model.load[p * model.dimensionCount];
    this.assign(p, -1);
  }

  /** Notes that route `r` serves point `p`; −1 = none. */
  assign(p: number, r: number): void {
    const { routeOf, model } = this;
    const was = routeOf[p];
    routeOf[p] = r;
    if (model.compactnessWeight === 0 || was === r) return;
    for (let k = model.pairFrom[p]; k < model.pairFrom[p + 1]; k++) {
      const other = routeOf[model.pairPartners[k]];
      if (other < 0) continue;
      if (was >= 0 && was !== other) this.parted--;
      if (r >= 0 && r !== other) this.parted++;
    }
  }

  #addUnserved(p: number): void {
    this.unservedIndex[p] = this.unservedCount;
    this.unserved[this.unservedCount++] = p;
    this.unservedPrize += this.model.prize[p];
  }

  /**
   * Brings all that is kept about route `r` up to date with its sequence, of which nothing before position `from` has changed.
   * @returns whether the route keeps its times and limits.
   */
  refresh(r: number, from = 1): boolean {
    const { model, stride } = this;
    const base = r * stride;
    const last = base + this.length[r] - 1;
    if (model.limitedIntake) countIntake(this, r, -1);
    refreshTrips(this, r, from);
    if (model.limitedIntake) countIntake(this, r, 1);
    this.#refreshLegs(base + from - 1, last);
    readyTimes(this, r, base + from);
    latestArrivals(this, r, last, base + from);
    findCheapestTurn(this, r);
    this.#addUp(r);
    return this.#price(r);
  }

  /** Lets vehicles be back later than they have to, by a share of their day; the routes are to be refreshed then. */
  setOverrun(share: number): void {
    const { latestEnd, startTime, vehicleCount } = this.model;
    for (let r = 0; r < vehicleCount; r++) {
      this.latestEnd[r] = latestEnd[r] + Math.round(share * Math.max(0, latestEnd[r] - startTime[r]));
    }
  }

  /** Serves point `p`, which was unserved, behind position `after` of route `r`, within one of its trips. */
  insert(r: number, after: number, p: number): void {
    const { model, sequence, legSeconds, legMetres, length, positionOf, stride, tripEnd } = this;
    const { nodeCount, dimensionCount, seconds, metres } = model;
    const base = r * stride;
    const at = base + after + 1;
    this.#makeRoom(base, at, base + length[r]);
    length[r]++;
    const before = sequence[at - 1];
    const next = sequence[at + 1];
    sequence[at] = p;
    this.assign(p, r);
    positionOf[p] = after + 1;
    const legIn = seconds[before * nodeCount + p];
    const legOut = seconds[p * nodeCount + next];
    this.driving[r] += legIn + legOut - legSeconds[at - 1];
    legSeconds[at - 1] = legIn;
    legSeconds[at] = legOut;
    if (legMetres.length > 0) {
      const metresIn = metres[before * nodeCount + p];
      const metresOut = metres[p * nodeCount + next];
      this.metresDriven[r] += metresIn + metresOut - legMetres[at - 1];
      legMetres[at - 1] = metresIn;
      legMetres[at] = metresOut;
    }
    let trip = base;
    while (tripEnd[trip] <= after) trip++;
    this.tripSites[trip] &= model.pointSites[p];
    for (let d = 0; d < dimensionCount; d++) {
      const load = model.load[p * dimensionCount + d];
      this.tripLoad[trip * dimensionCount + d] += load;
      if (model.limitedIntake) this.siteLoad[this.tripSite[trip] * dimensionCount + d] += load;
    }
    for (const end = base + this.tripCount[r]; trip < end; trip++) tripEnd[trip]++;
    this.#service[r] += model.service[p];
    if (model.usualBefore.length > 0) {
      const less = unfamiliarity(model, r, before, next);
      this.#unfamiliarity[r] += unfamiliarity(model, r, before, p) + unfamiliarity(model, r, p, next) - less;
    }
    if (before >= model.pointCount) findCheapestTurn(this, r);
    readyTimes(this, r, at);
    latestArrivals(this, r, at, at);
    this.markServed(p);
    this.#price(r);
  }

  /** Moves the cells from `at` up to `end` on by one. */
  #makeRoom(base: number, at: number, end: number): void {
    const { model, sequence, legSeconds, legMetres, latest, latestInShift, positionOf, layer } = this;
    const { pointCount, mostBreaks } = model;
    const withMetres = legMetres.length > 0;
    for (let i = end; i > at; i--) {
      const node = sequence[i - 1];
      sequence[i] = node;
      if (node < pointCount) positionOf[node] = i - base;
      legSeconds[i] = legSeconds[i - 1];
      latest[i] = latest[i - 1];
      if (withMetres) legMetres[i] = legMetres[i - 1];
    }
    for (let k = 1; k <= mostBreaks; k++) {
      for (let i = k * layer + end; i > k * layer + at; i--) latest[i] = latest[i - 1];
    }
    if (latestInShift === latest) return;
    for (let k = 0; k <= mostBreaks; k++) {
      for (let i = k * layer + end; i > k * layer + at; i--) latestInShift[i] = latestInShift[i - 1];
    }
  }

  /** Legs from cell `from` on. */
  #refreshLegs(from: number, last: number): void {
    const { model, sequence, legSeconds, legMetres } = this;
    const { seconds, metres, nodeCount } = model;
    let node = sequence[from];
    for (let i = from; i < last; i++) {
      const next = sequence[i + 1];
      legSeconds[i] = seconds[node * nodeCount + next];
      node = next;
    }
    if (legMetres.length === 0) return;
    for (let i = from; i < last; i++) legMetres[i] = metres[sequence[i] * nodeCount + sequence[i + 1]];
  }

  #addUp(r: number): void {
    const { model, sequence, legSeconds, legMetres } = this;
    const base = r * this.stride;
    const last = base + this.length[r] - 1;
    let driving = 0;
    for (let i = base; i < last; i++) driving += legSeconds[i];
    this.driving[r] = driving;
    if (legMetres.length > 0) {
      let metres = 0;
      for (let i = base; i < last; i++) metres += legMetres[i];
      this.metresDriven[r] = metres;
    }
    if (model.balanceWeight > 0) {
      let service = 0;
      for (let i = base; i < last; i++) service += model.service[sequence[i]];
      this.#service[r] = service;
    }
    if (model.usualBefore.length === 0) return;
    let strange = 0;
    for (let i = base + 1; i < last; i++) strange += unfamiliarity(model, r, sequence[i - 1], sequence[i]);
    this.#unfamiliarity[r] = strange;
  }

  /** Whether the vehicle has anything to do, or at least its way home. */
  #isOut(r: number): boolean {
    return this.length[r] > 2 || this.model.isFrozen[r] === 1;
  }

  /** Prices route `r` from its sums. @returns whether it keeps its times and limits. */
  #price(r: number): boolean {
    const { model } = this;
    if (model.limited) sumCollected(this, r);
    const end = endTime(this, r);
    const isOut = this.#isOut(r);
    // Who stays at home needs no way from the start to the end.
    const inTime = !isOut || (end <= this.latestEnd[r] && (!model.limited || keepsLimits(this, r)));
    let cost = 0;
    if (isOut) {
      const driving = this.driving[r];
      cost = model.fixedCost[r] + driving * model.perSecond[r] + this.metresDriven[r] * model.perMetre[r];
      cost += overtimeCost(model, r, end);
      if (model.balanceWeight > 0) {
        cost += model.balanceWeight * imbalance(driving + this.#service[r], model.shiftLength[r]);
      }
      cost += this.#unfamiliarity[r] * model.unfamiliarityWeight;
    }
    let fullness = 0;
    for (let t = r * this.stride; t < r * this.stride + this.tripCount[r] - 1; t++) {
      const share = this.tripLoad[t * model.dimensionCount] * model.perCapacity[r];
      fullness += share * share;
    }
    // A route that is late is not kept, so what it would need beyond the latest end does not matter.
    const duty = isOut ? Math.min(end, this.latestEnd[r]) - model.startTime[r] - this.driving[r] : 0;
    this.dutySeconds += duty - this.#routeDuty[r];
    this.#routeDuty[r] = duty;
    this.fullness += fullness - this.#routeFullness[r];
    this.#routeFullness[r] = fullness;
    this.tripTotal += this.tripCount[r] - 1 - this.#routeTrips[r];
    this.#routeTrips[r] = this.tripCount[r] - 1;
    this.inTime[r] = inTime ? 1 : 0;
    this.routesCost += cost - this.routeCost[r];
    this.routeCost[r] = cost;
    return inTime;
  }
}
