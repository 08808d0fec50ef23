import { z } from 'zod';
import { faultOf, type SourceFile } from '../../domain/area-files/source-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import { withoutBlanks } from '../../domain/register/blanks.ts';
import { NOT_A_PHONE } from '../../domain/register/fields.ts';
import { FieldFault, StaleRecord, StillInUse } from '../../domain/register/faults.ts';
import { BOOKS } from '../../domain/sheets/books.ts';
import type { SheetDifference } from '../../domain/sheets/preview.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import { nameOf, type RecordFields } from '../../domain/sheets/values.ts';
import { type NewChange, recordChanges } from '../changes/record-change.ts';
import { readMany } from './sheet-context.ts';
import { type AnySheetRecord, SHEET_RECORDS } from './sheet-records.ts';
import type { RegisterContext } from './subject-records.ts';
import { raiseVersion, told } from './write-records.ts';

/** Rows that cannot be kept as they are: nothing of the import is. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  readonly faults: readonly ImportFault[];

  constructor(faults: readonly ImportFault[]) {
    super(`${faults.length} rows cannot be kept`);
    this.faults = faults;
  }
}

/** How faults of fields are told of the cells they come from. */
const FAULT_CODES: Readonly<Record<string, string>> = {
  taken: 'field-taken',
  unknown: 'field-unknown',
  archived: 'field-archived',
  'not-yours': 'not-yours',
  'outside-units': 'place-outside-units',
  'ends-before-it-begins': 'ends-before-start',
  'before-first-day': 'ends-before-start',
  overlaps: 'field-overlaps',
  'not-a-depot': 'field-no-depot',
  'not-accepted': 'field-not-accepted',
  'accepts-nothing': 'field-accepts-nothing',
};

/**
 * Writes what a spreadsheet changes, record by record as the register's pages do, with a row of the audit for each under the
 * import's id. Runs in a transaction of the caller's, of which nothing may stay when it throws.
 *
 * @returns the records written
 * @throws RowsRefused with every row that cannot be kept
 */
export async function applySheet(
  context: RegisterContext,
  subject: SheetSubject,
  file: Pick<SourceFile, 'kind' | 'name'>,
  difference: SheetDifference,
  importId: string,
): Promise<AnySheetRecord[]> {
  const { records, created, changed } = SHEET_RECORDS[subject];
  const faults: ImportFault[] = [];
  const before = new Map((await readMany(context, subject, 'edit', idsOf(difference))).map((view) => [view.id, view]));
  const written: { id: string; kind: NewChange['kind']; line: number | null; name: string }[] = [];
  const attempt = async (line: number | null, name: string, write: () => Promise<void>) => {
    try {
      await write();
    } catch (error) {
      const fault = faultIn(error, subject, file, line, name);
      if (fault === null) throw error;
      faults.push(fault);
    }
  };

  for (const { id, values } of difference.archived) {
    const name = nameOf(subject, values, 'vi');
    await attempt(null, name, async () => {
      const view = before.get(id);
      if (!view) throw new FieldFault(records.scopeField, 'not-yours', name);
      const by = Object.entries(await records.dependents(context, view)).filter(([, count]) => count > 0);
      if (by.length > 0) throw new StillInUse(Object.fromEntries(by));
      await setActive(context, subject, view, false);
      written.push({ id, kind: 'archived', line: null, name });
    });
  }
  for (const { id, line, fields, isRestored, after } of difference.changed) {
    const name = nameOf(subject, after, 'vi');
    await attempt(line, name, async () => {
      const view = before.get(id);
      if (!view) throw new FieldFault(records.scopeField, 'not-yours', name);
      if (isRestored) await setActive(context, subject, view, true);
      else await raiseVersion(context.db, records.table, view);
      if (Object.keys(fields).length > 0) await records.change(context, view, withoutBlanks(parsed(changed, fields)));
      written.push({ id, kind: isRestored ? 'restored' : 'changed', line, name });
    });
  }
  for (const { line, fields, values } of difference.added) {
    const name = nameOf(subject, values, 'vi');
    await attempt(line, name, async () => {
      const id = await records.create(context, withoutBlanks(parsed(created, fields)));
      written.push({ id, kind: 'created', line, name });
    });
  }

  const ids = written.map(({ id }) => id);
  const after = new Map((await readMany(context, subject, 'edit', ids)).map((view) => [view.id, view]));
  for (const { id, line, name } of written) {
    if (!after.has(id)) faults.push(faultOf(file, line, null, 'not-yours', name));
  }
  if (faults.length > 0) throw new RowsRefused(faults);
  const { townId, viewer } = context;
  await recordChanges(
    context.db,
    written.map(({ id, kind }): NewChange => {
      const [was, is] = [before.get(id), after.get(id)];
      return {
        ...{ townId, subject, subjectId: id, actorUserId: viewer.id, kind, importId },
        before: was ? told(records, was) : null,
        after: is ? told(records, is) : null,
      };
    }),
  );
  return [...after.values()];
}

