/**
 * SWAP* (Vidal, 2022): two customers of two tours change places, each going to wherever it fits best in the other tour. The three
 * best places of every customer in every tour are remembered until the tour changes.
 */
import { EPSILON, type Tours } from '../tours.ts';

const BEST = 3;

export class SwapStar {
  readonly #tours: Tours;
  /** Of customer c in tour r, from `(r * size + c) * BEST`: what going there costs, and behind which stop. */
  readonly #cost: Float64Array;
  readonly #behind: Int32Array;
  readonly #known: Int32Array;
  /** What leaving its tour saves, of the customers of the second tour in `improve`. */
  readonly #saved: Float64Array;

  constructor(tours: Tours) {
    const places = tours.problem.vehicleCount * tours.size;
    this.#tours = tours;
    this.#cost = new Float64Array(places * BEST);
    this.#behind = new Int32Array(places * BEST);
    this.#known = new Int32Array(places).fill(-1);
    this.#saved = new Float64Array(tours.size);
  }

  /** Forgets all places, as after another plan was taken. */
  forget(): void {
    this.#known.fill(-1);
  }

  /** Carries out the best exchange between tours `a` and `b`, or move from one to the other, if one is cheaper. */
  improve(a: number, b: number): boolean {
    const tours = this.#tours;
    const { next, previous, demand, load, penalty } = tours;
    let best = -EPSILON;
    let bestU = -1;
    let bestV = -1;
    let behindU = -1;
    let behindV = -1;
    for (let u = next[tours.first(a)]; tours.isCustomer(u); u = next[u]) this.#learn(u, b);
    for (let v = next[tours.first(b)]; tours.isCustomer(v); v = next[v]) this.#learn(v, a);
    for (let v = next[tours.first(b)]; tours.isCustomer(v); v = next[v]) this.#saved[v] = this.#freed(v);
    for (let u = next[tours.first(a)]; tours.isCustomer(u); u = next[u]) {
      const freedU = this.#freed(u);
      for (let v = next[tours.first(b)]; tours.isCustomer(v); v = next[v]) {
        const change =
          tours.penaltyOf(load[a] + demand[v] - demand[u]) +
          tours.penaltyOf(load[b] + demand[u] - demand[v]) -
          penalty[a] -
          penalty[b];
        // Removing costs nothing at best, so this bound turns most pairs away.
        if (change - freedU - this.#saved[v] >= best) continue;
        const placeU = this.#placeInstead(u, v, b);
        const placeV = this.#placeInstead(v, u, a);
        const delta = change - freedU - this.#saved[v] + placeU.cost + placeV.cost;
        if (delta >= best) continue;
        best = delta;
        bestU = u;
        bestV = v;
        behindU = placeU.behind;
        behindV = placeV.behind;
      }
    }
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      for (let u = next[tours.first(from)]; tours.isCustomer(u); u = next[u]) {
        const at = (to * tours.size + u) * BEST;
        const delta =
          this.#cost[at] -
          this.#freed(u) +
          tours.penaltyOf(load[from] - demand[u]) +
          tours.penaltyOf(load[to] + demand[u]) -
          penalty[from] -
          penalty[to];
        if (delta >= best) continue;
        best = delta;
        bestU = u;
        bestV = -1;
        behindU = this.#behind[at];
      }
    }
    if (bestU < 0) return false;
    tours.link(previous[bestU], next[bestU]);
    if (bestV >= 0) tours.link(previous[bestV], next[bestV]);
    this.#insert(bestU, behindU === bestV ? previous[bestV] : behindU);
    if (bestV >= 0) this.#insert(bestV, behindV === bestU ? previous[bestU] : behindV);
    tours.refresh(a);
    tours.refresh(b);
    return true;
  }

  #insert(customer: number, behind: number): void {
    const onward = this.#tours.next[behind];
    this.#tours.link(behind, customer);
    this.#tours.link(customer, onward);
  }

  /** What leaving its tour saves. */
  #freed(u: number): number {
    const tours = this.#tours;
    const before = tours.previous[u];
    return tours.toNext[before] + tours.toNext[u] - tours.way(before, tours.next[u]);
  }

  readonly #place = { cost: 0, behind: -1 };
  readonly #otherPlace = { cost: 0, behind: -1 };

  /** Cheapest place for `u` in tour `r` once `gone` has left it. */
  #placeInstead(u: number, gone: number, r: number): { cost: number; behind: number } {
    const tours = this.#tours;
    const place = tours.tourOf[u] < r ? this.#place : this.#otherPlace;
    const before = tours.previous[gone];
    const after = tours.next[gone];
    place.cost = tours.way(before, u) + tours.way(u, after) - tours.way(before, after);
    place.behind = before;
    const at = (r * tours.size + u) * BEST;
    for (let k = at; k < at + BEST; k++) {
      const behind = this.#behind[k];
      if (behind < 0) break;
      if (behind === gone || behind === before) continue;
      if (this.#cost[k] < place.cost) {
        place.cost = this.#cost[k];
        place.behind = behind;
      }
      break;
    }
    return place;
  }

  /** Finds the best places of customer `u` in tour `r`, unless they are known. */
  #learn(u: number, r: number): void {
    const tours = this.#tours;
    const cell = r * tours.size + u;
    if (this.#known[cell] === tours.changed[r]) return;
    this.#known[cell] = tours.changed[r];
    const at = cell * BEST;
    const cost = this.#cost;
    const places = this.#behind;
    for (let k = at; k < at + BEST; k++) {
      cost[k] = Number.POSITIVE_INFINITY;
      places[k] = -1;
    }
    const end = tours.last(r);
    const { next, row, toNext } = tours;
    const { way } = tours.problem;
    const base = u * tours.size;
    let there = way[base];
    for (let stop = tours.first(r); stop !== end; ) {
      const onward = next[stop];
      const back = way[base + row[onward]];
      const price = there + back - toNext[stop];
      const behind = stop;
      there = back;
      stop = onward;
      if (price >= cost[at + BEST - 1]) continue;
      let k = at + BEST - 1;
      while (k > at && cost[k - 1] > price) {
        cost[k] = cost[k - 1];
        places[k] = places[k - 1];
        k--;
      }
      cost[k] = price;
      places[k] = behind;
    }
  }
}
