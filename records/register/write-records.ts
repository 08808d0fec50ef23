import { isDeepStrictEqual } from 'node:util';
import { withoutBlanks } from '../../domain/register/blanks.ts';
import { FieldFault, NoSuchRecord, StaleRecord, StillInUse } from '../../domain/register/faults.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { type NewChange, recordChange, recordChanges } from '../changes/record-change.ts';
import type { AnyRecord, RegisterContext, SubjectRecords } from './subject-records.ts';

/** A busy machine takes its time. */
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

/** Who asks, of which town, on which day; see {@link RegisterContext}. */
export type Asking = Omit<RegisterContext, 'db'>;

/** One record that is to be changed, the version it was read at, and what of it. */
export interface ChangeOf<Change> {
  readonly id: string;
  readonly version: number;
  readonly fields: Change;
}

/**
 * Makes a record and its audit row.
 *
 * @throws FieldFault where a field cannot be kept, or the record would not be the viewer's
 */
export async function createRecord<View extends AnyRecord, New extends object>(
  prisma: PrismaClient,
  records: SubjectRecords<View, New, never>,
  asking: Asking,
  fields: New,
): Promise<View> {
  return await writing(prisma, async (db) => {
    const context = { ...asking, db };
    const id = await records.create(context, withoutBlanks(fields));
    const [after] = await records.read(context, 'edit', [id], asking.today);
    if (!after) throw new FieldFault(records.scopeField, 'not-yours');
    await recordChange(db, { ...auditRow(records, context, id), kind: 'created', after: told(records, after) });
    return after;
  });
}

/**
 * Changes records, each at the version it was read at, all or none; no field that differs, no change and no new version.
 *
 * @throws NoSuchRecord where one is not there or not the viewer's to change
 * @throws StaleRecord where somebody else changed one in between
 * @throws FieldFault where a field cannot be kept
 */
export async function changeRecords<View extends AnyRecord, Change extends object>(
  prisma: PrismaClient,
  records: SubjectRecords<View, never, Change>,
  asking: Asking,
  changes: readonly ChangeOf<Change>[],
): Promise<View[]> {
  return await writing(prisma, async (db) => {
    const context = { ...asking, db };
    const ids = changes.map(({ id }) => id);
    const before = await readAll(records, context, ids);
    // Always in the same order: two who change the same records wait for each other instead of for ever.
    for (const change of [...changes].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const known = before.get(change.id) ?? missing(change.id);
      const fields = differing(known, withoutBlanks(change.fields));
      if (!fields) {
        if (known.version !== change.version) throw new StaleRecord(change.id, change.version);
        continue;
      }
      await raiseVersion(db, records.table, change);
      await records.change(context, known, fields);
    }
    const after = await records.read(context, 'edit', ids, asking.today);
    if (after.length < before.size) throw new FieldFault(records.scopeField, 'not-yours');
    await recordChanges(
      db,
      after.map((view) => ({
        ...auditRow(records, context, view.id),
        kind: 'changed',
        before: told(records, before.get(view.id) ?? missing(view.id)),
        after: told(records, view),
      })),
    );
    return after;
  });
}

/**
 * Takes a record out of use, or back into it. What is so already stays as it is.
 *
 * @throws NoSuchRecord where it is not there or not the viewer's to change
 * @throws StillInUse where something active depends on it
 */
export async function setRecordActive<View extends AnyRecord>(
  prisma: PrismaClient,
  records: SubjectRecords<View, never, never>,
  asking: Asking,
  id: string,
  isActive: boolean,
): Promise<View> {
  return await writing(prisma, async (db) => {
    const context = { ...asking, db };
    // Whoever gives it something to depend on at this moment waits, or is waited for.
    await db.$queryRaw`SELECT "id" FROM ${Prisma.raw(`"${records.table}"`)} WHERE "id" = ${id}::uuid FOR UPDATE`;
    const before = (await readAll(records, context, [id])).get(id) ?? missing(id);
    if (before.isActive === isActive) return before;
    if (!isActive) {
      const by = Object.entries(await records.dependents(context, before)).filter(([, count]) => count > 0);
      if (by.length > 0) throw new StillInUse(Object.fromEntries(by));
    }
    await raiseVersion(db, records.table, before);
    if (records.setActive) await records.setActive(context, before, isActive);
    else {
      await db.$executeRaw`
        UPDATE ${Prisma.raw(`"${records.table}"`)} SET "isActive" = ${isActive} WHERE "id" = ${id}::uuid`;
    }
    await recordChange(db, {
      ...auditRow(records, context, id),
      kind: isActive ? 'restored' : 'archived',
      before: { isActive: before.isActive },
      after: { isActive },
    });
    return (await readAll(records, context, [id])).get(id) ?? missing(id);
  });
}

/** Of the fields given those that are not so already; `null` where all are. */
function differing<Fields extends object>(before: object, fields: Fields): Fields | null {
  const own = before as Readonly<Record<string, unknown>>;
  const different = Object.entries(fields).filter(([field, value]) => !isDeepStrictEqual(own[field], value));
  return different.length === 0 ? null : (Object.fromEntries(different) as Fields);
}

async function readAll<View extends AnyRecord>(
  records: Pick<SubjectRecords<View, never, never>, 'read'>,
  context: RegisterContext,
  ids: readonly string[],
): Promise<Map<string, View>> {
  const views = await records.read(context, 'edit', ids, context.today);
  const byId = new Map(views.map((view) => [view.id, view]));
  for (const id of ids) if (!byId.has(id)) missing(id);
  return byId;
}

function missing(id: string): never {
  throw new NoSuchRecord(id);
}

/** The one place where a version is compared: in the statement that raises it, so that nobody comes between. */
export async function raiseVersion(
  db: Prisma.TransactionClient,
  table: string,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const count = await db.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} SET "version" = "version" + 1 WHERE "id" = ${id}::uuid AND "version" = ${version}`;
  if (count === 0) throw new StaleRecord(id, version);
}

function auditRow(
  { subject }: Pick<SubjectRecords<AnyRecord, never, never>, 'subject'>,
  { townId, viewer }: RegisterContext,
  subjectId: string,
): Pick<NewChange, 'townId' | 'subject' | 'subjectId' | 'actorUserId'> {
  return { townId, subject, subjectId, actorUserId: viewer.id };
}

/** What the audit keeps of a view: the record's own fields. */
export function told<View extends AnyRecord>(
  { derived }: Pick<SubjectRecords<View, never, never>, 'derived'>,
  view: View,
): Record<string, unknown> {
  const hidden: ReadonlySet<string> = new Set(['id', 'version', ...derived]);
  return Object.fromEntries(Object.entries(view).filter(([field]) => !hidden.has(field)));
}

/** Runs a write as one transaction; a code that somebody else took at the same moment is a fault like one taken before. */
export async function writing<T>(
  prisma: PrismaClient,
  write: (db: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  try {
    return await prisma.$transaction(write, PATIENCE);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new FieldFault(fieldTaken(error), 'taken');
    }
    throw error;
  }
}

function fieldTaken(error: Prisma.PrismaClientKnownRequestError): string {
  const text = JSON.stringify(error.meta ?? {});
  return ['deviceId', 'number', 'startSecond', 'validFrom'].find((field) => text.includes(field)) ?? 'code';
}
