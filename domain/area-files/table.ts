import { parse } from 'csv-parse/sync';
import type { ImportFault } from '../areas.ts';
import { type DecimalSign, decimalSignsIn } from '../cells/numbers.ts';
import { cleanText } from '../cells/text.ts';
import { fold } from './fold.ts';
import { decodeText, faultOf, type SourceFile, type SourceRow } from './source-file.ts';

/** A column a file may have. */
export interface Column {
  key: string;
  /** The column must be there. */
  isRequired?: boolean;
  /** The column holds numbers: whole ones, fractions, or degrees, which are often pasted from a map that writes points. */
  numbers?: 'whole' | 'fraction' | 'degrees';
  /** Other headings it is known by, in any case, with or without accents; the key itself is always one. */
  headings: readonly string[];
}

export type Row = SourceRow;

/** A file of rows under headings. */
export interface Table {
  file: Pick<SourceFile, 'kind' | 'name'>;
  /** Where each known column stands, and its heading as the file writes it. */
  columns: ReadonlyMap<string, { index: number; heading: string }>;
  rows: Row[];
  /** The sign that the file writes its fractions with. */
  decimalSign: DecimalSign;
  /** Columns of numbers in which {@link decimalSign} is seen in use: see `NumberColumn`. */
  signSeen: ReadonlySet<string>;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Many times the collection points of a province; counted before anything is parsed. */
const MOST_LINES = 200_000;
/** What spreadsheets write and read before the headings to say what separates the cells. */
const SEPARATOR_LINE = /^sep=([,;\t|])\n/i;
/** A letterhead of more lines than this above the headings has not been seen. */
const MOST_TITLE_ROWS = 20;

/**
 * Reads a file's headings and rows, below the lines of a title if there are any. Rows with too few or too many cells become
 * faults and are left out; a file that cannot be read at all gives no table but the fault that says why.
 *
 * @param mapping keys of columns by the heading they stand under, where headings alone do not tell; `null`: not to be read
 */
export function readTable(
  file: SourceFile,
  columns: readonly Column[],
  mapping: ColumnMapping = {},
): { table: Table | null; faults: ImportFault[]; headings?: string[] } {
  const refuse = (code: string, line: number | null = null, params: ImportFault['params'] = {}) => ({
    table: null,
    faults: [faultOf(file, line, null, code, null, params)],
  });
  const read = file.rows ? { records: [...file.rows], delimiter: '\t' } : recordsOf(file, refuse);
  if ('faults' in read) return read;
  const { records, delimiter } = read;
  if (records.length === 0) return refuse('empty-file');

  const { head, body, found } = findHeadings(records, columns, mapping);
  const headings = head.cells;
  if (found.columns.size === 0)
    return { ...refuse('no-headings', head.line, { expected: expected(columns) }), headings };
  const faults = found.repeated.map((heading) => faultOf(file, head.line, heading, 'repeated-column', heading));
  for (const column of columns) {
    if (column.isRequired && !found.columns.has(column.key)) {
      faults.push(faultOf(file, head.line, column.key, 'missing-column', null, { headings: names(column) }));
    }
  }
  if (body.length === 0) return { table: null, faults: [...faults, faultOf(file, null, null, 'no-rows')], headings };

  const rows: Row[] = [];
  for (const row of body) {
    const extra = row.cells.slice(head.cells.length);
    if (!file.rows && (row.cells.length < head.cells.length || extra.some((cell) => cell !== ''))) {
      const params = { expected: head.cells.length, found: row.cells.length };
      faults.push(faultOf(file, row.line, null, 'ragged-row', row.cells.join(delimiter), params));
    } else {
      rows.push(row);
    }
  }
  const signs = signsOf(rows, columns, found.columns, delimiter);
  return { table: { file, columns: found.columns, rows, ...signs }, faults, headings };
}

/** Keys of columns by their heading in the file; `null`: the column is not to be read. */
export type ColumnMapping = Readonly<Record<string, string | null>>;

function recordsOf(
  file: SourceFile,
  refuse: (
    code: string,
    line?: number | null,
    params?: ImportFault['params'],
  ) => { table: null; faults: ImportFault[] },
) {
  const text = decodeText(file.bytes);
  if (text === null) return refuse('not-text');
  if (text.trim() === '') return refuse('empty-file');
  if (hasMoreLines(text, MOST_LINES)) return refuse('too-many-lines', null, { most: MOST_LINES });
  try {
    return readRecords(text);
  } catch (error) {
    if (!(error instanceof Error && 'lines' in error)) throw error;
    return refuse('bad-quotes', Number(error.lines));
  }
}

function hasMoreLines(text: string, most: number): boolean {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (++lines > most) return true;
  }
  return false;
}

