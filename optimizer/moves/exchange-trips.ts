/** Runs of successive trips change places, between two routes or within one. What then does not fit is ejected. */
import { keepsSites } from '../constraints/unloading.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';
import { resite } from './resite.ts';

/** Instead of a number of trips: all to the end of the day. */
export const REST_OF_DAY = -1;

export class TripExchange {
  readonly #routes: Routes;
  readonly #journal: Journal;
  readonly #ejection: Ejection;
  readonly #scratch: Int32Array;

  constructor(routes: Routes, journal: Journal, ejection: Ejection) {
    this.#routes = routes;
    this.#journal = journal;
    this.#ejection = ejection;
    this.#scratch = new Int32Array(2 * routes.stride);
  }

  /**
   * Exchanges `count1` trips of r1 from t1 with `count2` trips of r2 from t2; with none of r2 those of r1 go there. Touched routes
   * are noted and feasible. @returns false if it came to nothing that could be kept; the journal must then be undone.
   */
  run(r1: number, t1: number, count1: number, r2: number, t2: number, count2: number): boolean {
    const routes = this.#routes;
    this.#journal.note(r1);
    if (t2 >= routes.tripCount[r2]) return false;
    const from1 = firstOf(routes, r1, t1);
    const to1 = endOf(routes, r1, t1, count1);
    const from2 = firstOf(routes, r2, t2);
    const to2 = endOf(routes, r2, t2, count2);
    if (r1 === r2) return this.#within(r1, from1, to1, from2, to2);
    return this.#between(r1, from1, to1, r2, from2, to2);
  }

  /** Positions `from1…to1−1` and `from2…to2−1` of one route. */
  #within(r: number, from1: number, to1: number, from2: number, to2: number): boolean {
    const routes = this.#routes;
    const { sequence, stride } = routes;
    if (from1 === from2 || (from2 > from1 && from2 < to1) || (from2 === to2 && from2 === to1)) return false;
    const base = r * stride;
    const scratch = this.#scratch;
    const [a, b, c, d] = from1 < from2 ? [from1, to1, from2, to2] : [from2, to2, from1, to1];
    let at = 0;
    for (let i = c; i < d; i++) scratch[at++] = sequence[base + i];
    for (let i = b; i < c; i++) scratch[at++] = sequence[base + i];
    for (let i = a; i < b; i++) scratch[at++] = sequence[base + i];
    for (let i = 0; i < at; i++) sequence[base + a + i] = scratch[i];
    resite(routes, r);
    return this.#ejection.soften(r) && keepsSites(routes, r);
  }

  /** Positions `from1…to1−1` of r1 and `from2…to2−1` of r2. */
  #between(r1: number, from1: number, to1: number, r2: number, from2: number, to2: number): boolean {
    const routes = this.#routes;
    const { sequence, length, stride } = routes;
    const base1 = r1 * stride;
    const base2 = r2 * stride;
    const grown1 = length[r1] - (to1 - from1) + (to2 - from2);
    const grown2 = length[r2] - (to2 - from2) + (to1 - from1);
    if (grown1 > stride || grown2 > stride) return false;
    this.#journal.note(r2);
    const scratch = this.#scratch;
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
    return keepsSites(routes, r1) && keepsSites(routes, r2);
  }
}

/** First position of trip `t`. */
function firstOf({ tripEnd, stride }: Routes, r: number, t: number): number {
  return t === 0 ? 1 : tripEnd[r * stride + t - 1] + 1;
}

/** Position behind `count` trips from trip `t` on. */
function endOf(routes: Routes, r: number, t: number, count: number): number {
  if (count === REST_OF_DAY) return routes.length[r] - 1;
  return count === 0 ? firstOf(routes, r, t) : routes.tripEnd[r * routes.stride + t + count - 1] + 1;
}
