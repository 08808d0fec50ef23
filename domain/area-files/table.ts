import { parse } from 'csv-parse/sync';
import type { ImportFault } from '../areas.ts';
import { fold } from './fold.ts';
import { decodeText, faultOf, type SourceFile } from './source-file.ts';

/** A column a file may have. */
export interface Column {
  key: string;
  /** The column must be there. */
  isRequired?: boolean;
  isNumeric?: boolean;
  /** Other headings it is known by, in any case, with or without accents; the key itself is always one. */
  headings: readonly string[];
}

export interface Row {
  /** 1-based in the file, where the row begins. */
  line: number;
  cells: string[];
}

/** A file of rows under headings. */
export interface Table {
  file: Pick<SourceFile, 'kind' | 'name'>;
  /** Where each known column stands, and its heading as the file writes it. */
  columns: ReadonlyMap<string, { index: number; heading: string }>;
  rows: Row[];
  /** The file writes its fractions with a comma. */
  decimalComma: boolean;
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a CSV file's headings and rows. Rows with too few or too many cells become faults and are left out; a file
 * that cannot be read at all gives no table but the fault that says why.
 */
export function readTable(
  file: SourceFile,
  columns: readonly Column[],
): { table: Table | null; faults: ImportFault[] } {
  const refuse = (code: string, line: number | null = null, params: ImportFault['params'] = {}) => ({
    table: null,
    faults: [faultOf(file, line, null, code, null, params)],
  });
  const text = decodeText(file.bytes);
  if (text === null) return refuse('not-text');
  if (text.trim() === '') return refuse('empty-file');

  let records: Row[];
  let delimiter: string;
  try {
    ({ records, delimiter } = readRecords(text));
  } catch (error) {
    if (!(error instanceof Error && 'lines' in error)) throw error;
    return refuse('bad-quotes', Number(error.lines));
  }

  const [head, ...body] = records;
  const found = placeColumns(head.cells, columns);
  if (found.columns.size === 0) return refuse('no-headings', head.line, { expected: expected(columns) });
  const faults = found.repeated.map((heading) => faultOf(file, head.line, heading, 'repeated-column', heading));
  for (const column of columns) {
    if (column.isRequired && !found.columns.has(column.key)) {
      faults.push(faultOf(file, head.line, column.key, 'missing-column', null, { headings: names(column) }));
    }
  }
  if (faults.length > 0) return { table: null, faults };
  if (body.length === 0) return refuse('no-rows');

  const rows: Row[] = [];
  for (const row of body) {
    const extra = row.cells.slice(head.cells.length);
    if (row.cells.length < head.cells.length || extra.some((cell) => cell !== '')) {
      const params = { expected: head.cells.length, found: row.cells.length };
      faults.push(faultOf(file, row.line, null, 'ragged-row', row.cells.join(delimiter), params));
    } else {
      rows.push(row);
    }
  }
  const decimalComma = delimiter !== ',' && usesDecimalComma(rows, columns, found.columns);
  return { table: { file, columns: found.columns, rows, decimalComma }, faults };
}

/**
 * The rows of a CSV text, the headings among them, without empty ones, and what separates their cells.
 *
 * @throws Error with `lines`, the line it gave up on, when quotes do not fit together
 */
export function readRecords(text: string): { records: Row[]; delimiter: string } {
  const delimiter = delimiterOf(text);
  const found = parse(text, { delimiter, info: true, relax_column_count: true, trim: true, record_delimiter: '\n' });
  const records: Row[] = [];
  for (const { record, info } of found as unknown as { record: string[]; info: { lines: number } }[]) {
    if (record.every((cell) => cell === '')) continue;
    const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    // csv-parse counts the line a record ends on; a cell in quotes may hold line breaks.
    records.push({ line: info.lines - breaks, cells: record });
  }
  return { records, delimiter };
}

function delimiterOf(text: string): string {
  // Quoted cells may hold any of them; the heading line decides.
  const heading = text
    .trimStart()
    .split('\n', 1)[0]
    .replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => heading.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

function placeColumns(headings: string[], columns: readonly Column[]) {
  const keyOf = new Map(
    columns.flatMap((column) => [column.key, ...column.headings].map((name) => [fold(name), column.key] as const)),
  );
  const placed = new Map<string, { index: number; heading: string }>();
  const repeated: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const key = keyOf.get(fold(heading));
    if (key === undefined) continue;
    if (placed.has(key)) repeated.push(heading);
    else placed.set(key, { index, heading });
  }
  return { columns: placed, repeated };
}

/** Whether more fractions are written with a comma than with a point: the few others are the faults then. */
function usesDecimalComma(rows: Row[], columns: readonly Column[], placed: Table['columns']): boolean {
  const numeric = columns.flatMap((column) => (column.isNumeric ? (placed.get(column.key)?.index ?? []) : []));
  const cells = rows.flatMap((row) => numeric.map((index) => row.cells[index]));
  const written = (sign: RegExp) => cells.filter((cell) => sign.test(cell)).length;
  return written(/^[+-]?\d+,\d+$/) > written(/^[+-]?\d+\.\d+$/);
}

function names(column: Column): string {
  return [column.key, ...column.headings.slice(0, 1)].join(', ');
}

function expected(columns: readonly Column[]): string {
  return columns
    .filter((column) => column.isRequired)
    .map((column) => column.key)
    .join(', ');
}
