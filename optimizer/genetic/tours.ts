/**
 * The tours of one plan while it is improved, as linked lists: customers 1…n, then a first and a last stop of each tour, both at the
 * depot. Loads may exceed the capacity, at a price.
 */
import type { PlainProblem } from './plain-problem.ts';

/** Improvements smaller than this are rounding. */
export const EPSILON = 1e-5;

export class Tours {
  readonly problem: PlainProblem;
  readonly size: number;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly tourOf: Int32Array;
  /** Place of a stop in its tour; 0 for the first. */
  readonly place: Int32Array;
  /** Load aboard when leaving a stop. */
  readonly aboard: Float64Array;
  /** Price of the way from a stop to the next. */
  readonly toNext: Float64Array;
  /** Row of each stop in the matrix: its own number, 0 for the depot. */
  readonly row: Int32Array;
  readonly demand: Float64Array;
  readonly load: Float64Array;
  /** Price of the excess load of each tour. */
  readonly penalty: Float64Array;
  /** When each tour was last changed, counted in changes. */
  readonly changed: Int32Array;
  changes = 0;
  /** Price of a unit of excess load. */
  penaltyWeight = 1;
  readonly #scratch: Int32Array;

  constructor(problem: PlainProblem) {
    const { count, vehicleCount } = problem;
    const stops = 1 + count + 2 * vehicleCount;
    this.problem = problem;
    this.size = count + 1;
    this.next = new Int32Array(stops);
    this.previous = new Int32Array(stops);
    this.tourOf = new Int32Array(stops);
    this.place = new Int32Array(stops);
    this.aboard = new Float64Array(stops);
    this.toNext = new Float64Array(stops);
    this.row = Int32Array.from({ length: stops }, (_, stop) => (stop <= count ? stop : 0));
    this.demand = new Float64Array(stops);
    this.demand.set(problem.demand);
    this.load = new Float64Array(vehicleCount);
    this.penalty = new Float64Array(vehicleCount);
    this.changed = new Int32Array(vehicleCount);
    this.#scratch = new Int32Array(stops);
  }

  first(tour: number): number {
    return this.size + tour;
  }

  last(tour: number): number {
    return this.size + this.problem.vehicleCount + tour;
  }

  isCustomer(stop: number): boolean {
    return stop < this.size;
  }

  /** Price of the way between two stops. */
  way(from: number, to: number): number {
    return this.problem.way[this.row[from] * this.size + this.row[to]];
  }

  penaltyOf(load: number): number {
    const excess = load - this.problem.capacity;
    return excess > 0 ? excess * this.penaltyWeight : 0;
  }

  /** Makes the plan hold `tours`, each a list of customers. */
  take(tours: readonly (readonly number[])[]): void {
    for (let r = 0; r < this.problem.vehicleCount; r++) {
      let before = this.first(r);
      for (const customer of tours[r] ?? []) {
        this.link(before, customer);
        before = customer;
      }
      this.link(before, this.last(r));
      this.refresh(r);
    }
  }

  /** The plan as lists of customers, empty tours left out. */
  read(): number[][] {
    const tours: number[][] = [];
    for (let r = 0; r < this.problem.vehicleCount; r++) {
      const tour: number[] = [];
      for (let stop = this.next[this.first(r)]; this.isCustomer(stop); stop = this.next[stop]) tour.push(stop);
      if (tour.length > 0) tours.push(tour);
    }
    return tours;
  }

  link(before: number, after: number): void {
    this.next[before] = after;
    this.previous[after] = before;
  }

  /** Turns the stops from `from` to `to`, which follow each other in one tour, around in place. */
  reverse(from: number, to: number): void {
    const before = this.previous[from];
    const after = this.next[to];
    let count = 0;
    for (let stop = from; stop !== after; stop = this.next[stop]) this.#scratch[count++] = stop;
    let at = before;
    while (count > 0) {
      const stop = this.#scratch[--count];
      this.link(at, stop);
      at = stop;
    }
    this.link(at, after);
  }

  /** Recomputes what is kept about a tour from its links. */
  refresh(tour: number): void {
    const { next, tourOf, place, aboard, demand } = this;
    let stop = this.first(tour);
    const end = this.last(tour);
    let carried = 0;
    let at = 0;
    for (;;) {
      carried += demand[stop];
      tourOf[stop] = tour;
      place[stop] = at++;
      aboard[stop] = carried;
      if (stop === end) break;
      this.toNext[stop] = this.way(stop, next[stop]);
      stop = next[stop];
    }
    this.load[tour] = carried;
    this.penalty[tour] = this.penaltyOf(carried);
    this.changed[tour] = ++this.changes;
  }

  /** Price of all ways, and load beyond the capacities. */
  price(): { ways: number; excess: number } {
    let ways = 0;
    let excess = 0;
    for (let r = 0; r < this.problem.vehicleCount; r++) {
      for (let stop = this.first(r); stop !== this.last(r); stop = this.next[stop])
        ways += this.way(stop, this.next[stop]);
      excess += Math.max(0, this.load[r] - this.problem.capacity);
    }
    return { ways, excess };
  }
}
