/**
 * Ruin by adjacent string removal (Christiaens and Vanden Berghe, 2020: Slack Induction by String Removals): around a random
 * point, a string of neighbouring stops is taken out of each of a few neighbouring trips.
 */
import { startsLoaded } from '../constraints/unloading.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';

/** Longest string. */
const LONGEST_STRING = 10;
/** How often a string keeps some stops in its middle, and how often that part grows by one more. */
const SPLIT_RATE = 0.5;
const SPLIT_GROW = 0.99;

export class StringRemoval {
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #gone: Uint8Array;
  readonly #tripStamp: Int32Array;
  #now = 0;
  /** The points taken out by the last call. */
  readonly removed: Int32Array;
  removedCount = 0;

  constructor(routes: Routes, neighbours: Neighbours, journal: Journal, random: Random) {
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#journal = journal;
    this.#random = random;
    this.#gone = new Uint8Array(routes.model.pointCount);
    this.#tripStamp = new Int32Array(routes.sequence.length);
    this.removed = new Int32Array(routes.model.pointCount);
  }

  /**
   * Takes about `averageRemoved` points out in strings around point `seed`, from routes with `active[r] = 1` only. Touched routes
   * are noted and refreshed.
   */
  remove(seed: number, active: Uint8Array, averageTrip: number, averageRemoved: number): void {
    const routes = this.#routes;
    const random = this.#random;
    const { list, count } = this.#neighbours;
    this.removedCount = 0;
    this.#now++;
    const longest = Math.min(LONGEST_STRING, averageTrip);
    const mostStrings = (4 * averageRemoved) / (1 + longest) - 1;
    const strings = Math.floor(random.unit() * mostStrings + 1);
    let done = 0;
    for (let k = 0; k < count && done < strings; k++) {
      const c = list[seed * count + k];
      const r = routes.routeOf[c];
      if (r < 0 || active[r] === 0 || this.#gone[c] === 1) continue;
      const base = r * routes.stride;
      const at = routes.positionOf[c];
      let trip = base;
      let head = 0;
      while (routes.tripEnd[trip] < at) head = routes.tripEnd[trip++];
      if (this.#tripStamp[trip] === this.#now) continue;
      this.#tripStamp[trip] = this.#now;
      const size = routes.tripEnd[trip] - head - 1;
      const most = Math.min(size, longest);
      const string = Math.min(size, Math.floor(random.unit() * most + 1));
      this.#takeString(base, head + 1, size, at, string);
      this.#journal.note(r);
      done++;
    }
    this.#close();
  }

  /** Marks a string of `string` stops around position `at` of a trip that spans `size` stops from position `first`. */
  #takeString(base: number, first: number, size: number, at: number, string: number): void {
    const random = this.#random;
    let kept = 0;
    if (string > 1 && string < size && random.unit() < SPLIT_RATE) {
      kept = 1;
      while (string + kept < size && random.unit() > SPLIT_GROW) kept++;
    }
    const span = string + kept;
    const earliest = Math.max(first, at - span + 1);
    const latest = Math.min(at, first + size - span);
    const start = earliest + random.below(latest - earliest + 1);
    const keepFrom = kept === 0 ? span : 1 + random.below(string - 1);
    for (let i = 0; i < span; i++) {
      if (i >= keepFrom && i < keepFrom + kept) continue;
      const p = this.#routes.sequence[base + start + i];
      this.#gone[p] = 1;
      this.removed[this.removedCount++] = p;
    }
  }

  /** Closes the gaps in all touched routes; a trip left without points loses its unloading. */
  #close(): void {
    const routes = this.#routes;
    const { model, sequence, stride } = routes;
    const { pointCount } = model;
    for (let x = 0; x < this.removedCount; x++) routes.markUnserved(this.removed[x]);
    for (let x = 0; x < this.#journal.touchedCount; x++) {
      const r = this.#journal.touched[x];
      const base = r * stride;
      const end = base + routes.length[r];
      let to = base + 1;
      let first = end - 1;
      let carries = startsLoaded(model, r);
      for (let i = base + 1; i < end - 1; i++) {
        const node = sequence[i];
        if (node < pointCount) {
          if (this.#gone[node] === 1) {
            if (to < first) first = to;
            continue;
          }
          carries = true;
        } else {
          if (!carries) continue;
          carries = false;
        }
        sequence[to++] = node;
      }
      sequence[to++] = sequence[end - 1];
      routes.length[r] = to - base;
      routes.refresh(r, first - base);
    }
    for (let x = 0; x < this.removedCount; x++) this.#gone[this.removed[x]] = 0;
  }
}
