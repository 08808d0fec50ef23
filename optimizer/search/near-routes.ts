/** The routes in which a point probably fits best. */
import type { Neighbours } from '../model/neighbours.ts';
import type { Routes } from '../state/routes.ts';

/** A route passes near a point when it serves one of this many nearest points. */
const NEAR_POINTS = 20;

export class NearRoutes {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #stamps: Int32Array;
  #now = 0;
  /** What the last call found. */
  readonly list: Int32Array;
  count = 0;

  constructor(routes: Routes, neighbours: Neighbours) {
    const { vehicleCount } = routes.model;
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#stamps = new Int32Array(vehicleCount);
    this.list = new Int32Array(vehicleCount);
  }

  /** Lists the routes with `active[r] = 1` that pass near point `p`, and of `among[0…amongCount−1]` the empty ones. */
  find(p: number, active: Uint8Array, among: Int32Array, amongCount: number): void {
    const { routeOf, length } = this.#routes;
    const { list: nearest, count: width } = this.#neighbours;
    const stamps = this.#stamps;
    const now = ++this.#now;
    let found = 0;
    const end = p * width + Math.min(width, NEAR_POINTS);
    for (let k = p * width; k < end; k++) {
      const r = routeOf[nearest[k]];
      if (r < 0 || stamps[r] === now || active[r] === 0) continue;
      stamps[r] = now;
      this.list[found++] = r;
    }
    for (let x = 0; x < amongCount; x++) {
      const r = among[x];
      if (length[r] === 2) this.list[found++] = r;
    }
    this.count = found;
  }
}
