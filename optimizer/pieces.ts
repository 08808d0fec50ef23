/** Work in pieces: long preparations written as generators that pause often, so that whoever waits for them can end them. */

/** What a preparation is: it yields between pieces of a few milliseconds and returns what it made. */
export type Pieces<T> = Generator<void, T, void>;

/** The calling thread is given back this often. */
const SLICE_MILLISECONDS = 20;

/** Does all of it at once. */
export function atOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
  }
}

/**
 * Does the work in slices, giving the calling thread back between them; the first piece is always done.
 * @returns what it made, `null` when `isOver` said so before the end.
 */
export async function inSlices<T>(work: Pieces<T>, isOver: () => boolean): Promise<T | null> {
  let sliceStart = performance.now();
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
    if (isOver()) return null;
    if (performance.now() - sliceStart < SLICE_MILLISECONDS) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    sliceStart = performance.now();
  }
}
