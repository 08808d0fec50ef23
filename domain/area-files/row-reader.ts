import type { ImportFault } from '../areas.ts';
import type { CellValue } from '../cells/cell-value.ts';
import { readNumber } from '../cells/numbers.ts';
import { cleanText, readText } from '../cells/text.ts';
import { faultOf, type ReadRows } from './source-file.ts';
import type { Row, Table } from './table.ts';

export interface NumberRange {
  min?: number;
  max?: number;
  isInteger?: boolean;
  /**
   * The column counts per cent: `98%` is 98 in it, and a workbook's share of 0.98 that is shown so too. `0.98` alone can be 98 % or less
   * than one, and is a question.
   */
  isPercent?: boolean;
}

/**
 * Reads the cells of one row by column key and gathers what is wrong with them. After a fault the readers go on with
 * a stand-in, so that one pass names every fault of the row; a row with {@link RowReader.faults} must not be used.
 */
export class RowReader {
  readonly line: number;
  readonly faults: ImportFault[] = [];
  readonly #table: Table;
  readonly #cells: string[];
  readonly #numbers: Row['numbers'];
  /** Columns whose cell is no text: whatever else may be wrong with it follows from that. */
  readonly #garbled = new Set<string>();

  constructor(table: Table, row: Row) {
    this.line = row.line;
    this.#table = table;
    this.#cells = row.cells;
    this.#numbers = row.numbers;
  }

  /** Whether the file has the column. */
  has(key: string): boolean {
    return this.#table.columns.has(key);
  }

