/** A remembered plan: the node sequences of all routes, and what it costs. */
import type { Routes } from './routes.ts';

/** What millions of added and subtracted prices may be off by, as a share of the plan's price. */
const DRIFT = 1e-12;

/** Whether `cost` is less than `than` by more than rounding can make of two sums. */
export function isLess(cost: number, than: number): boolean {
  return cost < than - DRIFT * Math.abs(cost);
}

export class Snapshot {
  readonly sequence: Int32Array;
  readonly length: Int32Array;
  readonly stride: number;
  cost = Number.POSITIVE_INFINITY;

  constructor(routes: Routes) {
    this.stride = routes.stride;
    this.sequence = new Int32Array(routes.sequence.length);
    this.length = new Int32Array(routes.length.length);
    this.takeAll(routes);
  }

  /** Remembers all routes. */
  takeAll(routes: Routes): void {
    this.sequence.set(routes.sequence);
    this.length.set(routes.length);
    this.cost = routes.cost(routes.model.prizeWeight);
  }

  /** Remembers route `r` alone; the caller keeps `cost` in step. */
  takeRoute(routes: Routes, r: number): void {
    const base = r * this.stride;
    const end = base + routes.length[r];
    for (let i = base; i < end; i++) this.sequence[i] = routes.sequence[i];
    this.length[r] = routes.length[r];
  }

  /** Makes `routes` this plan again. */
  restore(routes: Routes): void {
    setRoutes(routes, this.sequence, this.length);
  }
}

/** Makes `routes` the plan that `sequence` and `length` hold, laid out with the same stride. */
export function setRoutes(routes: Routes, sequence: Int32Array, length: Int32Array): void {
  const { model, stride } = routes;
  for (let p = 0; p < model.pointCount; p++) if (routes.routeOf[p] >= 0) routes.markUnserved(p);
  routes.sequence.set(sequence);
  routes.length.set(length);
  for (let r = 0; r < model.vehicleCount; r++) {
    const base = r * stride;
    for (let i = base + 1; i < base + length[r] - 1; i++) {
      if (sequence[i] < model.pointCount) routes.markServed(sequence[i]);
    }
    routes.refresh(r);
  }
}
