/** Where one can go back to. */
export interface Mark {
  /** How many fixes had been gone through. */
  readonly fixes: number;
  /** When the last of them was; in milliseconds since 1970. */
  readonly at: number;
}

/** So many are kept before they are thinned out. */
const MOST = 128;
/** What lies between two marks is no more than this share of what came since, so that going back costs little more than what it goes back over. */
const GAP_SHARE = 1 / 4;

/** Places along a day that can be gone back to: close together for what was just now, far apart for what is long ago. */
export class Marks<M extends Mark> {
  #marks: M[];

  /** @param beginning where nothing had been gone through, which stays */
  constructor(beginning: M) {
    this.#marks = [beginning];
  }

  get size(): number {
    return this.#marks.length;
  }

  /** @param mark further on than all that are kept */
  add(mark: M): void {
    this.#marks.push(mark);
    if (this.#marks.length > MOST) this.#marks = thinned(this.#marks, mark.fixes);
  }

  /** The last one that is earlier than an instant; those after it are given up. */
  before(instant: number): M {
    while (this.#marks.length > 1 && (this.#marks.at(-1)?.at ?? 0) >= instant) this.#marks.pop();
    return this.#marks.at(-1) as M;
  }
}

function thinned<M extends Mark>(marks: readonly M[], now: number): M[] {
  const kept: M[] = [];
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const [mark, older, younger] = [marks[index], marks[index - 1], kept.at(-1)];
    if (!mark) continue;
    const isGap = !older || !younger || younger.fixes - older.fixes > (now - older.fixes) * GAP_SHARE;
    if (isGap) kept.push(mark);
  }
  return kept.reverse();
}