  /** The cell, cleaned; `null` when nothing is to be seen in it or the file has no such column. */
  optionalText(key: string): string | null {
    const column = this.#table.columns.get(key);
    const cell = cleanText(column ? (this.#cells[column.index] ?? '') : '');
    return cell === '' ? null : cell;
  }

  /** The day that a spreadsheet's number in the cell means: it counts days from the last of 1899. */
  serialDay(key: string): string | null {
    const serial = this.#numberIn(key);
    if (serial === undefined || serial < 1 || serial >= 100_000) return null;
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
  }

  /** The number that a workbook's cell is, which leaves nothing to guess. */
  #numberIn(key: string): number | undefined {
    const column = this.#table.columns.get(key);
    return column && this.#numbers?.[column.index];
  }

  /** The cell, which must be filled. */
  text(key: string): string {
    const cell = this.optionalText(key);
    if (cell === null) this.#missing(key);
    return cell ?? '';
  }

  /** Names cells of known columns whose letters were lost or came through a wrong encoding. */
  checkLetters(): void {
    for (const [key, { index }] of this.#table.columns) {
      const text = readText(this.#cells[index] ?? '');
      if ('value' in text) continue;
      this.fault(key, text.code, text.params);
      this.#garbled.add(key);
    }
  }

  optionalNumber(key: string, range: NumberRange = {}): number | null {
    const cell = this.optionalText(key);
    if (cell === null) return null;
    const { min, max } = limitsOf(range);
    const value = this.#take(key, this.#readNumber(key, cell, range));
    if (value === null) return null;
    if (value >= min && value <= max) return value;
    if (range.max === undefined && value < min) this.fault(key, 'too-small', { min });
    else this.fault(key, 'out-of-range', { min, max });
    return null;
  }

  number(key: string, range: NumberRange = {}): number {
    if (this.optionalText(key) === null) this.#missing(key);
    return this.optionalNumber(key, range) ?? Number.NaN;
  }

  /** The cell as `read` understands it; `fallback` when it is empty. */
  optional<T>(key: string, read: (text: string) => CellValue<T>, fallback: T): T {
    const cell = this.optionalText(key);
    return cell === null ? fallback : (this.#take(key, read(cell)) ?? fallback);
  }

  /** The cell as `read` understands it, which must be filled; `standIn` after a fault. */
  required<T>(key: string, read: (text: string) => CellValue<T>, standIn: T): T {
    if (this.optionalText(key) === null) this.#missing(key);
    return this.optional(key, read, standIn);
  }

  /** `[lon, lat]` of the columns of these names; a latitude that can only be a longitude is said to be swapped. */
  position(): [number, number] {
    const degreesOf = (key: string) => {
      const cell = this.optionalText(key);
      const read = cell === null ? null : this.#readNumber(key, cell, { min: -180, max: 180 });
      return read && 'value' in read ? Math.abs(read.value) : null;
    };
    const [lon, lat] = [degreesOf('lon'), degreesOf('lat')];
    if (lon !== null && lon <= 90 && lat !== null && lat > 90 && lat <= 180) {
      this.fault('lat', 'lon-lat-swapped');
      return [Number.NaN, Number.NaN];
    }
    return [this.number('lon', { min: -180, max: 180 }), this.number('lat', { min: -90, max: 90 })];
  }

  fault(key: string, code: string, params: ImportFault['params'] = {}): void {
    if (this.#garbled.has(key)) return;
    const heading = this.#table.columns.get(key)?.heading ?? key;
    this.faults.push(faultOf(this.#table.file, this.line, heading, code, this.optionalText(key), params));
  }

  #readNumber(key: string, cell: string, range: NumberRange): CellValue<number> {
    const read = this.#readFigure(key, cell, range);
    const isDoubtful = range.isPercent && !cell.endsWith('%') && 'value' in read && read.value > 0 && read.value <= 1;
    if (!isDoubtful) return read;
    const percent = String(Number.parseFloat((read.value * 100).toPrecision(15)));
    return { code: 'share-or-percent', params: { percent: percent.replace('.', this.#table.decimalSign) } };
  }

  #readFigure(key: string, cell: string, range: NumberRange): CellValue<number> {
    const { min, max } = limitsOf(range);
    const number = this.#numberIn(key);
    const share = range.isPercent ? /^(.*?) ?%$/.exec(cell)?.[1] : undefined;
    if (number !== undefined && share === undefined) {
      return range.isInteger && !Number.isInteger(number) ? { code: 'not-whole' } : { value: number };
    }
    if (number !== undefined) return { value: Number.parseFloat((number * 100).toPrecision(15)) };
    return readNumber(share ?? cell, {
      isWhole: range.isInteger ?? false,
      decimalSign: this.#table.decimalSign,
      isSignSeen: this.#table.signSeen.has(key),
      canBe: (value) => value >= min && value <= max,
    });
  }

  /** A column that is not there is named once, with the headings. */
  #missing(key: string): void {
    if (this.has(key)) this.fault(key, 'missing-value');
  }

  #take<T>(key: string, result: CellValue<T>): T | null {
    if ('value' in result) return result.value;
    this.fault(key, result.code, result.params);
    return null;
  }
}

/** Whole numbers end where a column of the database does. */
function limitsOf({ min = Number.NEGATIVE_INFINITY, max, isInteger }: NumberRange): { min: number; max: number } {
  return { min, max: max ?? (isInteger ? 2_147_483_647 : Number.POSITIVE_INFINITY) };
}

/**
 * Reads every row of a table; a row whose `unique` value stood in an earlier row is a fault too.
 *
 * @param unique columns whose values may stand only once in the file
 */
export function readEachRow<T>(table: Table, unique: readonly string[], read: (row: RowReader) => T): ReadRows<T> {
  const rows: T[] = [];
  const faulty: T[] = [];
  const faults: ImportFault[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const reader = new RowReader(table, row);
    for (const key of unique) {
      const value = reader.optionalText(key);
      if (value === null) continue;
      const firstLine = seen.get(`${key} ${value}`);
      if (firstLine !== undefined) reader.fault(key, 'duplicate', { firstLine });
      else seen.set(`${key} ${value}`, row.line);
    }
    reader.checkLetters();
    const result = read(reader);
    if (reader.faults.length === 0) rows.push(result);
    else {
      faulty.push(result);
      faults.push(...reader.faults);
    }
  }
  return { rows, faults, ...(faulty.length > 0 ? { faulty } : {}) };
}
