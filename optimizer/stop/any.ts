import type { Budget } from './budget.ts';

/** Stops when the first of several budgets is used up. */
export class AnyBudget implements Budget {
  readonly epochs: number;
  readonly #budgets: readonly Budget[];

  constructor(budgets: readonly Budget[]) {
    this.#budgets = budgets;
    this.epochs = Math.max(...budgets.map((budget) => budget.epochs));
  }

  spent(iterations: number): number {
    return Math.max(...this.#budgets.map((budget) => budget.spent(iterations)));
  }

  iterationsUntil(share: number, iterations: number): number {
    return Math.min(...this.#budgets.map((budget) => budget.iterationsUntil(share, iterations)));
  }

  deadlineOf(share: number): number {
    return Math.min(...this.#budgets.map((budget) => budget.deadlineOf(share)));
  }
}
