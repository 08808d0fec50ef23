/**
 * A place for a point in a route that has no room for it, by giving all its vehicle does to a larger one: one that stayed at home, or
 * one that takes over in exchange for what it did itself. Where each vehicle goes out once and has a price of its own, a
 * point alone pays for a vehicle of its own least of all, but often for a larger one.
 */
import { isCarriable } from '../constraints/load.ts';
import { keepsSites, startsLoaded } from '../constraints/unloading.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';
import { REST_OF_DAY, TripExchange } from './exchange-trips.ts';

/** The trip of a vehicle that goes out once. */
const ONLY = 0;

export class ChangeForRoom {
  readonly #routes: Routes;
  readonly #ejection: Ejection;
  readonly #exchange: TripExchange;
  /** Vehicles at home, one of each kind. */
  readonly #atHome: number[] = [];
  /** Vehicles that may take a route over. */
  readonly #larger: number[] = [];
  readonly #seenKind: Int32Array;
  #now = 0;
  /** What the last call found: the route to change, the vehicle it goes to, and behind which position the point then comes. */
  #route = -1;
  #vehicle = -1;
  #position = 0;
  /** Its price. */
  delta = Number.POSITIVE_INFINITY;

  constructor(routes: Routes, journal: Journal, ejection: Ejection) {
    this.#routes = routes;
    this.#ejection = ejection;
    this.#exchange = new TripExchange(routes, journal, ejection);
    this.#seenKind = new Int32Array(routes.model.vehicleCount);
  }

