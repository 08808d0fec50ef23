/** What the fields of jobs, vehicles and disposals of VROOM's JSON have in common. */
import { type Fields, index, isGiven, list, ProblemError, whole } from '../fields.ts';

/** Refuses fields that would otherwise be passed over in silence. */
export function onlyKnown(fields: Fields, field: string, known: readonly string[]): void {
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) throw new ProblemError(`${field === '' ? name : `${field}.${name}`} is not taken.`);
  }
}

/** An id, a whole number, as text. */
export function vroomId(value: unknown, field: string): string {
  return String(whole(value, field, Number.MAX_SAFE_INTEGER));
}

/** An index into the matrix, for which VROOM also takes coordinates and this reader does not. */
export function place(value: unknown, field: string, locationCount: number): number {
  if (!isGiven(value)) throw new ProblemError(`${field} is missing; locations are given as indices into the matrix.`);
  return index(value, field, locationCount, 'rows of the matrix');
}

/** Skills as tags. */
export function readSkills(value: unknown, field: string): string[] {
  return list(value, field).map((each, k) => String(whole(each, `${field}[${k}]`, Number.MAX_SAFE_INTEGER)));
}
