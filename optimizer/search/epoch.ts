/** A stretch of search between two exchanges: how long it lasts and how the temperature falls meanwhile. */
import type { RuinRecreate } from './ruin-recreate.ts';

export interface EpochPlan {
  /** Temperatures at both ends, cost units; falls geometrically between, to 0 at once. */
  readonly hot: number;
  readonly cold: number;
  /** Ends after this many iterations or at this moment (`performance.now()`), whichever comes first. */
  readonly iterations: number;
  readonly deadline: number;
  /** Points a step takes out on average. */
  readonly averageRemoved: number;
  /** How much later than they may vehicles come home, as a share of their day. */
  readonly overrun: number;
  /** Whether serving what was left out more often counts before the price. */
  readonly favoursAbsent: boolean;
}

const STEPS_BETWEEN_LOOKS = 16;

/** Runs an epoch piece by piece; the caller decides between pieces whether to go on. */
export class Epoch {
  readonly #search: RuinRecreate;
  readonly #plan: EpochPlan;
  readonly #begin = performance.now();
  #done = 0;
  #temperature: number;
  /** Whether the budget of the epoch is used up. */
  over = false;

  constructor(search: RuinRecreate, plan: EpochPlan) {
    this.#search = search;
    this.#plan = plan;
    this.#temperature = plan.hot;
    search.averageRemoved = plan.averageRemoved;
    search.setOverrun(plan.overrun);
    search.favoursAbsent = plan.favoursAbsent;
    this.over = plan.iterations <= 0 || plan.deadline <= this.#begin;
  }

  /** A few steps. */
  advance(): void {
    const { hot, cold, iterations, deadline } = this.#plan;
    for (let k = 0; k < STEPS_BETWEEN_LOOKS; k++) this.#search.step(this.#temperature);
    this.#done += STEPS_BETWEEN_LOOKS;
    const bySteps = this.#done / iterations;
    const byTime =
      deadline === Number.POSITIVE_INFINITY ? 0 : (performance.now() - this.#begin) / (deadline - this.#begin);
    const share = Math.max(bySteps, byTime);
    this.over = share >= 1;
    this.#temperature = hot === 0 || cold === 0 ? hot : hot * (cold / hot) ** Math.min(1, share);
  }
}