  /**
   * Looks for the cheapest such place for point `p` among the routes `among[0…amongCount−1]`, whose vehicles may change with any with
   * `active[v] = 1`, by fixed costs and ways alone. What else counts is for the plan that comes of it to show.
   * @returns whether there is one cheaper than `least`
   */
  find(p: number, among: Int32Array, amongCount: number, active: Uint8Array, least: number): boolean {
    const routes = this.#routes;
    const { model, tripLoad, tripCount, length, stride } = routes;
    const { alike, vehicleCount } = model;
    this.delta = least;
    this.#route = -1;
    this.#listAtHome(active);
    for (let x = 0; x < amongCount; x++) {
      const r = among[x];
      if (tripCount[r] !== 2 || length[r] + 2 > stride || !this.#isFree(r)) continue;
      if (this.#fits(r, r, p)) continue;
      this.#larger.length = 0;
      for (const v of this.#atHome) this.#note(r, v, p);
      for (let y = 0; y < vehicleCount; y++) {
        if (tripCount[y] !== 2 || active[y] === 0 || alike[y] === alike[r] || !this.#isFree(y)) continue;
        if (isCarriable(model, r, tripLoad, y * stride)) this.#note(r, y, p);
      }
      if (this.#larger.length === 0) continue;
      const at = this.#cheapestPosition(r, p);
      if (at < 0) continue;
      for (const v of this.#larger) this.#try(r, v, p, at);
    }
    return this.#route >= 0;
  }

  /**
   * Carries out what was found; touched routes are noted, and feasible but for their times. What no longer fits is left in the ejection's list.
   * @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  carryOut(p: number): boolean {
    const routes = this.#routes;
    const v = this.#vehicle;
    this.#ejection.begin();
    if (!this.#exchange.run(this.#route, ONLY, REST_OF_DAY, v, ONLY, REST_OF_DAY)) return false;
    if (this.#ejection.removedCount > 0) return false;
    routes.insert(v, this.#position, p);
    return keepsSites(routes, v);
  }

  /** Whether the vehicle has not begun its day, so that another may do all of it. */
  #isFree(r: number): boolean {
    const { model } = this.#routes;
    return model.isFrozen[r] === 0 && !startsLoaded(model, r);
  }

  #listAtHome(active: Uint8Array): void {
    const { model, length } = this.#routes;
    this.#atHome.length = 0;
    this.#now++;
    for (let r = 0; r < model.vehicleCount; r++) {
      if (length[r] !== 2 || active[r] === 0 || this.#seenKind[model.alike[r]] === this.#now || !this.#isFree(r))
        continue;
      this.#seenKind[model.alike[r]] = this.#now;
      this.#atHome.push(r);
    }
  }

  /** Whether vehicle `v` has room for what route `r` carries and point `p`. */
  #fits(v: number, r: number, p: number): boolean {
    const { model, tripLoad, stride } = this.#routes;
    const { dimensionCount, capacity, load } = model;
    if (model.allowed[p * model.vehicleCount + v] === 0) return false;
    for (let d = 0; d < dimensionCount; d++) {
      const total = tripLoad[r * stride * dimensionCount + d] + load[p * dimensionCount + d];
      if (total > capacity[v * dimensionCount + d]) return false;
    }
    return true;
  }

  /** The position in route `r` behind which point `p` is least of a detour in seconds and in time; −1 = none. */
  #cheapestPosition(r: number, p: number): number {
    const { model, sequence, legSeconds, ready, latest, tripEnd, stride } = this.#routes;
    const { nodeCount, seconds, secondsInto, closes, opens, service } = model;
    const base = r * stride;
    const simple = model.breakFrom[r] === model.breakFrom[r + 1];
    let best = -1;
    let shortest = Number.POSITIVE_INFINITY;
    for (let i = base; i < base + tripEnd[base]; i++) {
      const legIn = secondsInto[p * nodeCount + sequence[i]];
      const legOut = seconds[p * nodeCount + sequence[i + 1]];
      const detour = legIn + legOut - legSeconds[i];
      if (detour >= shortest) continue;
      if (simple) {
        const time = Math.max(ready[i] + legIn, opens[p]);
        if (time > closes[p] || time + service[p] + legOut > latest[i + 1]) continue;
      }
      shortest = detour;
      best = i - base;
    }
    return best;
  }

  /** Lists vehicle `v` if it has room for all and would be cheap enough were the point on the way of route `r`. */
  #note(r: number, v: number, p: number): void {
    if (this.#fits(v, r, p) && this.#increase(r, v, p, 0, 0) < this.delta) this.#larger.push(v);
  }

  /** Takes note of vehicle `v` doing what route `r` does and, behind position `at`, point `p`, if that is the cheapest so far. */
  #try(r: number, v: number, p: number, at: number): void {
    const routes = this.#routes;
    const { model, sequence, stride, legSeconds, legMetres } = routes;
    const { nodeCount, seconds, metres } = model;
    const cell = r * stride + at;
    const there = sequence[cell] * nodeCount + p;
    const back = p * nodeCount + sequence[cell + 1];
    const moreSeconds = seconds[there] + seconds[back] - legSeconds[cell];
    const moreMetres = legMetres.length > 0 ? metres[there] + metres[back] - legMetres[cell] : 0;
    const delta = this.#increase(r, v, p, moreSeconds, moreMetres);
    if (delta >= this.delta) return;
    this.delta = delta;
    this.#route = r;
    this.#vehicle = v;
    this.#position = at;
  }

  /** What it adds to the price that `v` does what route `r` does, point `p` and so much of a detour, and `r` what `v` did. */
  #increase(r: number, v: number, p: number, moreSeconds: number, moreMetres: number): number {
    const { model, driving, metresDriven, length } = this.#routes;
    const own = model.load[p * model.dimensionCount];
    const more = this.#price(v, r, driving[r] + moreSeconds, metresDriven[r] + moreMetres, own);
    const delta = more - this.#price(r, r, driving[r], metresDriven[r], 0);
    if (length[v] === 2) return delta;
    const [driven, metres] = [driving[v], metresDriven[v]];
    return delta + this.#price(r, v, driven, metres, 0) - this.#price(v, v, driven, metres, 0);
  }

  /** What vehicle `v` costs with so many seconds and metres and with what route `r` carries and `more`. */
  #price(v: number, r: number, seconds: number, metres: number, more: number): number {
    const { model, tripLoad, fixedByLoad, stride } = this.#routes;
    const share = fixedByLoad ? (tripLoad[r * stride * model.dimensionCount] + more) * model.perCapacity[v] : 1;
    return model.fixedCost[v] * share + seconds * model.perSecond[v] + metres * model.perMetre[v];
  }
}
