/**
 * Checks of shape for everything that comes from outside, before anything trusts its types. Each gives the value with its type or
 * throws a `ProblemError`: a sentence that begins with the field's path where its author finds it, in the file or the problem.
 */
import { type TimeWindow, UNREACHABLE } from './problem.ts';

/** A problem that cannot be planned as stated; `message` is a sentence naming the field. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
}

/** More would need matrices beyond any memory this solver is meant for. */
export const MAX_LOCATIONS = 20_000;
/** Most points, and most vehicles: as many as there may be locations. */
export const MAX_ENTRIES = 20_000;
/** Times and single legs stay below this (over three years in seconds), so that sums fit into 32 bits. */
export const MAX_SECONDS = 100_000_000;
export const MAX_AMOUNT = 1_000_000_000;
/** Sites are held as bits of one integer in the search. */
export const MAX_SITES = 31;
export const MAX_DIMENSIONS = 8;

const LONGEST_SHOWN = 40;

/** An object whose fields are still to be checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** How a value is shown in a sentence: short, whatever it is. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** Says what a field must be instead. @throws ProblemError always. */
export function refuse(value: unknown, field: string, must: string): never {
  throw new ProblemError(`${field} is ${value === undefined ? 'missing' : shown(value)}; it must be ${must}.`);
}

/** Whether an optional field is there; `null` says no as clearly as nothing at all. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function object(value: unknown, field: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(value, field, 'an object');
  return value as Fields;
}

/** A list of at most `most` entries. */
export function list(value: unknown, field: string, most = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new ProblemError(
      value === undefined ? `${field} is missing or is not a list.` : `${field} is ${shown(value)}; it must be a list.`,
    );
  }
  if (value.length > most) {
    throw new ProblemError(`${field} has ${value.length} entries; at most ${most} can be planned at once.`);
  }
  // What was never put in is passed over by loops over entries, and would not be judged.
  const gap = value.findIndex((each) => each === undefined);
  if (gap >= 0) throw new ProblemError(`${field}[${gap}] is missing.`);
  return value;
}

/** A whole number from `least` to `most`. */
export function whole(value: unknown, field: string, most: number, least = 0): number {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    return refuse(value, field, `a whole number between ${least} and ${most}`);
  }
  return value as number;
}

/** Any number from 0 to `most`. */
export function amount(value: unknown, field: string, most = MAX_AMOUNT): number {
  if (!Number.isFinite(value) || (value as number) < 0 || (value as number) > most) {
    return refuse(value, field, `a number between 0 and ${most}`);
  }
  return value as number;
}

/** An index into a list of `count` things. */
export function index(value: unknown, field: string, count: number, of: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= count) {
    return refuse(value, field, `the index of one of the ${count} ${of}`);
  }
  return value as number;
}

export function text(value: unknown, field: string): string {
  return typeof value === 'string' ? value : refuse(value, field, 'a text');
}

export function texts(value: unknown, field: string): string[] {
  return list(value, field).map((each, k) => text(each, `${field}[${k}]`));
}

/** An id, which may be a text or a number, as text. */
export function id(value: unknown, field: string): string {
  if (typeof value !== 'string' && !Number.isFinite(value)) return refuse(value, field, 'a text or a number');
  return String(value);
}

/** Whether a list of amounts is there and holds any: an empty one says as little as none. */
export function hasAmounts(value: unknown): boolean {
  return isGiven(value) && !(Array.isArray(value) && value.length === 0);
}

/** Whole amounts, one for each of `dimensions`. */
export function amounts(value: unknown, field: string, dimensions: number): number[] {
  if (!Array.isArray(value) || value.length !== dimensions) {
    throw new ProblemError(`${field} must hold ${dimensions} amounts, one for each of the dimensions.`);
  }
  return list(value, field).map((each, d) => whole(each, `${field}[${d}]`, MAX_AMOUNT));
}

/** A pair of moments, the second not before the first, as seconds after `origin`. */
export function timeWindow(value: unknown, field: string, origin = 0): TimeWindow {
  if (!Array.isArray(value) || value.length !== 2) return refuse(value, field, 'a pair of seconds, [opens, closes]');
  const opens = whole(value[0], `${field}[0]`, origin + MAX_SECONDS, origin);
  const closes = whole(value[1], `${field}[1]`, origin + MAX_SECONDS, origin);
  if (closes < opens) throw new ProblemError(`${field} ends at ${closes} before it starts at ${opens}.`);
  return [opens - origin, closes - origin];
}

/** Windows that follow one another without touching, as seconds after `origin`. */
export function timeWindows(value: unknown, field: string, origin = 0): TimeWindow[] {
  const windows = list(value, field).map((each, k) => timeWindow(each, `${field}[${k}]`, origin));
  for (let k = 1; k < windows.length; k++) {
    if (windows[k][0] > windows[k - 1][1]) continue;
    throw new ProblemError(`${field}[${k}] starts at ${windows[k][0] + origin}, not after the window before it ends.`);
  }
  return windows;
}

/** Refuses the second of two entries with the same id; `field` says where the id of entry `k` stands. */
export function noneTwice(ids: readonly string[], field: (k: number) => string): void {
  const seen = new Map<string, number>();
  ids.forEach((each, k) => {
    const first = seen.get(each);
    if (first !== undefined) throw new ProblemError(`${field(k)} is ${shown(each)}, which ${field(first)} is already.`);
    seen.set(each, k);
  });
}

/** Whether a cell of a matrix is a leg that can be summed up, or says that there is no way. */
export function isCell(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= UNREACHABLE && (value as number) <= MAX_SECONDS;
}

/** What a cell must be, for sentences. */
export const CELL = `a whole number between 0 and ${MAX_SECONDS}, or ${UNREACHABLE} for no way`;

/** The number of rows of a matrix, before anything of its size is made. */
export function matrixSize(rows: unknown, field: string): number {
  const { length } = list(rows, field);
  if (length < 1 || length > MAX_LOCATIONS) {
    throw new ProblemError(`${field} has ${length} rows; 1 to ${MAX_LOCATIONS} locations can be planned at once.`);
  }
  return length;
}

/** A square matrix of `size` rows, in rows one after another. Cells are judged before they are stored, where they would wrap. */
export function matrix(rows: unknown, field: string, size: number): Int32Array {
  const all = list(rows, field);
  if (all.length !== size) throw new ProblemError(`${field} has ${all.length} rows; it must have ${size}.`);
  // All rows before the first cell: a list of the wrong length is not worth the memory.
  all.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== size) {
      throw new ProblemError(`${field}[${i}] must be a list of ${size} numbers.`);
    }
  });
  const cells = new Int32Array(size * size);
  (all as readonly (readonly unknown[])[]).forEach((row, i) => {
    for (let j = 0; j < size; j++) {
      const cell = row[j];
      cells[i * size + j] = isCell(cell) ? cell : refuse(cell, `${field}[${i}][${j}]`, CELL);
    }
  });
  return cells;
}
