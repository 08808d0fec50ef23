import { v7 as uuid } from 'uuid';
import { isWholeFileFault } from '../../domain/area-files/fault-messages.ts';
import type { SourceFile } from '../../domain/area-files/source-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import { withoutBlanks } from '../../domain/register/blanks.ts';
import { compareSheet, type SheetDifference } from '../../domain/sheets/preview.ts';
import type { ReadSheet } from '../../domain/sheets/read-sheet.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import type { RecordFields } from '../../domain/sheets/values.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange, recordChanges } from '../changes/record-change.ts';
import { namesOf } from '../people/names.ts';
import { applySheet, RowsRefused, setActive } from './apply-sheet.ts';
import { readKept, readMany, readReferences, readUnitFinder } from './sheet-context.ts';
import { type AnySheetRecord, SHEET_RECORDS } from './sheet-records.ts';
import type { RegisterContext } from './subject-records.ts';
import { raiseVersion, told } from './write-records.ts';

const PATIENCE = { timeout: 300_000, maxWait: 15_000 };
/** So many rows are written for trial by a preview: what only the writing finds is told before. */
const TRIED_AT_MOST = 500;

export interface SheetToImport {
  readonly subject: SheetSubject;
  readonly file: SourceFile;
  readonly sheet: ReadSheet;
  /** Records that no row names are archived. */
  readonly archiveMissing: boolean;
}

/** What the import of a spreadsheet would do: nothing is kept of it. */
export async function previewSheet(
  prisma: PrismaClient,
  context: RegisterContext,
  sheet: SheetToImport,
): Promise<SheetDifference> {
  const difference = await compare(context, sheet);
  const { added, changed, archived } = difference;
  if (added.length + changed.length + archived.length > TRIED_AT_MOST) return difference;
  const refused = await trialFaults(prisma, context, sheet, difference);
  return { ...withoutLines(difference, refused), faults: [...difference.faults, ...refused] };
}

async function trialFaults(
  prisma: PrismaClient,
  context: RegisterContext,
  { subject, file }: SheetToImport,
  difference: SheetDifference,
): Promise<readonly ImportFault[]> {
  try {
    await prisma.$transaction(async (db) => {
      await applySheet({ ...context, db }, subject, file, difference, uuid());
      throw new OnlyTried();
    }, PATIENCE);
    return [];
  } catch (error) {
    if (error instanceof OnlyTried) return [];
    if (error instanceof RowsRefused) return error.faults;
    throw error;
  }
}

/** Ends a transaction of which nothing is to stay. */
class OnlyTried extends Error {
  override readonly name = 'OnlyTried';
}

function withoutLines(difference: SheetDifference, faults: readonly ImportFault[]): SheetDifference {
  const lines = new Set(faults.map(({ line }) => line));
  const isRight = ({ line }: { readonly line: number }) => !lines.has(line);
  return { ...difference, added: difference.added.filter(isRight), changed: difference.changed.filter(isRight) };
}

export interface KeptImport {
  readonly id: string;
  readonly difference: SheetDifference;
  readonly records: readonly AnySheetRecord[];
}

/**
 * Takes a spreadsheet into the register, all of it in one transaction.
 *
 * @param leavesOutFaulty rows with faults are left out; else one of them refuses the whole
 * @throws RowsRefused
 */
export async function importSheet(
  prisma: PrismaClient,
  context: RegisterContext,
  sheet: SheetToImport,
  leavesOutFaulty: boolean,
): Promise<KeptImport> {
  const { subject, file } = sheet;
  const id = uuid();
  const isRefusing = !leavesOutFaulty;
  return await prisma.$transaction(async (db) => {
    const inTransaction = { ...context, db };
    const difference = await compare(inTransaction, sheet);
    // Leaving out rows does not mend a column that is missing or stands there twice.
    const isRefused = isRefusing ? difference.faults.length > 0 : difference.faults.some(isWholeFileFault);
    if (isRefused) throw new RowsRefused(difference.faults);
    const counts = countsOf(difference);
    const { townId, viewer } = context;
    const importedBy = viewer.id;
    await db.registerImport.create({ data: { id, townId, subject, fileName: file.name, counts, importedBy } });
    const records = await applySheet(inTransaction, subject, file, difference, id);
    const told = { townId, subject: 'imports', subjectId: id, actorUserId: importedBy, kind: 'imported' } as const;
    await recordChange(db, { ...told, after: { subject, fileName: file.name, ...counts } });
    return { id, difference, records };
  }, PATIENCE);
}

