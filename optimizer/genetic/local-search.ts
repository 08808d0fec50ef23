/** Improves a plan by small moves until none is left: between near customers, then between whole tours (SWAP*). */
import type { Random } from '../random.ts';
import { exchange } from './moves/exchange.ts';
import { twoOptStar } from './moves/two-opt-star.ts';
import { twoOptStarReversed } from './moves/two-opt-star-reversed.ts';
import { relocate } from './moves/relocate.ts';
import { SwapStar } from './moves/swap-star.ts';
import { twoOpt } from './moves/two-opt.ts';
import type { PlainProblem } from './plain-problem.ts';
import { Tours } from './tours.ts';

export class LocalSearch {
  readonly #problem: PlainProblem;
  readonly #tours: Tours;
  readonly #random: Random;
  readonly #swapStar: SwapStar;
  readonly #order: Int32Array;
  /** When each customer was last tried, counted in changes. */
  readonly #tried: Int32Array;
  /** When the exchanges between two tours were last tried. */
  readonly #paired: Int32Array;

  constructor(problem: PlainProblem, random: Random) {
    this.#problem = problem;
    this.#tours = new Tours(problem);
    this.#random = random;
    this.#swapStar = new SwapStar(this.#tours);
    this.#order = Int32Array.from({ length: problem.count }, (_, k) => k + 1);
    this.#tried = new Int32Array(problem.count + 1);
    this.#paired = new Int32Array(problem.vehicleCount ** 2);
  }

  /** The plan that `tours` becomes when excess load costs `penaltyWeight` a unit. */
  improve(tours: readonly (readonly number[])[], penaltyWeight: number): number[][] {
    const plan = this.#tours;
    plan.penaltyWeight = penaltyWeight;
    plan.take(tours);
    this.#swapStar.forget();
    this.#tried.fill(-1);
    this.#paired.fill(-1);
    for (let round = 0; ; round++) {
      const before = plan.changes;
      this.#random.shuffle(this.#order);
      for (const u of this.#order) this.#improveAround(u, round > 0);
      if (plan.changes === before && !this.#exchangeBetweenTours() && round > 0) return plan.read();
    }
  }

  /** Tries all moves of `u` next to its near customers, and, with `alone`, into an empty tour. */
  #improveAround(u: number, alone: boolean): void {
    const { neighbours, near } = this.#problem;
    const plan = this.#tours;
    const since = this.#tried[u];
    this.#tried[u] = plan.changes;
    const offset = this.#random.below(near);
    for (let k = 0; k < near; k++) {
      const v = neighbours[u * near + ((k + offset) % near)];
      if (plan.changed[plan.tourOf[u]] <= since && plan.changed[plan.tourOf[v]] <= since) continue;
      if (this.#tryMoves(u, v)) continue;
      const before = plan.previous[v];
      if (plan.isCustomer(before)) continue;
      if (this.#tryBehindDepot(u, before)) continue;
    }
    if (!alone) return;
    const empty = this.#emptyTour();
    if (empty >= 0) this.#tryBehindDepot(u, plan.first(empty));
  }

  #tryMoves(u: number, v: number): boolean {
    const plan = this.#tours;
    if (relocate(plan, u, v, false, false) || relocate(plan, u, v, true, false) || relocate(plan, u, v, true, true)) {
      return true;
    }
    if (u < v && exchange(plan, u, v, false, false)) return true;
    if (exchange(plan, u, v, true, false) || (u < v && exchange(plan, u, v, true, true))) return true;
    if (plan.tourOf[u] === plan.tourOf[v]) return twoOpt(plan, u, v);
    return twoOptStarReversed(plan, u, v) || twoOptStar(plan, u, v);
  }

  #tryBehindDepot(u: number, first: number): boolean {
    const plan = this.#tours;
    if (
      relocate(plan, u, first, false, false) ||
      relocate(plan, u, first, true, false) ||
      relocate(plan, u, first, true, true)
    ) {
      return true;
    }
    if (plan.tourOf[u] === plan.tourOf[first]) return false;
    return twoOptStarReversed(plan, u, first) || twoOptStar(plan, u, first);
  }

  #emptyTour(): number {
    const plan = this.#tours;
    for (let r = 0; r < this.#problem.vehicleCount; r++) {
      if (plan.next[plan.first(r)] === plan.last(r)) return r;
    }
    return -1;
  }

  /** Tries SWAP* between all tours that come near each other. */
  #exchangeBetweenTours(): boolean {
    const plan = this.#tours;
    const { neighbours, near, count, vehicleCount } = this.#problem;
    const before = plan.changes;
    for (let u = 1; u <= count; u++) {
      for (let k = u * near; k < (u + 1) * near; k++) {
        const a = Math.min(plan.tourOf[u], plan.tourOf[neighbours[k]]);
        const b = Math.max(plan.tourOf[u], plan.tourOf[neighbours[k]]);
        const pair = a * vehicleCount + b;
        const since = this.#paired[pair];
        if (a === b || (plan.changed[a] <= since && plan.changed[b] <= since)) continue;
        this.#paired[pair] = plan.changes;
        this.#swapStar.improve(a, b);
      }
    }
    return plan.changes !== before;
  }
}
