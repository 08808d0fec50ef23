import type { Language } from '../../../domain/languages.ts';
import { cellsOf, columnsOf, sheetCsv } from '../../../domain/sheets/write-sheet.ts';
import type { SheetSubject } from '../../../domain/sheets/subjects.ts';
import { nameOf, type SheetValues, valuesOf } from '../../../domain/sheets/values.ts';
import { writeWorkbook } from '../../../platform/write-workbook.ts';
import { readBook, readReferences } from '../../../records/register/sheet-context.ts';
import type { AnySheetRecord } from '../../../records/register/sheet-records.ts';
import type { RegisterContext } from '../../../records/register/subject-records.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'geojson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
};

/** A book of the register as a file, in the columns that its import reads: what the viewer may see, without what is archived. */
export async function exportBook(
  context: RegisterContext,
  subject: SheetSubject,
  format: ExportFormat,
  language: Language,
): Promise<Uint8Array | string> {
  const records = await readBook(context, subject, 'read', { isArchived: false });
  const references = await readReferences(context);
  const rows = records.map((record) => valuesOf(subject, record, references));
  if (format === 'csv') return sheetCsv(subject, rows, language);
  if (format === 'xlsx') return await workbookOf(subject, rows, language);
  return geoJson(subject, records, rows, language);
}

/** An empty file of a book, its headings with notes of what is written under them. */
export async function templateOf(subject: SheetSubject, language: Language): Promise<Uint8Array> {
  return await workbookOf(subject, [], language);
}

async function workbookOf(
  subject: SheetSubject,
  rows: readonly SheetValues[],
  language: Language,
): Promise<Uint8Array> {
  const headings = columnsOf(subject).map(({ title, hint, isNeeded = false }) => ({
    text: title[language],
    isRequired: isNeeded,
    ...(hint ? { note: hint[language] } : {}),
  }));
  return await writeWorkbook({ name: subject, headings, rows: cellsOf(subject, rows, language) });
}

function geoJson(
  subject: SheetSubject,
  records: readonly AnySheetRecord[],
  rows: readonly SheetValues[],
  language: Language,
): string {
  const keys = columnsOf(subject).map(({ key }) => key);
  const cells = cellsOf(subject, rows, 'en');
  const features = records.map((record, i) => ({
    type: 'Feature',
    id: record.id,
    geometry: record.geometry ?? (record.position ? { type: 'Point', coordinates: record.position } : null),
    properties: {
      title: nameOf(subject, rows[i] ?? {}, language),
      ...Object.fromEntries(keys.map((key, column) => [key, cells[i]?.[column] ?? null])),
    },
  }));
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}
