/** For every point the points nearest to it, nearest first. */
import { atOnce, type Pieces } from '../pieces.ts';
import type { Model } from './model.ts';

export interface Neighbours {
  /** How many are kept of each point. */
  readonly count: number;
  /** Neighbours of point p from `p * count`. */
  readonly list: Int32Array;
}

/** The `most` nearest points of each point by seconds there and back; the point itself comes first. */
export function nearestPoints(model: Model, most: number): Neighbours {
  return atOnce(nearestPieces(model, most));
}

/** The same in pieces. */
export function* nearestPieces(model: Model, most: number): Pieces<Neighbours> {
  const { pointCount, nodeCount, seconds, secondsInto } = model;
  const count = Math.min(most, pointCount);
  const list = new Int32Array(new SharedArrayBuffer(4 * pointCount * count));
  // Distance and index share one number, so that a plain numeric sort orders by distance and remembers the point.
  const keys = new Float64Array(pointCount);
  for (let p = 0; p < pointCount; p++) {
    const row = p * nodeCount;
    for (let q = 0; q < pointCount; q++) keys[q] = (seconds[row + q] + secondsInto[row + q] + 1) * 65536 + q;
    keys[p] = p;
    if (count < pointCount) selectSmallest(keys, count);
    const nearest = keys.subarray(0, count).sort();
    for (let k = 0; k < count; k++) list[p * count + k] = nearest[k] % 65536;
    yield;
  }
  return { count, list };
}

/** Hoare's selection: brings the `count` smallest keys to the front, in any order. */
function selectSmallest(keys: Float64Array, count: number): void {
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const pivot = keys[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const swap = keys[i];
        keys[i] = keys[j];
        keys[j] = swap;
        i++;
        j--;
      }
    }
    if (count - 1 <= j) high = j;
    else if (count - 1 >= i) low = i;
    else return;
  }
}
