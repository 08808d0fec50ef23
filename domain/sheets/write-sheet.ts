import { writeNumber } from '../cells/numbers.ts';
import type { Language } from '../languages.ts';
import { BOOKS } from './books.ts';
import type { SheetCell, SheetColumn } from './columns.ts';
import type { SheetSubject } from './subjects.ts';
import { cellOf, type SheetValues } from './values.ts';

/** Columns of exports and templates: those the import reads and another column does not say already. */
export function columnsOf(subject: SheetSubject): readonly SheetColumn[] {
  return BOOKS[subject].columns.filter((column) => !column.isReadOnly);
}

/** The cells of records under {@link columnsOf}. */
export function cellsOf(subject: SheetSubject, rows: readonly SheetValues[], language: Language): SheetCell[][] {
  const columns = columnsOf(subject);
  return rows.map((values) => columns.map((column) => cellOf(column, values, language)));
}

/** Records as a CSV text that spreadsheets open in UTF-8; what they would take for a formula is guarded by an apostrophe. */
export function sheetCsv(subject: SheetSubject, rows: readonly SheetValues[], language: Language): string {
  const head = columnsOf(subject).map((column) => column.title[language]);
  const lines = [head, ...cellsOf(subject, rows, language)].map((cells) => cells.map(quoted).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function quoted(cell: SheetCell): string {
  const text = typeof cell === 'number' ? writeNumber(cell) : guardFormula(cell ?? '');
  return /[",\n\r;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that no spreadsheet runs: an apostrophe before what begins like a formula, or like such a text guarded already. */
function guardFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
