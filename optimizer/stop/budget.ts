/** A stopping rule: how far a search has come within what it may use up. */
export interface Budget {
  /** Share of the budget used up, 0…1; 1 = stop. */
  spent(iterations: number): number;
}
