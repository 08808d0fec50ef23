import type { Request } from 'express';
import { z } from 'zod';
import type { ColumnMapping } from '../../../domain/area-files/table.ts';
import { figureInText } from '../../../domain/columns.ts';
import type { Language } from '../../../domain/languages.ts';
import { may } from '../../../domain/policy/may.ts';
import type { Viewer } from '../../../domain/policy/roles.ts';
import { readSheet } from '../../../domain/sheets/read-sheet.ts';
import { SHEET_SUBJECTS } from '../../../domain/sheets/subjects.ts';
import type { SheetPreview } from '../../../domain/sheets/views.ts';
import type { Platform } from '../../../platform/platform.ts';
import { withRows } from '../../../platform/source-rows.ts';
import { RowsRefused } from '../../../records/register/apply-sheet.ts';
import { importSheet, previewSheet } from '../../../records/register/sheet-imports.ts';
import { generalProblem } from '../../http/general-problems.ts';
import { parseInput } from '../../http/validation.ts';
import type { AfterWrite } from '../subject-routes.ts';
import { contextOf } from '../subject-routes.ts';
import { faultViews, previewView } from './preview-view.ts';
import { sheetProblem } from './problems.ts';
import { receiveSheet } from './receive-sheet.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

/** Keys of columns by heading where headings alone do not tell, as JSON; `null`: not to be read. */
export const columnMappingSchema = z.string().transform((text, context): ColumnMapping => {
  try {
    return z.record(z.string(), z.string().nullable()).parse(JSON.parse(text));
  } catch {
    // Not JSON, or not of headings and keys: both are one fault of the form.
    context.addIssue({ code: 'custom', message: 'expected JSON of headings and keys' });
    return z.NEVER;
  }
});

/** The fields of the form beside its file. */
export const sheetFormSchema = z.object({
  subject: z.enum(SHEET_SUBJECTS),
  /** Nothing is kept: the answer says what would be. */
  dryRun: flag.default(false),
  /** Records that no row names are archived. */
  archiveMissing: flag.default(false),
  /** What to do with rows that have faults: with `refuse` nothing of the file is kept. */
  onFault: z.enum(['refuse', 'skip']).default('refuse'),
  mapping: columnMappingSchema.optional(),
  /** Central meridian of VN-2000 coordinates that do not say it. */
  meridian: figureInText(102, 111).optional(),
});

/** Takes a spreadsheet in, or says what that would do. @throws Problem */
export async function takeSheet(
  platform: Platform,
  request: Request,
  user: Viewer,
  language: Language,
  afterWrite: AfterWrite,
): Promise<SheetPreview> {
  const { file: received, fields } = await receiveSheet(request);
  const form = parseInput(sheetFormSchema, fields, 'body', language);
  const { subject } = form;
  if (!may(user, `${subject}.edit`)) throw generalProblem('not-allowed');
  if (!received) throw sheetProblem('sheet-missing');
  const { prisma } = platform.database;
  const context = await contextOf(platform, user);
  const { file, fault } = await withRows({ kind: subject, ...received });
  const read = fault
    ? { rows: [], faults: [fault], headings: [], faultyKeys: new Set<string>() }
    : readSheet(subject, file, { mapping: form.mapping ?? {}, meridian: form.meridian });
  // A file that cannot be read names nothing: then nothing is gone.
  const archiveMissing = form.archiveMissing && read.rows.length > 0;
  const sheet = { subject, file, sheet: read, archiveMissing };
  if (form.dryRun) return previewView(sheet, await previewSheet(prisma, context, sheet), null, language);
  try {
    const { id, difference, records } = await importSheet(prisma, context, sheet, form.onFault === 'skip');
    await afterWrite(subject, records);
    return previewView(sheet, difference, id, language);
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    const faults = faultViews(error.faults, language);
    throw sheetProblem('rows-refused', { count: faults.length }, { faults });
  }
}
