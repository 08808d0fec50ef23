import exceljs from '@protobi/exceljs';
import type { CellValue, Worksheet } from '@protobi/exceljs';
import { unpackedSize } from './unpacked-size.ts';

/** One row of a sheet that holds something. */
export interface WorkbookRow {
  /** 1-based in the sheet. */
  readonly line: number;
  /** What the cells show: formulas their value, dates as `2025-07-01`, merged cells the text of the first. */
  readonly cells: string[];
  /** The number of each cell that is one: such a cell leaves nothing to guess. */
  readonly numbers: readonly (number | undefined)[];
}

export interface ReadWorkbook {
  readonly sheetName: string;
  readonly rows: WorkbookRow[];
  /** Columns, counted from 0, that the sheet hides; they are read all the same. */
  readonly hidden: ReadonlySet<number>;
}

type WorkbookFault = 'bad-workbook' | 'old-workbook' | 'workbook-too-large' | 'alike-sheets';

/** A workbook that cannot be read; `old-workbook` is one of Excel 97–2003. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  readonly code: WorkbookFault;
  /** Parameters of the code's message. */
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: WorkbookFault, params: WorkbookError['params'] = {}, options: ErrorOptions = {}) {
    super(code, options);
    this.code = code;
    this.params = params;
  }
}

/** Whether bytes are a workbook, of today or of Excel 97–2003, and no text. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 3, 4]) || isOldWorkbook(bytes);
}

function isOldWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, i) => bytes[i] === byte);
}

/** A sheet of more cells than this has formats set down to its last row, or is no list. */
const MOST_COLUMNS = 200;

/** Forty thousand points are some 50 MB unpacked; read, they take ten times that. */
const MOST_MEGABYTES = 50;
/** Headings stand within so many rows. */
const MOST_TITLE_ROWS = 21;

/**
 * Reads the first sheet of an XLSX workbook that is not hidden and holds a table, or else anything at all.
 * @throws WorkbookError also where another sheet has the same headings: nobody would see that its rows were left out
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  if (isOldWorkbook(bytes)) throw new WorkbookError('old-workbook');
  if (unpackedSize(bytes) > MOST_MEGABYTES * 1024 * 1024) {
    throw new WorkbookError('workbook-too-large', { megabytes: MOST_MEGABYTES });
  }
  const workbook = new exceljs.Workbook();
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    await workbook.xlsx.load(buffer as ArrayBuffer);
  } catch (error) {
    throw new WorkbookError('bad-workbook', {}, { cause: error });
  }
  const sheets = workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => ({ sheet, rows: rowsOf(sheet) }));
  const read = sheets.find(({ rows }) => rows.some(isOfTable)) ?? sheets.find(({ rows }) => rows.length > 0);
  if (!read) return { sheetName: sheets[0]?.sheet.name ?? '', rows: [], hidden: new Set() };
  const headings = headingsIn(read.rows);
  const alike = sheets.filter(({ rows }) => [...headingsIn(rows)].some((heading) => headings.has(heading)));
  if (alike.length > 1) {
    throw new WorkbookError('alike-sheets', { sheets: alike.map(({ sheet }) => `“${sheet.name}”`).join(', ') });
  }
  return { sheetName: read.sheet.name, rows: read.rows, hidden: hiddenIn(read.sheet) };
}

/** Whether a row has several cells, as a line of a guide or a title has not. */
function isOfTable({ cells }: WorkbookRow): boolean {
  return cells.filter((cell) => cell.trim() !== '').length > 1;
}

/** Each of the first rows that may be headings: words in several cells, none of them a number. */
function headingsIn(rows: readonly WorkbookRow[]): Set<string> {
  return new Set(
    rows
      .slice(0, MOST_TITLE_ROWS)
      .filter((row) => isOfTable(row) && row.numbers.every((number) => number === undefined))
      .map(({ cells }) =>
        cells
          .map((cell) => cell.trim().toLowerCase())
          .join('\t')
          .trim(),
      ),
  );
}

function hiddenIn(sheet: Worksheet): Set<number> {
  const hidden = new Set<number>();
  for (let i = 1; i <= Math.min(sheet.columnCount, MOST_COLUMNS); i++) if (sheet.getColumn(i).hidden) hidden.add(i - 1);
  return hidden;
}

function rowsOf(sheet: Worksheet): WorkbookRow[] {
  const width = Math.min(sheet.columnCount, MOST_COLUMNS);
  const isWorkedOut = hasResults(sheet);
  const rows: WorkbookRow[] = [];
  sheet.eachRow((row, line) => {
    const cells: string[] = Array.from({ length: width }, () => '');
    const numbers: (number | undefined)[] = [];
    row.eachCell((cell, column) => {
      if (column > width) return;
      const value = shown(cell.value);
      if (typeof value === 'number') numbers[column - 1] = value;
      const isOpen = value === null && !isWorkedOut && cell.formula && !cell.formula.includes('""');
      cells[column - 1] = isOpen ? `#=${cell.formula}` : textOf(value, cell.numFmt);
    });
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells, numbers });
  });
  const used = Math.max(0, ...rows.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1));
  return rows.map((row) => ({ ...row, cells: row.cells.slice(0, used) }));
}

function isPercent(format: string | undefined): boolean {
  return /%/.test((format ?? '').replace(/"[^"]*"/g, ''));
}

/**
 * Whether any formula has its result. Programs write formulas without, and a blank result is not kept either: so where none has
 * one, those that cannot be blank are told as what they are.
 */
function hasResults(sheet: Worksheet): boolean {
  let has = false;
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.formula && shown(cell.value) !== null) has = true;
    });
  });
  return has;
}

function tidy(value: number): number {
  return Number.parseFloat(value.toPrecision(15));
}

/** What a cell shows: a formula its value, a link its text, rich text its letters. */
function shown(value: CellValue): string | number | boolean | Date | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return shown(value.text as CellValue);
  if ('error' in value) return value.error;
  if ('result' in value) return shown(value.result as CellValue);
  return null;
}

/** What a cell shows, as far as its format tells: a share of 0.98 as `98%`, the code 7 as `007`. */
function textOf(value: string | number | boolean | Date | null, format: string | undefined): string {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number' && isPercent(format)) return `${tidy(value * 100)}%`;
  if (typeof value === 'number' && value >= 0 && /^0{2,40}$/.test(format ?? '')) {
    return String(value).padStart(format?.length ?? 0, '0');
  }
  return value === null ? '' : String(value);
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', clock = ''] = date.toISOString().split('T');
  // A time of day alone is a date of 1899 to Excel.
  if (day < '1900-01-01') return clock.slice(0, 5);
  return clock.startsWith('00:00') ? day : `${day} ${clock.slice(0, 5)}`;
}
