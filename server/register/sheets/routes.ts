import { z } from 'zod';
import { idSchema } from '../../../domain/ids.ts';
import { dayOf } from '../../../domain/day-of.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { may } from '../../../domain/policy/may.ts';
import { SHEET_SUBJECTS, type SheetSubject } from '../../../domain/sheets/subjects.ts';
import { sheetImportSchema, sheetPreviewSchema } from '../../../domain/sheets/views.ts';
import type { Platform } from '../../../platform/platform.ts';
import { BuiltUpon, listSheetImports, undoSheetImport } from '../../../records/register/sheet-imports.ts';
import { generalProblem } from '../../http/general-problems.ts';
import { rawRoute, type Route, route } from '../../http/route.ts';
import type { AfterWrite } from '../subject-routes.ts';
import { contextOf } from '../subject-routes.ts';
import { EXPORT_FORMATS, EXPORT_TYPES, exportBook, templateOf } from './export-book.ts';
import { sheetFormSchema, takeSheet } from './import-sheet.ts';
import { sheetProblem } from './problems.ts';

const EDIT = SHEET_SUBJECTS.map((subject) => `${subject}.edit` as const);
const READ = SHEET_SUBJECTS.map((subject) => `${subject}.read` as const);
const subject = z.enum(SHEET_SUBJECTS);
const language = z.enum(LANGUAGES).optional();

/** Spreadsheets of the register: taken in, undone, given out. */
export function sheetRoutes(platform: Platform, afterWrite: AfterWrite): Route[] {
  const { prisma } = platform.database;
  const tag = 'register';
  return [
    route({
      method: 'post',
      path: '/api/register/imports',
      permission: EDIT,
      tag,
      summary:
        'Takes a spreadsheet (XLSX, CSV) into a book of the register, by code; with `dryRun=1` says what that would do',
      upload: {
        contentType: 'multipart/form-data',
        schema: z.object({
          ...sheetFormSchema.shape,
          ...{ dryRun: z.enum(['0', '1']).optional(), archiveMissing: z.enum(['0', '1']).optional() },
          ...{ mapping: z.string().optional(), file: z.string().meta({ format: 'binary' }) },
        }),
      },
      answer: sheetPreviewSchema,
      problems: {
        413: 'The file is too large',
        415: 'The body is no multipart/form-data',
        422: 'Rows have faults (`rows-refused`, with `faults`): nothing was kept',
      },
      handler: ({ request, user, language: asked }) => takeSheet(platform, request, user, asked, afterWrite),
    }),
    route({
      method: 'get',
      path: '/api/register/imports',
      permission: EDIT,
      tag,
      summary: 'The last spreadsheets that were taken in, the newest first',
      answer: z.array(sheetImportSchema),
      handler: async ({ user }) => {
        const { townId } = await contextOf(platform, user);
        const own = SHEET_SUBJECTS.filter((one) => may(user, `${one}.edit`));
        return await listSheetImports(prisma, townId, own);
      },
    }),
    route({
      method: 'post',
      path: '/api/register/imports/:id/undo',
      permission: EDIT,
      tag,
      summary: 'Undoes an import as long as nothing was changed or planned upon it',
      params: z.object({ id: idSchema }),
      answer: z.object({ id: idSchema, undone: z.int() }),
      problems: { 409: 'Something was changed or used since (`import-built-upon`)' },
      handler: async ({ params: { id }, user }) => {
        try {
          const undone = await undoSheetImport(prisma, await contextOf(platform, user), id);
          if (!undone) throw sheetProblem('no-such-sheet-import');
          await afterWrite(undone.subject, undone.records);
          return { id, undone: undone.records.length };
        } catch (error) {
          if (!(error instanceof BuiltUpon)) throw error;
          // Not the viewer's: it does not exist for them.
          throw error.count === 0
            ? sheetProblem('no-such-sheet-import')
            : sheetProblem('import-built-upon', { count: error.count });
        }
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/register/export',
      permission: READ,
      tag,
      summary: 'A book of the register as XLSX, CSV or GeoJSON, in the columns that its import reads',
      query: z.object({ subject, format: z.enum(EXPORT_FORMATS), language }),
      answerType: EXPORT_TYPES.xlsx,
      handler: async ({ query, user, language: asked, response }) => {
        requireMay(user, query.subject);
        const context = await contextOf(platform, user);
        const content = await exportBook(context, query.subject, query.format, query.language ?? asked);
        const name = `${query.subject}-${dayOf(new Date(), context.timeZone)}.${query.format}`;
        response.attachment(name).type(EXPORT_TYPES[query.format]).set('Cache-Control', 'no-store');
        response.send(typeof content === 'string' ? content : Buffer.from(content));
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/register/template',
      permission: READ,
      tag,
      summary: 'An empty XLSX of a book of the register, to be filled and imported',
      query: z.object({ subject, language }),
      answerType: EXPORT_TYPES.xlsx,
      handler: async ({ query, user, language: asked, response }) => {
        requireMay(user, query.subject);
        const content = await templateOf(query.subject, query.language ?? asked);
        response.attachment(`${query.subject}.xlsx`).type(EXPORT_TYPES.xlsx).send(Buffer.from(content));
      },
    }),
  ];
}

function requireMay(user: Parameters<typeof may>[0], of: SheetSubject): void {
  if (!may(user, `${of}.read`)) throw generalProblem('not-allowed');
}
