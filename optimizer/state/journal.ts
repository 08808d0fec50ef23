/** Remembers routes before an iteration changes them, so that a rejected change can be undone at the price of what it touched. */
import type { Routes } from './routes.ts';

export class Journal {
  readonly #routes: Routes;
  readonly #sequence: Int32Array;
  readonly #length: Int32Array;
  readonly #stamp: Int32Array;
  #now = 0;
  /** Routes written down since `open`. */
  readonly touched: Int32Array;
  touchedCount = 0;
  /** Where each of them begins to differ from what was written down. */
  readonly #from: Int32Array;

  constructor(routes: Routes) {
    const count = routes.model.vehicleCount;
    this.#routes = routes;
    this.#sequence = new Int32Array(routes.sequence.length);
    this.#length = new Int32Array(count);
    this.#stamp = new Int32Array(count);
    this.touched = new Int32Array(count);
    this.#from = new Int32Array(count);
  }

  /** Starts a new page. */
  open(): void {
    this.#now++;
    this.touchedCount = 0;
  }

  /** Writes down route `r` unless it already is; call before changing it. */
  note(r: number): void {
    if (this.#stamp[r] === this.#now) return;
    this.#stamp[r] = this.#now;
    this.touched[this.touchedCount++] = r;
    const { sequence, length, stride } = this.#routes;
    const base = r * stride;
    const end = base + length[r];
    for (let i = base; i < end; i++) this.#sequence[i] = sequence[i];
    this.#length[r] = length[r];
  }

  /** Puts every noted route back as it was. */
  undo(): void {
    const routes = this.#routes;
    const { sequence, length, stride, model } = routes;
    for (let x = 0; x < this.touchedCount; x++) {
      const base = this.touched[x] * stride;
      const end = base + length[this.touched[x]] - 1;
      const first = this.#firstChanged(this.touched[x]);
      for (let i = base + first; i < end; i++) if (sequence[i] < model.pointCount) routes.markUnserved(sequence[i]);
      this.#from[x] = first;
    }
    for (let x = 0; x < this.touchedCount; x++) {
      const r = this.touched[x];
      const base = r * stride;
      const end = base + this.#length[r];
      for (let i = base + this.#from[x]; i < end; i++) {
        const node = this.#sequence[i];
        sequence[i] = node;
        if (node < model.pointCount) routes.markServed(node);
      }
      length[r] = this.#length[r];
      routes.refresh(r, this.#from[x]);
    }
  }

  /** First position at which route `r` is not what it was; its end where all the others are. */
  #firstChanged(r: number): number {
    const { sequence, length, stride } = this.#routes;
    const base = r * stride;
    const end = base + Math.min(length[r], this.#length[r]) - 1;
    let i = base + 1;
    while (i < end && sequence[i] === this.#sequence[i]) i++;
    return i - base;
  }
}
