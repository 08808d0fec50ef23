/** Makes a route that breaks rules feasible again by taking points out of it, those first that free most time. */
import type { Random } from '../random.ts';
import { isCarriable } from '../constraints/load.ts';
import { NEVER } from '../constraints/windows.ts';
import { keepsTrips } from '../constraints/trips.ts';
import { startsLoaded } from '../constraints/unloading.ts';
import type { Model } from '../model/model.ts';
import type { Routes } from '../state/routes.ts';

/** How many points are looked at for one that is to leave. */
const CANDIDATES = 4;

/** Seconds of driving and service less when what stands at cell `at` of `sequence` is left out. */
export function workFreed({ nodeCount, seconds, service }: Model, sequence: Int32Array, at: number): number {
  const node = sequence[at];
  const before = sequence[at - 1];
  const after = sequence[at + 1];
  const there = seconds[before * nodeCount + node] + seconds[node * nodeCount + after];
  return there + service[node] - seconds[before * nodeCount + after];
}

export class Ejection {
  readonly #routes: Routes;
  readonly #random: Random;
  /** A point that is not to be taken out, −1 = none; others are then weighed by what they are worth. */
  spared = -1;
  /** Points taken out since `begin`. */
  readonly removed: Int32Array;
  removedCount = 0;

  constructor(routes: Routes, random: Random) {
    this.#routes = routes;
    this.#random = random;
    this.removed = new Int32Array(routes.model.pointCount);
  }

  begin(): void {
    this.removedCount = 0;
    this.spared = -1;
  }

  /** Ejects until route `r` keeps every rule but the shared intake. @returns false if it cannot be made feasible. */
  soften(r: number): boolean {
    const routes = this.#routes;
    const { model, sequence, length, stride } = routes;
    const base = r * stride;
    for (let i = length[r] - 2; i > 0; i--) {
      const node = sequence[base + i];
      if (node < model.pointCount && model.allowed[node * model.vehicleCount + r] === 0) this.#take(r, i);
    }
    this.#dropEmptyTrips(r);
    let inTime = routes.refresh(r);
    for (let t = 0; t < routes.tripCount[r] - 1; t++) {
      while (!isCarriable(model, r, routes.tripLoad, base + t)) {
        const head = t === 0 ? 0 : routes.tripEnd[base + t - 1];
        const size = routes.tripEnd[base + t] - head - 1;
        // More is aboard at the start than the vehicle may take: then it unloads that.
        if (size === 0) break;
        const at = this.#pick(r, head + 1, size);
        if (at < 0) return false;
        this.#take(r, at);
        inTime = routes.refresh(r);
      }
    }
    while (!inTime || !keepsTrips(routes, r)) {
      const at = this.#mostInTheWay(r);
      if (at < 0) return false;
      this.#take(r, at);
      this.#dropEmptyTrips(r);
      inTime = routes.refresh(r);
    }
    this.#dropEmptyTrips(r);
    return routes.refresh(r);
  }

  /** Position of a point whose leaving helps the route's times; −1 when there is none. */
  #mostInTheWay(r: number): number {
    const routes = this.#routes;
    const { model, sequence, ready, length, stride } = routes;
    const base = r * stride;
    const simple = model.breakFrom[r] === model.breakFrom[r + 1];
    let end = length[r] - 1;
    if (simple) {
      for (let i = 1; i < length[r]; i++) {
        if (ready[base + i] < NEVER) continue;
        const node = sequence[base + i];
        if (node < model.pointCount && node !== this.spared && this.#random.unit() < 0.5) return i;
        end = i;
        break;
      }
    }
    return this.#pick(r, 1, end);
  }

  /** Of some random points among `count` positions from `first`, the one that frees most time; −1 if none is a point. */
  #pick(r: number, first: number, count: number): number {
    const { model, sequence, length, stride } = this.#routes;
    const base = r * stride;
    const most = Math.min(count, length[r] - 1 - first);
    let best = -1;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < CANDIDATES; k++) {
      const start = this.#random.below(most);
      for (let x = 0; x < most; x++) {
        const i = first + ((start + x) % most);
        if (sequence[base + i] >= model.pointCount || sequence[base + i] === this.spared) continue;
        const freed = workFreed(model, sequence, base + i);
        const gain = this.spared < 0 ? freed : freed / model.prize[sequence[base + i]];
        if (gain > bestGain) {
          bestGain = gain;
          best = i;
        }
        break;
      }
    }
    return best;
  }

  /** Takes the point at position `at` out; the route is not refreshed. */
  #take(r: number, at: number): void {
    const routes = this.#routes;
    const base = r * routes.stride;
    const p = routes.sequence[base + at];
    routes.sequence.copyWithin(base + at, base + at + 1, base + routes.length[r]);
    routes.length[r]--;
    routes.markUnserved(p);
    this.removed[this.removedCount++] = p;
  }

  #dropEmptyTrips(r: number): void {
    const routes = this.#routes;
    const { model, sequence, length, stride } = routes;
    const base = r * stride;
    const end = base + length[r] - 1;
    let to = base + 1;
    let carries = startsLoaded(model, r);
    for (let i = base + 1; i < end; i++) {
      const node = sequence[i];
      if (node < model.pointCount) carries = true;
      else if (!carries) continue;
      else carries = false;
      sequence[to++] = node;
    }
    sequence[to++] = sequence[end];
    length[r] = to - base;
  }
}
