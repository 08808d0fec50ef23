/**
 * Arithmetic of a stretch of stops whose beginning is still open: how long it takes and when it may begin, kept up in constant
 * time a stop (Vidal et al., 2013). A node's windows count as one, from the first opening to the last closing.
 */
import type { Model } from '../model/model.ts';

export class Stretch {
  readonly #model: Model;
  readonly #longestWait: number;
  /** Its last node, −1 = empty. */
  last = -1;
  /** Driving between its nodes, seconds. */
  driving = 0;
  #duration = 0;
  #earliest = 0;
  #latest = 0;

  /** A stretch that takes no node for which it would have to wait longer than `longestWaitSeconds`. */
  constructor(model: Model, longestWaitSeconds: number) {
    this.#model = model;
    this.#longestWait = longestWaitSeconds;
  }

  clear(): void {
    this.last = -1;
    this.driving = 0;
  }

  /** Goes on to `node`. @returns false, and stays as it is, when the windows do not allow it. */
  take(node: number): boolean {
    const { nodeCount, seconds, service, opens, closes } = this.#model;
    if (this.last < 0) {
      this.#duration = service[node];
      this.#earliest = opens[node];
      this.#latest = closes[node];
      this.last = node;
      return true;
    }
    const leg = seconds[this.last * nodeCount + node];
    const shift = this.#duration + leg;
    const wait = Math.max(0, opens[node] - shift - this.#latest);
    if (wait > this.#longestWait || this.#earliest + shift > closes[node]) return false;
    this.#earliest = Math.max(opens[node] - shift - wait, this.#earliest);
    this.#latest = Math.min(closes[node] - shift - wait, this.#latest);
    this.#duration = shift + wait + service[node];
    this.driving += leg;
    this.last = node;
    return true;
  }
}
