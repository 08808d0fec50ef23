/**
 * Hybrid genetic search (Vidal et al., 2012; Vidal, 2022): two plans are crossed, the child is cut into tours, improved by local search
 * and added to a population in which price and difference count. Loads may be exceeded on the way, at a price that adapts.
 */
import type { Random } from '../random.ts';
import { individual, type Individual } from './individual.ts';
import { LocalSearch } from './local-search.ts';
import type { PlainProblem } from './plain-problem.ts';
import { Population } from './population.ts';
import { splitSequence } from './split.ts';

/** Random plans that the population begins with. */
const FIRST_PLANS = 50;
/** Plans between two looks at how many keep the loads, the share wanted, and how the price of excess load then changes. */
const LOOK_EVERY = 100;
const WANTED_FEASIBLE = 0.2;
const DEARER = 1.2;
const CHEAPER = 0.85;
/** Half of the plans that exceed loads are improved once more at so many times the price. */
const REPAIR_RATE = 0.5;
const REPAIR_FACTOR = 10;
/** After so many plans without a better one the population begins anew. */
const MOST_IN_VAIN = 20_000;

export class GeneticSearch {
  readonly #problem: PlainProblem;
  readonly #random: Random;
  readonly #localSearch: LocalSearch;
  readonly #population: Population;
  #made = 0;
  #feasibleLately = 0;
  #inVain = 0;

  constructor(problem: PlainProblem, random: Random) {
    this.#problem = problem;
    this.#random = random;
    this.#localSearch = new LocalSearch(problem, random);
    const longest = problem.way.reduce((most, way) => Math.max(most, way), 0);
    const heaviest = problem.demand.reduce((most, load) => Math.max(most, load), 1);
    this.#population = new Population(random, Math.min(1000, Math.max(0.1, longest / heaviest)));
  }

  /** Price of the best plan's ways, `Infinity` while there is none that keeps the loads. */
  get cost(): number {
    return this.#population.best?.ways ?? Number.POSITIVE_INFINITY;
  }

  /** The best plan that keeps the loads, as lists of customers. */
  get best(): readonly (readonly number[])[] | null {
    return this.#population.best?.tours ?? null;
  }

  /** Adds a plan found elsewhere. */
  welcome(tours: readonly (readonly number[])[]): void {
    this.#population.add(individual(this.#problem, tours));
  }

  /** Makes one more plan. @returns whether the best got better. */
  step(): boolean {
    const population = this.#population;
    const first = population.size < FIRST_PLANS && this.#made < FIRST_PLANS;
    const sequence = first ? this.#randomSequence() : this.#child();
    this.#made++;
    const tours = splitSequence(this.#problem, sequence, population.penaltyWeight);
    const plan = individual(this.#problem, this.#localSearch.improve(tours, population.penaltyWeight));
    let better = population.add(plan);
    if (plan.excess === 0) this.#feasibleLately++;
    else if (this.#random.unit() < REPAIR_RATE) {
      const repaired = this.#localSearch.improve(plan.tours, population.penaltyWeight * REPAIR_FACTOR);
      const feasible = individual(this.#problem, repaired);
      if (feasible.excess === 0 && population.add(feasible)) better = true;
    }
    this.#inVain = better ? 0 : this.#inVain + 1;
    if (this.#made % LOOK_EVERY === 0) this.#adaptPenalty();
    if (this.#inVain >= MOST_IN_VAIN) this.#beginAnew();
    return better;
  }

  #adaptPenalty(): void {
    const share = this.#feasibleLately / LOOK_EVERY;
    this.#feasibleLately = 0;
    if (share < WANTED_FEASIBLE - 0.05) this.#population.penaltyWeight *= DEARER;
    else if (share > WANTED_FEASIBLE + 0.05) this.#population.penaltyWeight *= CHEAPER;
  }

  #beginAnew(): void {
    this.#population.clear();
    this.#made = 0;
    this.#feasibleLately = 0;
    this.#inVain = 0;
  }

  #randomSequence(): Int32Array {
    const sequence = Int32Array.from({ length: this.#problem.count }, (_, k) => k + 1);
    this.#random.shuffle(sequence);
    return sequence;
  }

  /** Ordered crossover: a stretch of one parent in its places, the rest in the order of the other. */
  #child(): Int32Array {
    this.#population.rank();
    const one: Individual = this.#population.parent();
    const other: Individual = this.#population.parent();
    const { count } = this.#problem;
    const from = this.#random.below(count);
    const to = this.#random.below(count);
    const child = new Int32Array(count);
    const taken = new Uint8Array(count + 1);
    let at = from;
    for (;;) {
      child[at] = one.sequence[at];
      taken[child[at]] = 1;
      if (at === to) break;
      at = (at + 1) % count;
    }
    for (let k = 1; k <= count; k++) {
      const customer = other.sequence[(to + k) % count];
      if (taken[customer] === 1) continue;
      at = (at + 1) % count;
      child[at] = customer;
    }
    return child;
  }
}
