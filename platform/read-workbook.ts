import exceljs from '@protobi/exceljs';
import type { CellValue, Worksheet } from '@protobi/exceljs';

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

/** A workbook that cannot be read; `old-workbook` is one of Excel 97–2003. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  readonly code: 'bad-workbook' | 'old-workbook';

  constructor(code: 'bad-workbook' | 'old-workbook', options: ErrorOptions = {}) {
    super(code, options);
    this.code = code;
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

/**
 * Reads the first sheet of an XLSX workbook that is not hidden and holds something.
 * @throws WorkbookError
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  if (isOldWorkbook(bytes)) throw new WorkbookError('old-workbook');
  const workbook = new exceljs.Workbook();
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    await workbook.xlsx.load(buffer as ArrayBuffer);
  } catch (error) {
    throw new WorkbookError('bad-workbook', { cause: error });
  }
  const sheets = workbook.worksheets.filter((sheet) => sheet.state === 'visible');
  for (const sheet of sheets) {
    const rows = rowsOf(sheet);
    if (rows.length > 0) return { sheetName: sheet.name, rows, hidden: hiddenIn(sheet) };
  }
  return { sheetName: sheets[0]?.name ?? '', rows: [], hidden: new Set() };
}

function hiddenIn(sheet: Worksheet): Set<number> {
  const hidden = new Set<number>();
  for (let i = 1; i <= Math.min(sheet.columnCount, MOST_COLUMNS); i++) if (sheet.getColumn(i).hidden) hidden.add(i - 1);
  return hidden;
}

function rowsOf(sheet: Worksheet): WorkbookRow[] {
  const width = Math.min(sheet.columnCount, MOST_COLUMNS);
  const rows: WorkbookRow[] = [];
  sheet.eachRow((row, line) => {
    const cells: string[] = Array.from({ length: width }, () => '');
    const numbers: (number | undefined)[] = [];
    row.eachCell((cell, column) => {
      if (column > width) return;
      const value = shown(cell.value);
      // A share that Excel shows as 98 % is kept by it as 0.98.
      const number = typeof value === 'number' && isPercent(cell.numFmt) ? tidy(value * 100) : value;
      if (typeof number === 'number') numbers[column - 1] = number;
      cells[column - 1] = textOf(number);
    });
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells, numbers });
  });
  const used = Math.max(0, ...rows.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1));
  return rows.map((row) => ({ ...row, cells: row.cells.slice(0, used) }));
}

function isPercent(format: string | undefined): boolean {
  return /%/.test((format ?? '').replace(/"[^"]*"/g, ''));
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

function textOf(value: string | number | boolean | Date | null): string {
  if (value instanceof Date) return dateText(value);
  return value === null ? '' : String(value);
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', clock = ''] = date.toISOString().split('T');
  // A time of day alone is a date of 1899 to Excel.
  if (day < '1900-01-01') return clock.slice(0, 5);
  return clock.startsWith('00:00') ? day : `${day} ${clock.slice(0, 5)}`;
}
