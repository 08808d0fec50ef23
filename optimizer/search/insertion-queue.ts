/** Which points a step puts back: those it took out, and some of those that were unserved before. */
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Part } from './partition.ts';
import type { Routes } from '../state/routes.ts';

/** Unserved points tried in one step, at most. */
const MOST_UNSERVED_TRIED = 10;

export class InsertionQueue {
  readonly points: Int32Array;
  count = 0;
  /** Points queued that were unserved before the step. */
  readonly waiting: Uint8Array;
  readonly #routes: Routes;
  readonly #neighbours: Neighbours;
  readonly #random: Random;
  readonly #queued: Uint8Array;
  /** Unserved points that are another search's to insert. */
  readonly #foreign: Uint8Array;

  constructor(routes: Routes, neighbours: Neighbours, random: Random) {
    const { pointCount } = routes.model;
    this.points = new Int32Array(pointCount);
    this.waiting = new Uint8Array(pointCount);
    this.#routes = routes;
    this.#neighbours = neighbours;
    this.#random = random;
    this.#queued = new Uint8Array(pointCount);
    this.#foreign = new Uint8Array(pointCount);
  }

  /** From now on only unserved points of `part` are queued. */
  limitTo(part: Part): void {
    const { unserved, unservedCount } = this.#routes;
    this.#foreign.fill(0);
    for (let x = 0; x < unservedCount; x++) this.#foreign[unserved[x]] = 1 - part.points[unserved[x]];
  }

  /** Whether unserved point `p` is another search's to insert. */
  isForeign(p: number): boolean {
    return this.#foreign[p] === 1;
  }

  /** Queues `removed[0…removedCount−1]` and some of what was unserved before a step around point `seed`. */
  fill(seed: number, removed: Int32Array, removedCount: number): void {
    const { unserved, unservedCount } = this.#routes;
    this.count = 0;
    for (let x = 0; x < removedCount; x++) this.#add(removed[x]);
    const others = unservedCount - removedCount;
    if (others > 0 && others <= MOST_UNSERVED_TRIED) {
      for (let x = 0; x < unservedCount; x++) this.#addIfOurs(unserved[x]);
    } else if (others > 0) this.#fillFromMany(seed);
    for (let x = 0; x < this.count; x++) this.#queued[this.points[x]] = 0;
    for (let x = removedCount; x < this.count; x++) this.waiting[this.points[x]] = 1;
  }

  /** Of many unserved points, queues half from around the seed and half anywhere. */
  #fillFromMany(seed: number): void {
    const { routeOf, unserved, unservedCount } = this.#routes;
    const { list, count: width } = this.#neighbours;
    const half = this.count + MOST_UNSERVED_TRIED / 2;
    const most = this.count + MOST_UNSERVED_TRIED;
    for (let k = 0; k < width && this.count < half; k++) {
      const p = list[seed * width + k];
      if (routeOf[p] < 0) this.#addIfOurs(p);
    }
    for (let k = 0; k < MOST_UNSERVED_TRIED && this.count < most; k++) {
      this.#addIfOurs(unserved[this.#random.below(unservedCount)]);
    }
  }

  #addIfOurs(p: number): void {
    if (this.#queued[p] === 0 && this.#foreign[p] === 0) this.#add(p);
  }

  #add(p: number): void {
    this.#queued[p] = 1;
    this.points[this.count++] = p;
  }
}
