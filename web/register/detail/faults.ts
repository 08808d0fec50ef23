import { ApiProblem, messageOf } from '../../ui/api/problem.ts';
import { type RegisterRecord, registerRecordSchema } from '../record.ts';
import { changeViewSchema, type ChangeView } from '../../../domain/changes.ts';
import { z } from 'zod';

/** What the server said of a write: of single fields, and of the whole. */
export interface Faults {
  readonly fields: Readonly<Record<string, string>>;
  /** What belongs to no field shown; `null` where everything does. */
  readonly whole: string | null;
}

/** Puts each fault of an answer to the field it is of, by the name of the field in its path. */
export function faultsOf(error: unknown, names: readonly string[]): Faults {
  const errors = error instanceof ApiProblem ? (error.body?.errors ?? []) : [];
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { path, message } of errors) {
    const name = path.split('.').find((part) => names.includes(part));
    if (name === undefined) rest.push(message);
    else fields[name] = fields[name] === undefined ? message : `${fields[name]} ${message}`;
  }
  if (errors.length === 0) return { fields, whole: messageOf(error) };
  return { fields, whole: rest.length === 0 ? null : rest.join(' ') };
}

/** What somebody else made of a record in between. */
export interface Stale {
  readonly current: RegisterRecord;
  readonly changes: readonly ChangeView[];
}

/** What a 412 says of the record as it is now; `null` for any other error. */
export function staleOf(error: unknown): Stale | null {
  if (!(error instanceof ApiProblem) || error.status !== 412) return null;
  const current = registerRecordSchema.safeParse(error.body?.['current']);
  const changes = z.array(changeViewSchema).safeParse(error.body?.['changes']);
  return current.success ? { current: current.data, changes: changes.data ?? [] } : null;
}

/** The fields in which two states of a record differ. */
export function differing(base: RegisterRecord, current: RegisterRecord, names: readonly string[]): readonly string[] {
  return names.filter((name) => JSON.stringify(base[name] ?? null) !== JSON.stringify(current[name] ?? null));
}