export function countsOf({ added, changed, archived, unchanged, faults }: SheetDifference) {
  return {
    added: added.length,
    changed: changed.length,
    archived: archived.length,
    unchanged,
    refused: new Set(faults.map(({ line }) => line)).size,
  };
}

async function compare(context: RegisterContext, { subject, file, sheet, archiveMissing }: SheetToImport) {
  const kept = await readKept(context, subject);
  const references = await readReferences(context);
  const unitAt = await readUnitFinder(context);
  const spared = archiveMissing ? sheet.faultyKeys : null;
  const difference = compareSheet({ subject, file, rows: sheet.rows, kept, references, unitAt, spared });
  return { ...difference, faults: [...sheet.faults, ...difference.faults] };
}

/** The last imports of spreadsheets into a town, the newest first. */
export async function listSheetImports(prisma: PrismaClient, townId: string, subjects: readonly SheetSubject[]) {
  const rows = await prisma.registerImport.findMany({
    where: { townId, subject: { in: [...subjects] } },
    orderBy: { importedAt: 'desc' },
    take: 50,
  });
  const names = await namesOf(
    prisma,
    rows.flatMap(({ importedBy, undoneBy }) => [importedBy, undoneBy]),
  );
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject as SheetSubject,
    fileName: row.fileName,
    counts: row.counts as Record<string, number>,
    importedAt: row.importedAt.toISOString(),
    importedBy: row.importedBy === null ? null : (names.get(row.importedBy) ?? row.importedBy),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }));
}

/** An import cannot be undone: what it wrote was changed or used since. */
export class BuiltUpon extends Error {
  override readonly name = 'BuiltUpon';
  /** How many of its records were. */
  readonly count: number;

  constructor(count: number) {
    super(`${count} records of the import were changed or used since`);
    this.count = count;
  }
}

/**
 * Undoes an import: changed records get back what they were, new ones are archived, archived ones are taken up again.
 *
 * @returns the records written, or null when there is no such import, it is undone already, or not the viewer's to undo
 * @throws BuiltUpon
 */
export async function undoSheetImport(
  prisma: PrismaClient,
  context: RegisterContext,
  id: string,
): Promise<{ subject: SheetSubject; records: readonly AnySheetRecord[] } | null> {
  return await prisma.$transaction(async (db) => {
    const { townId, viewer } = context;
    // Who undoes it at the same moment finds it undone.
    const marked = await db.registerImport.updateMany({
      where: { id, townId, undoneAt: null },
      data: { undoneAt: new Date(), undoneBy: viewer.id },
    });
    if (marked.count === 0) return null;
    const { subject: named, fileName } = await db.registerImport.findUniqueOrThrow({ where: { id } });
    const subject = named as SheetSubject;
    const inTransaction = { ...context, db };
    const changes = await db.change.findMany({ where: { importId: id }, orderBy: { id: 'asc' } });
    const ids = changes.map(({ subjectId }) => subjectId);
    const views = new Map((await readMany(inTransaction, subject, 'edit', ids)).map((view) => [view.id, view]));
    if (views.size < new Set(ids).size) return await notTheirs();
    await requireUntouched(inTransaction, subject, changes);
    for (const { subjectId, kind, before } of changes) {
      const view = views.get(subjectId);
      if (view) await undoOne(inTransaction, subject, view, kind, (before ?? {}) as RecordFields);
    }
    const after = await readMany(inTransaction, subject, 'edit', ids);
    const { records } = SHEET_RECORDS[subject];
    await recordChanges(
      db,
      after.map((view) => {
        const was = views.get(view.id);
        return {
          ...{ townId, subject, subjectId: view.id, actorUserId: viewer.id, kind: 'undone' as const },
          before: was ? told(records, was) : null,
          after: told(records, view),
        };
      }),
    );
    const own = { townId, subject: 'imports', subjectId: id, actorUserId: viewer.id, kind: 'undone' } as const;
    await recordChange(db, { ...own, after: { subject, fileName } });
    return { subject, records: after };
  }, PATIENCE);
}

