/**
 * Moves whole trips, which no string removal can: two trips change places, a trip goes to another truck or another time of the
 * day, two trucks exchange all they do from some unloading on, or a trip is given up. What then does not fit is ejected.
 */
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../search/journal.ts';
import type { Routes } from '../search/routes.ts';
import type { Ejection } from './eject.ts';
import { startsLoaded } from './remove-strings.ts';

export class TripMove {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #journal: Journal;
  readonly #ejection: Ejection;
  readonly #random: Random;
  readonly #scratch: Int32Array;

  constructor(routes: Routes, neighbours: Neighbours, journal: Journal, ejection: Ejection, random: Random) {
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#journal = journal;
    this.#ejection = ejection;
    this.#random = random;
    this.#scratch = new Int32Array(2 * routes.stride);
  }

  /**
   * One random trip move around point `seed`; ejected points are left in the ejection's list, touched routes are noted and
   * sound. @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  move(seed: number, active: Uint8Array, among: Int32Array, amongCount: number): boolean {
    const routes = this.#routes;
    const random = this.#random;
    this.#ejection.begin();
    const r1 = routes.routeOf[seed];
    if (r1 < 0 || active[r1] === 0) return false;
    const t1 = this.#tripOf(seed);
    if (t1 === 0 && startsLoaded(routes, r1)) return false;
    const other = this.#otherPoint(seed, active);
    const kind = random.below(8);
    if (kind === 0) return this.#exchange(r1, t1, 1, r1, t1 + 1, -1);
    let r2 = other < 0 ? -1 : routes.routeOf[other];
    let t2 = r2 < 0 ? 0 : this.#tripOf(other);
    if (r2 < 0 || random.unit() < 0.2) {
      r2 = among[random.below(amongCount)];
      t2 = random.below(routes.tripCount[r2]);
    }
    if (t2 === 0 && startsLoaded(routes, r2)) return false;
    const trips2 = routes.tripCount[r2] - 1;
    if (kind <= 3) return t2 < trips2 && this.#exchange(r1, t1, 1, r2, t2, 1);
    if (kind <= 5) return this.#exchange(r1, t1, 1, r2, t2, 0);
    if (r1 === r2) return false;
    return this.#exchange(r1, t1 + random.below(2), -2, r2, t2, -2);
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

  /**
   * Exchanges `count1` trips of r1 from t1 with `count2` trips of r2 from t2; −2 = all to the end of the day, −1 = the trips
   * are given up and their points ejected.
   */
  #exchange(r1: number, t1: number, count1: number, r2: number, t2: number, count2: number): boolean {
    const routes = this.#routes;
    const { sequence, length, stride, tripEnd, tripCount } = routes;
    const base1 = r1 * stride;
    const base2 = r2 * stride;
    const from1 = t1 === 0 ? 1 : tripEnd[base1 + t1 - 1] + 1;
    const to1 = count1 < 0 ? length[r1] - 1 : tripEnd[base1 + t1 + count1 - 1] + 1;
    this.#journal.note(r1);
    if (count2 === -1) {
      this.#giveUp(r1, from1, to1);
      return this.#ejection.soften(r1);
    }
    const from2 = t2 === 0 ? 1 : tripEnd[base2 + t2 - 1] + 1;
    const to2 = count2 === -2 ? length[r2] - 1 : count2 === 0 ? from2 : tripEnd[base2 + t2 + count2 - 1] + 1;
    if (t2 >= tripCount[r2]) return false;
    const scratch = this.#scratch;
    if (r1 === r2) {
      if (from1 === from2 || (from2 > from1 && from2 < to1) || (count2 === 0 && from2 === to1)) return false;
      const first = from1 < from2;
      const [a, b, c, d] = first ? [from1, to1, from2, to2] : [from2, to2, from1, to1];
      let at = 0;
      for (let i = c; i < d; i++) scratch[at++] = sequence[base1 + i];
      for (let i = b; i < c; i++) scratch[at++] = sequence[base1 + i];
      for (let i = a; i < b; i++) scratch[at++] = sequence[base1 + i];
      for (let i = 0; i < at; i++) sequence[base1 + a + i] = scratch[i];
      resite(routes, r1);
      return this.#ejection.soften(r1) && routes.keepsSites(r1);
    }
    const grown1 = length[r1] - (to1 - from1) + (to2 - from2);
    const grown2 = length[r2] - (to2 - from2) + (to1 - from1);
    if (grown1 > stride || grown2 > stride) return false;
    this.#journal.note(r2);
    for (let i = from1; i < to1; i++) scratch[i - from1] = sequence[base1 + i];
    for (let i = from2; i < to2; i++) scratch[stride + i - from2] = sequence[base2 + i];
    sequence.copyWithin(base1 + from1 + (to2 - from2), base1 + to1, base1 + length[r1]);
    sequence.copyWithin(base2 + from2 + (to1 - from1), base2 + to2, base2 + length[r2]);
    for (let i = from2; i < to2; i++) sequence[base1 + from1 + i - from2] = scratch[stride + i - from2];
    for (let i = from1; i < to1; i++) sequence[base2 + from2 + i - from1] = scratch[i - from1];
    length[r1] = grown1;
    length[r2] = grown2;
    resite(routes, r1);
    resite(routes, r2);
    if (!this.#ejection.soften(r1) || !this.#ejection.soften(r2)) return false;
    return routes.keepsSites(r1) && routes.keepsSites(r2);
  }

  #giveUp(r: number, from: number, to: number): void {
    const routes = this.#routes;
    const base = r * routes.stride;
    for (let i = from; i < to; i++) {
      const node = routes.sequence[base + i];
      if (node >= routes.model.pointCount) continue;
      routes.markUnserved(node);
      this.#ejection.removed[this.#ejection.removedCount++] = node;
    }
    routes.sequence.copyWithin(base + from, base + to, base + routes.length[r]);
    routes.length[r] -= to - from;
  }
}

/** Gives every trip of route `r`, in order, the site over which the way from its last stop to what comes next is shortest. */
export function resite(routes: Routes, r: number): void {
  const { model, sequence, length, stride } = routes;
  const { pointCount, nodeCount, seconds } = model;
  const base = r * stride;
  let sites = model.vehicleSites[r] & model.startSites[r];
  for (let i = base + 1; i < base + length[r] - 1; i++) {
    const node = sequence[i];
    if (node < pointCount) {
      sites &= model.pointSites[node];
      continue;
    }
    let best = node;
    let shortest = (sites >> (node - pointCount)) & 1 ? 0 : Number.POSITIVE_INFINITY;
    if (shortest === 0)
      shortest = seconds[sequence[i - 1] * nodeCount + node] + seconds[node * nodeCount + sequence[i + 1]];
    for (let s = 0; s < model.siteCount; s++) {
      if (!((sites >> s) & 1) || model.limitedIntake) continue;
      const site = pointCount + s;
      const way = seconds[sequence[i - 1] * nodeCount + site] + seconds[site * nodeCount + sequence[i + 1]];
      if (way < shortest) {
        shortest = way;
        best = site;
      }
    }
    sequence[i] = best;
    sites = model.vehicleSites[r];
  }
}