/** Takes a record out of use, or into it again, within a transaction. */
export async function setActive(
  context: RegisterContext,
  subject: SheetSubject,
  view: AnySheetRecord,
  isActive: boolean,
): Promise<void> {
  const { records } = SHEET_RECORDS[subject];
  await raiseVersion(context.db, records.table, view);
  if (records.setActive) return await records.setActive(context, view, isActive);
  await context.db.$executeRawUnsafe(
    `UPDATE "${records.table}" SET "isActive" = $1 WHERE "id" = $2::uuid`,
    isActive,
    view.id,
  );
}

function idsOf({ changed, archived }: SheetDifference): string[] {
  return [...changed, ...archived].map(({ id }) => id);
}

/** A field that a schema refuses. */
class FieldRefused extends Error {
  override readonly name = 'FieldRefused';
  readonly field: string;
  readonly value: unknown;
  readonly issue: z.core.$ZodIssue | undefined;

  constructor(fields: RecordFields, issue: z.core.$ZodIssue | undefined) {
    super(issue?.message);
    this.field = String(issue?.path[0] ?? '');
    this.value = fields[this.field];
    this.issue = issue;
  }
}

const inVietnamese = z.locales.vi().localeError;

/** What is wrong with a field, as the code and the parameters of a fault. */
function refusalOf({ issue, message }: FieldRefused): { code: string; params: ImportFault['params'] } {
  if (issue?.code === 'too_big' && issue.origin === 'string') {
    return { code: 'too-long', params: { most: Number(issue.maximum) } };
  }
  if (message === NOT_A_PHONE) return { code: 'not-a-phone', params: {} };
  const said = issue && issue.code !== 'custom' ? inVietnamese(issue as z.core.$ZodRawIssue) : null;
  const reasonVi = typeof said === 'string' ? said : said?.message;
  return { code: 'not-kept', params: { reason: message, ...(reasonVi !== undefined && { reasonVi }) } };
}

function parsed(schema: (typeof SHEET_RECORDS)[SheetSubject]['created'], fields: RecordFields): RecordFields {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  throw new FieldRefused(fields, result.error.issues[0]);
}

function faultIn(
  error: unknown,
  subject: SheetSubject,
  file: Pick<SourceFile, 'kind' | 'name'>,
  line: number | null,
  name: string,
): ImportFault | null {
  if (error instanceof StaleRecord) return faultOf(file, line, null, 'changed-meanwhile', name);
  if (error instanceof StillInUse) return faultOf(file, line, null, 'still-in-use', name);
  if (error instanceof FieldRefused) {
    const { code, params } = refusalOf(error);
    const value = typeof error.value === 'string' ? error.value : name;
    return faultOf(file, line, titleOf(subject, error.field), code, value, params);
  }
  if (!(error instanceof FieldFault)) return null;
  const code = FAULT_CODES[error.code] ?? 'not-kept';
  return faultOf(file, line, titleOf(subject, error.field), code, error.value || name, { reason: error.code });
}

function titleOf(subject: SheetSubject, field: string): string | null {
  const { columns, fields } = BOOKS[subject];
  return columns.find(({ key }) => fields[key] === field)?.title.vi ?? null;
}
