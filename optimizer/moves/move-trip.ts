/**
 * Moves whole trips, which no string removal can: two trips change places, a trip goes to another truck or another time of the
 * day, two trucks exchange all they do from some unloading on (`exchange-trips.ts`), a trip is given up (`give-up-trip.ts`), or what was
 * aboard in the beginning goes to another site (`resite-start.ts`).
 * What then does not fit is ejected. Here it is chosen which.
 */
import { startsLoaded } from '../constraints/unloading.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';
import { REST_OF_DAY, TripExchange } from './exchange-trips.ts';
import { giveUpTrip } from './give-up-trip.ts';
import { resiteStart } from './resite-start.ts';

/** Where vehicles begin loaded, so many trip moves only ask where they unload first. */
const START_RATE = 0.2;

export class TripMove {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #journal: Journal;
  readonly #ejection: Ejection;
  readonly #random: Random;
  readonly #exchange: TripExchange;
  /** Vehicles that begin loaded and have a choice of sites. */
  readonly #loaded: readonly number[];

  constructor(routes: Routes, neighbours: Neighbours, journal: Journal, ejection: Ejection, random: Random) {
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#journal = journal;
    this.#ejection = ejection;
    this.#random = random;
    this.#exchange = new TripExchange(routes, journal, ejection);
    const { model } = routes;
    this.#loaded = Array.from({ length: model.vehicleCount }, (_, r) => r).filter(
      (r) => startsLoaded(model, r) && hasChoice(model.vehicleSites[r] & model.startSites[r]),
    );
  }

  /**
   * One random trip move around point `seed`; ejected points are left in the ejection's list, touched routes are noted and
   * feasible. @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  move(seed: number, active: Uint8Array, among: Int32Array, amongCount: number): boolean {
    const routes = this.#routes;
    const random = this.#random;
    this.#ejection.begin();
    if (this.#loaded.length > 0 && random.unit() < START_RATE) {
      const r = this.#loaded[random.below(this.#loaded.length)];
      return active[r] === 1 && resiteStart(routes, this.#journal, this.#ejection, r, random);
    }
    const r1 = routes.routeOf[seed];
    if (r1 < 0 || active[r1] === 0) return false;
    const t1 = this.#tripOf(seed);
    if (t1 === 0 && startsLoaded(routes.model, r1)) return false;
    const other = this.#otherPoint(seed, active);
    const kind = random.below(8);
    if (kind === 0) return giveUpTrip(routes, this.#journal, this.#ejection, r1, t1);
    let r2 = other < 0 ? -1 : routes.routeOf[other];
    let t2 = r2 < 0 ? 0 : this.#tripOf(other);
    if (r2 < 0 || random.unit() < 0.2) {
      r2 = among[random.below(amongCount)];
      t2 = random.below(routes.tripCount[r2]);
    }
    if (t2 === 0 && startsLoaded(routes.model, r2)) return false;
    const trips2 = routes.tripCount[r2] - 1;
    if (kind <= 3) return t2 < trips2 && this.#exchange.run(r1, t1, 1, r2, t2, 1);
    if (kind <= 5) return this.#exchange.run(r1, t1, 1, r2, t2, 0);
    if (r1 === r2) return false;
    return this.#exchange.run(r1, t1 + random.below(2), REST_OF_DAY, r2, t2, REST_OF_DAY);
  }

  #tripOf(p: number): number {
    const routes = this.#routes;
    const base = routes.routeOf[p] * routes.stride;
    let t = 0;
    while (routes.tripEnd[base + t] < routes.positionOf[p]) t++;
    return t;
  }

  /** A served point of another trip near `seed`, −1 = none found. */
  #otherPoint(seed: number, active: Uint8Array): number {
    const routes = this.#routes;
    const { list, count } = this.#neighbours;
    const trip = this.#tripOf(seed);
    for (let k = 0; k < 8; k++) {
      const p = list[seed * count + this.#random.below(count)];
      const r = routes.routeOf[p];
      if (r < 0 || active[r] === 0) continue;
      if (r !== routes.routeOf[seed] || this.#tripOf(p) !== trip) return p;
    }
    return -1;
  }
}

/** Whether more than one of the sites, as bits, is set. */
function hasChoice(sites: number): boolean {
  return (sites & (sites - 1)) !== 0;
}
