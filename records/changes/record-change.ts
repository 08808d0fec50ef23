import { isDeepStrictEqual } from 'node:util';
import type { ChangeKind, ChangeSubject } from '../../domain/changes.ts';
import { Prisma } from '../../prisma/client/client.ts';

/** A record's fields as JSON can say them; dates and decimals are written as text. */
export type ChangedFields = Readonly<Record<string, unknown>>;

export interface NewChange {
  /** Null for what belongs to no town. */
  readonly townId: string | null;
  readonly subject: ChangeSubject;
  readonly subjectId: string;
  /** The account that did it; null: the program itself, or a command on the machine. */
  readonly actorUserId: string | null;
  readonly kind: ChangeKind;
  /** The record before and after, whole or in part: only fields that differ are kept. */
  readonly before?: ChangedFields | null;
  readonly after?: ChangedFields | null;
  readonly note?: string | null;
  /** The import of a spreadsheet that it came with: what it changed can be undone as one. */
  readonly importId?: string;
}

/**
 * Writes what was changed into the audit. Every write to the town's records calls it in its own transaction, so that there is no
 * change without its row and no row without its change.
 *
 * ```ts
 * await prisma.$transaction(async (transaction) => {
 *   const before = await transaction.truck.findUniqueOrThrow({ where: { id } });
 *   const after = await transaction.truck.update({ where: { id }, data });
 *   await recordChange(transaction, { townId, subject: 'trucks', subjectId: id, actorUserId: viewer.id, kind: 'changed', before, after });
 * });
 * ```
 *
 * @returns whether there was anything to write: `changed` without a difference leaves no row
 */
export async function recordChange(transaction: Prisma.TransactionClient, change: NewChange): Promise<boolean> {
  return (await recordChanges(transaction, [change])) === 1;
}

/** As {@link recordChange}, for many at once. @returns how many rows were written */
export async function recordChanges(
  transaction: Prisma.TransactionClient,
  changes: readonly NewChange[],
): Promise<number> {
  const data = changes.flatMap((change) => rowOf(change) ?? []);
  if (data.length > 0) await transaction.change.createMany({ data });
  return data.length;
}

function rowOf(change: NewChange): Prisma.ChangeCreateManyInput | null {
  const { before, after } = differing(asJson(change.before), asJson(change.after));
  if (change.kind === 'changed' && Object.keys({ ...before, ...after }).length === 0) return null;
  const { townId, subject, subjectId, actorUserId, kind, note = null, importId = null } = change;
  return {
    townId,
    subject,
    subjectId,
    actorUserId,
    kind,
    note,
    importId,
    before: before ?? Prisma.DbNull,
    after: after ?? Prisma.DbNull,
  };
}

type JsonFields = Readonly<Record<string, Prisma.InputJsonValue | null>>;

function asJson(fields: ChangedFields | null | undefined): JsonFields | null {
  return fields ? (JSON.parse(JSON.stringify(fields)) as JsonFields) : null;
}

/** When a row was last touched is told by the audit itself. */
const NOT_TOLD: ReadonlySet<string> = new Set(['updatedAt', 'version']);

/** Of two states the fields that differ; of one alone all of it. */
function differing(before: JsonFields | null, after: JsonFields | null) {
  const isTold = (field: string): boolean =>
    !NOT_TOLD.has(field) && !(before && after && isDeepStrictEqual(before[field], after[field]));
  const pick = (fields: JsonFields | null) =>
    fields && Object.fromEntries(Object.entries(fields).filter(([field]) => isTold(field)));
  return { before: pick(before), after: pick(after) };
}
