import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { importFaultSchema } from '../areas.ts';
import { SHEET_SUBJECTS } from './subjects.ts';

const cell = z.union([z.string(), z.number()]).nullable();
/** So many rows of each sort are listed; the counts tell of all. */
export const LISTED_ROWS = 500;

const sheetFaultSchema = importFaultSchema.extend({
  /** What is wrong and how it is mended, in the language asked for. */
  sentence: z.string(),
});

/** What an import of a spreadsheet would do, or did. */
export const sheetPreviewSchema = z.object({
  /** By which it can be undone; `null` for a preview, of which nothing is kept. */
  id: idSchema.nullable(),
  subject: z.enum(SHEET_SUBJECTS),
  fileName: z.string(),
  /** The headings of the file, each with the key of the column it was taken for. */
  headings: z.array(z.object({ heading: z.string(), key: z.string().nullable() })),
  /** The columns there are, for correcting that. */
  columns: z.array(z.object({ key: z.string(), title: z.string(), isNeeded: z.boolean() })),
  counts: z.object({
    added: z.int(),
    changed: z.int(),
    archived: z.int(),
    unchanged: z.int(),
    /** Rows with faults. */
    refused: z.int(),
  }),
  added: z.array(
    z.object({ line: z.int(), name: z.string(), cells: z.array(z.object({ column: z.string(), value: cell })) }),
  ),
  changed: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      isRestored: z.boolean(),
      cells: z.array(z.object({ column: z.string(), before: cell, after: cell })),
    }),
  ),
  archived: z.array(z.object({ name: z.string() })),
  faults: z.array(sheetFaultSchema),
});
export type SheetPreview = z.infer<typeof sheetPreviewSchema>;

/** An import that was done. */
export const sheetImportSchema = z.object({
  id: idSchema,
  subject: z.enum(SHEET_SUBJECTS),
  fileName: z.string(),
  counts: z.record(z.string(), z.int()),
  importedAt: z.iso.datetime(),
  importedBy: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
});
export type SheetImport = z.infer<typeof sheetImportSchema>;
