/** The plans that are crossed: those that keep the loads and those that do not apart, chosen for price and for being different. */
import type { Random } from '../random.ts';
import { difference, type Individual } from './individual.ts';

/** Size after a selection, and how many may come on top before the next. */
const LEAST = 25;
const OFFSPRING = 40;
/** Best plans that survive whatever else counts. */
const ELITE = 4;
/** A plan is as different as it is, on average, from so many that are most like it. */
const CLOSEST = 5;

interface Member {
  readonly plan: Individual;
  /** How different it is from each other member of its half, least first. */
  readonly others: { readonly member: Member; readonly difference: number }[];
  rank: number;
}

export class Population {
  readonly #random: Random;
  #feasible: Member[] = [];
  #infeasible: Member[] = [];
  /** Price of a unit of excess load. */
  penaltyWeight: number;
  /** Cheapest plan that keeps the loads, of all ever added. */
  best: Individual | null = null;

  constructor(random: Random, penaltyWeight: number) {
    this.#random = random;
    this.penaltyWeight = penaltyWeight;
  }

  get size(): number {
    return this.#feasible.length + this.#infeasible.length;
  }

  clear(): void {
    this.#feasible = [];
    this.#infeasible = [];
  }

  /** Adds a plan. @returns whether it is the best so far. */
  add(plan: Individual): boolean {
    const half = plan.excess > 0 ? this.#infeasible : this.#feasible;
    const member: Member = { plan, others: [], rank: 0 };
    for (const other of half) {
      const apart = difference(plan, other.plan);
      insertSorted(member, other, apart);
      insertSorted(other, member, apart);
    }
    half.push(member);
    if (half.length > LEAST + OFFSPRING) this.#select(half);
    if (plan.excess > 0 || (this.best !== null && plan.ways >= this.best.ways - 1e-6)) return false;
    this.best = plan;
    return true;
  }

  /** A parent: the fitter of two members of chance. */
  parent(): Individual {
    const pick = (): Member => {
      const x = this.#random.below(this.size);
      return x < this.#feasible.length ? this.#feasible[x] : this.#infeasible[x - this.#feasible.length];
    };
    const one = pick();
    const other = pick();
    return (one.rank < other.rank ? one : other).plan;
  }

  /** Brings the members' fitness up to date; to be called before parents are drawn. */
  rank(): void {
    this.#rank(this.#feasible);
    this.#rank(this.#infeasible);
  }

  #price(member: Member): number {
    return member.plan.ways + this.penaltyWeight * member.plan.excess;
  }

  /** Fitness: place by price, and, less so the larger the half, place by difference (Vidal et al., 2012). */
  #rank(half: Member[]): void {
    if (half.length === 0) return;
    half.sort((a, b) => this.#price(a) - this.#price(b));
    const byDifference = half
      .map((member, place) => ({ member, place, apart: diversity(member) }))
      .sort((a, b) => b.apart - a.apart);
    const weight = Math.max(0, 1 - ELITE / half.length);
    const last = Math.max(1, half.length - 1);
    byDifference.forEach(({ member, place }, k) => {
      member.rank = half.length <= ELITE ? place / last : (place + weight * k) / last;
    });
  }

  /** Removes twins first, then the least fit, until `LEAST` are left. */
  #select(half: Member[]): void {
    while (half.length > LEAST) {
      this.#rank(half);
      let worst = -1;
      for (let x = half.length - 1; x > 0; x--) {
        if (worst >= 0 && isTwin(half[worst]) && !isTwin(half[x])) continue;
        const worse = worst < 0 || (isTwin(half[x]) && !isTwin(half[worst])) || half[x].rank > half[worst].rank;
        if (worse) worst = x;
      }
      const [gone] = half.splice(worst, 1);
      for (const { others } of half) {
        const at = others.findIndex((other) => other.member === gone);
        others.splice(at, 1);
      }
    }
  }
}

function isTwin(member: Member): boolean {
  return member.others.length > 0 && member.others[0].difference < 1e-9;
}

function diversity(member: Member): number {
  const close = member.others.slice(0, CLOSEST);
  return close.reduce((sum, other) => sum + other.difference, 0) / Math.max(1, close.length);
}

function insertSorted(member: Member, other: Member, apart: number): void {
  const { others } = member;
  let at = others.length;
  while (at > 0 && others[at - 1].difference > apart) at--;
  others.splice(at, 0, { member: other, difference: apart });
}
