/** A stopping rule: how much of what a search may use up is gone, and how far it may go until a given share is. */
export interface Budget {
  /** Share of the budget used up, 0…1; 1 = stop. */
  spent(iterations: number): number;
  /** Iterations left until `share` is used up, `Infinity` where they do not count. */
  iterationsUntil(share: number, iterations: number): number;
  /** Moment (`performance.now()` of this thread) at which `share` is used up, `Infinity` where time does not count. */
  deadlineOf(share: number): number;
  /** How many pieces the search is best cut into between exchanges. */
  readonly epochs: number;
}