/** The first row, or one below it that more columns are known in by far: what stands above is a title. */
function findHeadings(records: readonly Row[], columns: readonly Column[], mapping: ColumnMapping) {
  const candidates = records.slice(0, MOST_TITLE_ROWS + 1).map((head, index) => {
    return { head, body: records.slice(index + 1), found: placeColumns(head.cells, columns, mapping) };
  });
  const [first, ...below] = candidates;
  if (first === undefined) throw new RangeError('a file without rows has no headings');
  if (first.found.columns.size > 1) return first;
  return below.find(({ found }) => found.columns.size > 1) ?? first;
}

/**
 * The rows of a CSV text, the headings among them, without empty ones, and what separates their cells.
 *
 * @throws Error with `lines`, the line it gave up on, when quotes do not fit together
 */
export function readRecords(text: string): { records: Row[]; delimiter: string } {
  const told = SEPARATOR_LINE.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? delimiterOf(body);
  const linesBefore = told ? 1 : 0;
  const found = parse(body, { delimiter, info: true, relax_column_count: true, trim: true, record_delimiter: '\n' });
  const records: Row[] = [];
  for (const { record, info } of found as unknown as { record: string[]; info: { lines: number } }[]) {
    if (record.every((cell) => cell === '')) continue;
    const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    // csv-parse counts the line a record ends on; a cell in quotes may hold line breaks.
    records.push({ line: info.lines - breaks + linesBefore, cells: record });
  }
  return { records, delimiter };
}

function delimiterOf(text: string): string {
  // Quoted cells may hold any of them; the headings decide, which a title may stand above.
  const lines = text
    .trimStart()
    .split('\n', MOST_TITLE_ROWS + 1)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const parts = (line: string, delimiter: string) => line.split(delimiter).length;
  const isTitle = DELIMITERS.every((delimiter) => parts(lines[0] ?? '', delimiter) === 1);
  const counts = DELIMITERS.map((delimiter) =>
    Math.max(...(isTitle ? lines : lines.slice(0, 1)).map((line) => parts(line, delimiter))),
  );
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function placeColumns(headings: string[], columns: readonly Column[], mapping: ColumnMapping) {
  const keyOf = new Map(
    columns.flatMap((column) => [column.key, ...column.headings].map((name) => [fold(name), column.key] as const)),
  );
  const placed = new Map<string, { index: number; heading: string }>();
  const repeated: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const key = Object.hasOwn(mapping, heading) ? mapping[heading] : keyOf.get(fold(heading));
    if (key === undefined || key === null) continue;
    if (placed.has(key)) repeated.push(heading);
    else placed.set(key, { index, heading });
  }
  return { columns: placed, repeated };
}

/** The decimal sign is a comma where more fractions show one than a point: the few others are the faults then. */
function signsOf(
  rows: readonly Row[],
  columns: readonly Column[],
  placed: Table['columns'],
  delimiter: string,
): Pick<Table, 'decimalSign' | 'signSeen'> {
  const shown = columns.flatMap(({ key, numbers }) => {
    const index = placed.get(key)?.index;
    if (index === undefined || numbers === undefined || numbers === 'whole') return [];
    const texts = rows.filter((row) => row.numbers?.[index] === undefined);
    return [{ key, numbers, ...decimalSignsIn(texts.map((row) => cleanText(row.cells[index] ?? ''))) }];
  });
  const sum = (count: (column: (typeof shown)[number]) => number) => shown.reduce((all, one) => all + count(one), 0);
  const decimalSign = delimiter !== ',' && sum((one) => one.commas) > sum((one) => one.points) ? ',' : '.';
  const inUse = shown.filter((one) => (decimalSign === ',' ? one.commas : one.points) > 0);
  const seen = new Set(inUse.map((one) => one.key));
  if (inUse.some((one) => one.numbers === 'fraction')) {
    for (const column of columns) if (column.numbers === 'whole') seen.add(column.key);
  }
  return { decimalSign, signSeen: seen };
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
