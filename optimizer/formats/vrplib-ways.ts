/** The lengths of a VRPLIB file, from coordinates or written out. */
import { isCell, MAX_SECONDS, ProblemError } from '../fields.ts';

/** How lengths follow from coordinates; `EXPLICIT` stands for a file that lists them. */
export const WAYS_BETWEEN: Readonly<Record<string, (dx: number, dy: number) => number>> = {
  EUC_2D: (dx, dy) => Math.floor(Math.hypot(dx, dy) + 0.5),
  CEIL_2D: (dx, dy) => Math.ceil(Math.hypot(dx, dy) - 1e-9),
  FLOOR_2D: (dx, dy) => Math.floor(Math.hypot(dx, dy) + 1e-9),
  MAN_2D: (dx, dy) => Math.floor(Math.abs(dx) + Math.abs(dy) + 0.5),
  MAX_2D: (dx, dy) => Math.max(Math.floor(Math.abs(dx) + 0.5), Math.floor(Math.abs(dy) + 0.5)),
};

/** Cells of a matrix in the order in which a format lists them. */
const CELLS: Readonly<Record<string, (count: number) => Generator<readonly [number, number], void, void>>> = {
  *FULL_MATRIX(count) {
    for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) yield [i, j];
  },
  *UPPER_ROW(count) {
    for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) yield [i, j];
  },
  *LOWER_ROW(count) {
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) yield [i, j];
  },
  *UPPER_DIAG_ROW(count) {
    for (let i = 0; i < count; i++) for (let j = i; j < count; j++) yield [i, j];
  },
  *LOWER_DIAG_ROW(count) {
    for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) yield [i, j];
  },
  *UPPER_COL(count) {
    for (let j = 0; j < count; j++) for (let i = 0; i < j; i++) yield [i, j];
  },
  *LOWER_COL(count) {
    for (let j = 0; j < count; j++) for (let i = j + 1; i < count; i++) yield [i, j];
  },
};

/** Lengths between points of the plane, as `type` has them. @throws ProblemError where two are too far apart. */
export function waysBetween(type: string, places: readonly (readonly number[])[], scale: number): Int32Array {
  const count = places.length;
  const way = WAYS_BETWEEN[type];
  const ways = new Int32Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const leg = scale * way(places[i][0] - places[j][0], places[i][1] - places[j][1]);
      if (!(leg <= MAX_SECONDS)) {
        throw new ProblemError(
          `NODE_COORD_SECTION has nodes ${i + 1} and ${j + 1} at a distance of ${leg}; at most ${MAX_SECONDS} is taken.`,
        );
      }
      ways[i * count + j] = leg;
    }
  }
  return ways;
}

/** Lengths as `numbers` list them in `format`; half a matrix stands for both halves. @throws ProblemError where they do not fit. */
export function waysListed(format: string, numbers: readonly number[], count: number, scale: number): Int32Array {
  const cells = Object.hasOwn(CELLS, format) ? CELLS[format] : undefined;
  if (cells === undefined) {
    const known = Object.keys(CELLS).join(', ');
    throw new ProblemError(`EDGE_WEIGHT_FORMAT is ${format || 'missing'}; it must be one of ${known}.`);
  }
  const ways = new Int32Array(count * count);
  let k = 0;
  for (const [i, j] of cells(count)) {
    const leg = Math.round(scale * numbers[k++]);
    if (k > numbers.length) break;
    if (!isCell(leg)) {
      throw new ProblemError(
        `EDGE_WEIGHT_SECTION has ${leg} between nodes ${i + 1} and ${j + 1}; it must be between 0 and ${MAX_SECONDS}, or -1 for no way.`,
      );
    }
    ways[i * count + j] = leg;
    if (format !== 'FULL_MATRIX') ways[j * count + i] = leg;
  }
  if (k !== numbers.length) {
    throw new ProblemError(
      `EDGE_WEIGHT_SECTION has ${numbers.length} numbers, which is not what ${format} needs for ${count} nodes.`,
    );
  }
  // A node's way to itself may be written as anything, often as a very large number.
  for (let i = 0; i < count; i++) ways[i * count + i] = 0;
  return ways;
}
