/**
 * A point that is left out is served in a route that has no room for it, and what then does not fit is ejected: one instead of
 * several, or several instead of one, as far as those ejected find other places. Where not all can be served, this alone changes who is.
 */
import { keepsSites } from '../constraints/unloading.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';

/** A neighbour is drawn so often until one is served by a vehicle that may serve the point too. */
const DRAWS = 8;
/** Neighbours among which is drawn. */
const NEAR = 20;

export class ServeInstead {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #journal: Journal;
  readonly #ejection: Ejection;
  readonly #random: Random;

  constructor(routes: Routes, neighbours: Neighbours, journal: Journal, ejection: Ejection, random: Random) {
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#journal = journal;
    this.#ejection = ejection;
    this.#random = random;
  }

  /**
   * Serves point `p`, which is unserved, beside a near one; ejected points are left in the ejection's list, touched routes are
   * noted and feasible. @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  move(p: number, active: Uint8Array): boolean {
    const routes = this.#routes;
    const { model, stride, length } = routes;
    const { list, count } = this.#neighbours;
    this.#ejection.begin();
    for (let k = 0; k < DRAWS; k++) {
      const near = list[p * count + this.#random.below(Math.min(count, NEAR))];
      const r = routes.routeOf[near];
      if (r < 0 || active[r] === 0 || model.allowed[p * model.vehicleCount + r] === 0 || length[r] + 2 > stride)
        continue;
      this.#journal.note(r);
      const before = this.#random.below(2);
      routes.insert(r, routes.positionOf[near] - before, p);
      this.#ejection.spared = p;
      return this.#ejection.soften(r) && keepsSites(routes, r);
    }
    return false;
  }
}
