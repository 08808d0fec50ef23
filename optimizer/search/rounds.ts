/**
 * When a search begins anew. Which vehicles make how many trips hardly changes any more once a plan has cooled, and two plans of
 * as many steps can be several per cent apart by that alone. Where there is time, a search is therefore spent in rounds that each heat
 * up and cool down; the last one goes on from the best plan of all.
 */
import { PARAMETERS } from './parameters.ts';

/** A round ends this close to its end, as a share of the budget. */
const CLOSE = 1e-9;

export class Rounds {
  #from = 0;
  #to = 1;
  #length = 1;
  /** Rounds that are over. */
  done = 0;

  /** Whether the present round is the last, as it is as long as nobody divides the budget. */
  get isLast(): boolean {
    return this.#to === 1;
  }

  /**
   * Divides the budget into rounds of `roundSteps` steps: at its present speed a thread would make `steps` in all of it. Once the first
   * round is over nothing is divided any more.
   */
  divide(steps: number, roundSteps: number = PARAMETERS.rounds.steps): void {
    if (this.done > 0) return;
    const count = Math.floor(((1 - PARAMETERS.rounds.lastShare) * steps) / roundSteps);
    this.#length = count < 2 ? 1 : (1 - PARAMETERS.rounds.lastShare) / count;
    this.#to = this.#length;
  }

  /** Whether at the share `spent` of the budget it is time for the next round. */
  isOver(spent: number): boolean {
    return !this.isLast && spent >= this.#to - CLOSE;
  }

  /** Begins the next round at the share `spent` of the budget. */
  begin(spent: number): void {
    this.done++;
    this.#from = spent;
    // What a round ran over its end is taken from the last one, but no round is cut short for it.
    const isRoom = spent + this.#length <= 1 - PARAMETERS.rounds.lastShare + this.#length / 4;
    this.#to = isRoom ? spent + this.#length : 1;
  }

  /** Share of the present round that is spent. */
  shareAt(spent: number): number {
    return (spent - this.#from) / (this.#to - this.#from);
  }

  /** Share of the budget up to which to search in one go, where the whole is best cut into `pieces`. */
  next(spent: number, pieces: number): number {
    const piece = this.isLast ? 1 / pieces : Math.min(1 / pieces, this.#length / PARAMETERS.rounds.pieces);
    return Math.min(this.#to, spent + piece);
  }
}