/** Leaves the transaction as if nothing had been asked. */
async function notTheirs(): Promise<never> {
  throw new BuiltUpon(0);
}

async function undoOne(
  context: RegisterContext,
  subject: SheetSubject,
  view: AnySheetRecord,
  kind: string,
  before: RecordFields,
): Promise<void> {
  const { records, changed } = SHEET_RECORDS[subject];
  if (kind === 'created') return await setActive(context, subject, view, false);
  if (kind === 'archived') return await setActive(context, subject, view, true);
  const fields = Object.fromEntries(Object.entries(before).filter(([field]) => field in changed.shape));
  if (kind === 'restored') await setActive(context, subject, view, false);
  else await raiseVersion(context.db, records.table, view);
  if (Object.keys(fields).length > 0) await records.change(context, view, withoutBlanks(changed.parse(fields)));
}

/** @throws BuiltUpon when something was changed after, or something that was new is in a plan, a report or a ticket */
async function requireUntouched(
  { db }: RegisterContext,
  subject: SheetSubject,
  changes: readonly { readonly id: string; readonly subjectId: string; readonly kind: string }[],
): Promise<void> {
  const last = new Map(changes.map((change) => [change.subjectId, change.id]));
  const first = changes[0]?.id;
  if (first === undefined) return;
  const later = await db.change.findMany({
    where: { subject, subjectId: { in: [...last.keys()] }, id: { gt: first } },
    select: { id: true, subjectId: true },
  });
  const own = new Set(changes.map(({ id }) => id));
  const touched = new Set(later.filter(({ id }) => !own.has(id)).map(({ subjectId }) => subjectId));
  const created = changes.filter(({ kind }) => kind === 'created').map(({ subjectId }) => subjectId);
  for (const used of await usedOf(db, subject, created)) touched.add(used);
  if (touched.size > 0) throw new BuiltUpon(touched.size);
}

async function usedOf(db: RegisterContext['db'], subject: SheetSubject, ids: readonly string[]): Promise<string[]> {
  const among = { in: [...ids] };
  if (subject === 'points') {
    const stops = await db.stop.findMany({
      where: { pointId: among },
      select: { pointId: true },
      distinct: ['pointId'],
    });
    return stops.flatMap(({ pointId }) => pointId ?? []);
  }
  if (subject === 'trucks') {
    const routes = await db.route.findMany({
      where: { truckId: among },
      select: { truckId: true },
      distinct: ['truckId'],
    });
    const shifts = await db.shift.findMany({ where: { truckId: among, isActive: true }, select: { truckId: true } });
    return [...routes, ...shifts].map(({ truckId }) => truckId);
  }
  if (subject === 'shifts') {
    const routes = await db.route.findMany({
      where: { shiftId: among },
      select: { shiftId: true },
      distinct: ['shiftId'],
    });
    return routes.map(({ shiftId }) => shiftId);
  }
  if (subject === 'facilities') {
    const trips = await db.trip.findMany({ where: { facilityId: among }, select: { facilityId: true } });
    const trucks = await db.truck.findMany({ where: { depotId: among, isActive: true }, select: { depotId: true } });
    return [...trips.map(({ facilityId }) => facilityId), ...trucks.map(({ depotId }) => depotId)];
  }
  if (subject === 'crews') {
    const shifts = await db.shift.findMany({ where: { crewId: among, isActive: true }, select: { crewId: true } });
    return shifts.flatMap(({ crewId }) => crewId ?? []);
  }
  if (subject !== 'cooperatives') return [];
  const where = { cooperativeId: among, isActive: true };
  const select = { cooperativeId: true } as const;
  const [points, trucks, crews] = await Promise.all([
    db.collectionPoint.findMany({ where, select }),
    db.truck.findMany({ where, select }),
    db.crew.findMany({ where, select }),
  ]);
  return [...points, ...trucks, ...crews].flatMap(({ cooperativeId }) => cooperativeId ?? []);
}
