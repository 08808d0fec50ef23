/**
 * A vehicle does what another does: two of different kinds exchange all their trips, or one that stayed at home takes over, or two
 * that did share what one did. What then does not fit is ejected, and what a larger one has room for is taken from neighbouring
 * vehicles, which lose all they do. Which vehicles go out is changed by nothing else where sending one out has its price: a single
 * point never pays for it.
 */
import { keepsSites, startsLoaded } from '../constraints/unloading.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';
import { REST_OF_DAY, TripExchange } from './exchange-trips.ts';
import { resite } from './resite.ts';

/** How often a vehicle is drawn in search of one of another kind. */
const DRAWS = 8;
/** Most neighbouring vehicles that lose what they do. */
const MOST_EMPTIED = 2;
/** How often what one vehicle does is parted between two. */
const SPLIT_RATE = 0.2;
/** How often both of them stayed at home before. */
const BOTH_NEW_RATE = 0.5;

export class VehicleChange {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #journal: Journal;
  readonly #ejection: Ejection;
  readonly #random: Random;
  readonly #exchange: TripExchange;

  constructor(routes: Routes, neighbours: Neighbours, journal: Journal, ejection: Ejection, random: Random) {
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#journal = journal;
    this.#ejection = ejection;
    this.#random = random;
    this.#exchange = new TripExchange(routes, journal, ejection);
  }

  /**
   * Changes the vehicle that serves point `seed`, or empties it; points to be put back are left in the ejection's list, touched
   * routes are noted and feasible. @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  move(seed: number, active: Uint8Array, among: Int32Array, amongCount: number): boolean {
    const routes = this.#routes;
    const random = this.#random;
    this.#ejection.begin();
    const r1 = routes.routeOf[seed];
    if (r1 < 0 || !this.#isFree(r1, active)) return false;
    if (random.unit() < SPLIT_RATE) return this.#split(r1, active, among, amongCount);
    const r2 = this.#otherKind(r1, active, among, amongCount);
    if (r2 >= 0 && !this.#exchange.run(r1, 0, REST_OF_DAY, r2, 0, REST_OF_DAY)) return false;
    const emptied = r2 < 0 ? 1 + random.below(MOST_EMPTIED) : random.below(MOST_EMPTIED + 1);
    return this.#emptyNeighbours(seed, emptied, active);
  }

  /** Whether the vehicle has not begun its day, so that another may do all of it. */
  #isFree(r: number, active: Uint8Array): boolean {
    const { model } = this.#routes;
    return active[r] === 1 && model.isFrozen[r] === 0 && !startsLoaded(model, r);
  }

  #otherKind(r1: number, active: Uint8Array, among: Int32Array, amongCount: number): number {
    const { alike } = this.#routes.model;
    for (let k = 0; k < DRAWS; k++) {
      const r = among[this.#random.below(amongCount)];
      if (alike[r] !== alike[r1] && this.#isFree(r, active)) return r;
    }
    return -1;
  }

  /** A vehicle at home, drawn by chance, of the kind of `like` unless that is below 0; −1 = none was found. */
  #atHome(like: number, but: number, active: Uint8Array, among: Int32Array, amongCount: number): number {
    const { model, length } = this.#routes;
    const from = this.#random.below(amongCount);
    for (let k = 0; k < amongCount; k++) {
      const r = among[(from + k) % amongCount];
      if (length[r] !== 2 || r === but || !this.#isFree(r, active)) continue;
      if (like < 0 || model.alike[r] === model.alike[like]) return r;
    }
    return -1;
  }

  /** Cuts what `r1` does in two, somewhere; a vehicle at home does the rest of it, and sometimes another the first part. */
  #split(r1: number, active: Uint8Array, among: Int32Array, amongCount: number): boolean {
    const routes = this.#routes;
    const { model, sequence, length, stride } = routes;
    const stops = length[r1] - 2;
    const r2 = this.#atHome(-1, -1, active, among, amongCount);
    if (r2 < 0 || stops < 3) return false;
    const another = this.#random.unit() < BOTH_NEW_RATE ? this.#atHome(r2, r2, active, among, amongCount) : -1;
    const first = another < 0 ? r1 : another;
    const cut = 1 + this.#random.below(stops - 2);
    const [base1, base2, baseFirst] = [r1 * stride, r2 * stride, first * stride];
    if (cut + 3 > stride) return false;
    for (const r of new Set([r1, r2, first])) this.#journal.note(r);
    for (let i = cut + 1; i <= stops; i++) sequence[base2 + i - cut] = sequence[base1 + i];
    length[r2] = stops - cut + 2;
    sequence[base2 + stops - cut + 1] = model.endNode[r2];
    for (let i = 1; i <= cut; i++) sequence[baseFirst + i] = sequence[base1 + i];
    let end = cut + 1;
    if (sequence[baseFirst + cut] < model.pointCount) sequence[baseFirst + end++] = sequence[base1 + stops];
    sequence[baseFirst + end] = model.endNode[first];
    length[first] = end + 1;
    if (first !== r1) {
      sequence[base1 + 1] = model.endNode[r1];
      length[r1] = 2;
      if (!routes.refresh(r1)) return false;
    }
    for (const r of [first, r2]) {
      resite(routes, r);
      if (!this.#ejection.soften(r) || !keepsSites(routes, r)) return false;
    }
    return true;
  }

  /** Takes all they do from `count` vehicles that serve points nearest to `seed`, but the one that serves it. */
  #emptyNeighbours(seed: number, count: number, active: Uint8Array): boolean {
    const routes = this.#routes;
    const { list, count: width } = this.#neighbours;
    let left = count;
    for (let k = 0; k < width && left > 0; k++) {
      const r = routes.routeOf[list[seed * width + k]];
      if (r < 0 || r === routes.routeOf[seed] || !this.#isFree(r, active)) continue;
      if (!this.#empty(r)) return false;
      left--;
    }
    return true;
  }

  #empty(r: number): boolean {
    const routes = this.#routes;
    const { model, sequence, length, stride } = routes;
    const base = r * stride;
    this.#journal.note(r);
    for (let i = base + 1; i < base + length[r] - 1; i++) {
      const node = sequence[i];
      if (node >= model.pointCount) continue;
      routes.markUnserved(node);
      this.#ejection.removed[this.#ejection.removedCount++] = node;
    }
    sequence[base + 1] = sequence[base + length[r] - 1];
    length[r] = 2;
    return routes.refresh(r);
  }
}
