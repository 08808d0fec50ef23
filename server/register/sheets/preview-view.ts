import { faultSentence } from '../../../domain/area-files/fault-messages.ts';
import type { ImportFault } from '../../../domain/areas.ts';
import type { Language } from '../../../domain/languages.ts';
import { BOOKS } from '../../../domain/sheets/books.ts';
import type { SheetDifference } from '../../../domain/sheets/preview.ts';
import type { ReadSheet } from '../../../domain/sheets/read-sheet.ts';
import { cellOf, nameOf } from '../../../domain/sheets/values.ts';
import { LISTED_ROWS, type SheetPreview } from '../../../domain/sheets/views.ts';
import { countsOf, type SheetToImport } from '../../../records/register/sheet-imports.ts';

/** An import as people see it: what is new, what changes cell by cell, what goes, and what is wrong. */
export function previewView(
  { subject, file, sheet }: Pick<SheetToImport, 'subject' | 'file'> & { readonly sheet: ReadSheet },
  difference: SheetDifference,
  id: string | null,
  language: Language,
): SheetPreview {
  const { columns } = BOOKS[subject];
  const shown = columns.filter((column) => !column.isReadOnly);
  return {
    id,
    subject,
    fileName: file.name,
    headings: [...sheet.headings],
    columns: columns.map(({ key, title, isNeeded = false }) => ({ key, title: title[language], isNeeded })),
    counts: countsOf(difference),
    added: difference.added.slice(0, LISTED_ROWS).map(({ line, values }) => ({
      line,
      name: nameOf(subject, values, language),
      cells: shown
        .map((column) => ({ column: column.title[language], value: cellOf(column, values, language) }))
        .filter(({ value }) => value !== null && value !== ''),
    })),
    changed: difference.changed.slice(0, LISTED_ROWS).map(({ line, isRestored, before, after, columns: keys }) => ({
      line,
      name: nameOf(subject, after, language),
      isRestored,
      cells: columns
        .filter(({ key }) => keys.includes(key))
        .map((column) => ({
          column: column.title[language],
          before: cellOf(column, before, language),
          after: cellOf(column, after, language),
        })),
    })),
    archived: difference.archived
      .slice(0, LISTED_ROWS)
      .map(({ values }) => ({ name: nameOf(subject, values, language) })),
    faults: faultViews(difference.faults, language).slice(0, LISTED_ROWS),
  };
}

/** Faults with their sentences, from the first line to the last. */
export function faultViews(faults: readonly ImportFault[], language: Language): SheetPreview['faults'] {
  return [...faults]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map((fault) => ({ ...fault, sentence: faultSentence(fault, language) }));
}
