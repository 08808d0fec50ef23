/** The cheapest place for an unserved point, whatever kind of place it is. Each is priced and judged in constant time. */
import { mayGoOutAgain } from '../constraints/trips.ts';
import type { Routes } from '../state/routes.ts';
import type { Blink } from './blink.ts';
import { insertIntoTrips } from './insert-into-trip.ts';
import type { Insertion } from './insertion.ts';
import { openTrip } from './open-trip.ts';
import { forgetWork, overtimePrice } from './soft-costs.ts';

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
 * which a detour that is quicker than the direct way can do, are ranked without what that does for the balance. Where the plan has
 * `mostTrips` trips, there is none of its own.
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
  if (routes.tripTotal >= routes.mostTrips) return found.route >= 0;
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
    openTrip(routes, p, r, found);
  }
  return found.route >= 0;
}
