import type { Budget } from './budget.ts';

/** Stops when the first of several budgets is used up. */
export class AnyBudget implements Budget {
  readonly #budgets: readonly Budget[];

  constructor(budgets: readonly Budget[]) {
    this.#budgets = budgets;
  }

  spent(iterations: number): number {
    let most = 0;
    for (const budget of this.#budgets) most = Math.max(most, budget.spent(iterations));
    return most;
  }
}
