import { RowReader } from '../area-files/row-reader.ts';
import { faultOf, type SourceFile } from '../area-files/source-file.ts';
import { type Column, type ColumnMapping, readTable, type Table } from '../area-files/table.ts';
import type { ImportFault } from '../areas.ts';
import { readCoordinates } from '../cells/coordinates.ts';
import type { DayWindow } from '../windows.ts';
import { BOOKS, MASS_COLUMNS } from './books.ts';
import type { SheetSubject } from './subjects.ts';
import { keyOf, nameOf, type SheetValues } from './values.ts';

/** A row that can be read: of its columns those that the file has. */
export interface SheetRow {
  readonly line: number;
  readonly values: SheetValues;
  /** Of the column or columns that say where it lies. */
  readonly placeHeading: string | null;
}

export interface ReadSheet {
  readonly rows: readonly SheetRow[];
  readonly faults: readonly ImportFault[];
  /** The headings of the file, and the key of the column each was taken for. */
  readonly headings: readonly { readonly heading: string; readonly key: string | null }[];
  /** Keys of rows with faults, as far as they can be told: what they name is not gone. */
  readonly faultyKeys: ReadonlySet<string>;
}

export interface SheetOptions {
  readonly mapping?: ColumnMapping;
  /** Central meridian of VN-2000 coordinates that do not say it. */
  readonly meridian?: number | undefined;
}

/** What the guard of {@link guardFormula} put before a text is taken away again. */
const GUARDED = /^'(?='*[=+\-@\t\r])/;

/** Reads a file of a book's records. */
export function readSheet(subject: SheetSubject, file: SourceFile, options: SheetOptions = {}): ReadSheet {
  const book = BOOKS[subject];
  const columns = book.columns.map((column): Column => ({ ...column, isRequired: book.key.includes(column.key) }));
  const { table, faults, headings = [] } = readTable(file, columns, options.mapping);
  const keyAt = new Map([...(table?.columns ?? [])].map(([key, { index }]) => [index, key]));
  const named = headings.map((heading, index) => ({ heading, key: keyAt.get(index) ?? null }));
  const told = named.filter(({ heading }) => heading !== '');
  if (!table) return { rows: [], faults, headings: told, faultyKeys: new Set() };
  const read = readRows(subject, withoutGuards(table), options);
  return { ...read, faults: [...faults, ...read.faults], headings: told };
}

function withoutGuards(table: Table): Table {
  if (!table.rows.some((row) => row.cells.some((cell) => GUARDED.test(cell)))) return table;
  return {
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.replace(GUARDED, '')) })),
  };
}

function readRows(subject: SheetSubject, table: Table, options: SheetOptions) {
  const rows: SheetRow[] = [];
  const faults: ImportFault[] = [];
  const faultyKeys = new Set<string>();
  const seen = new Map<string, number>();
  const headingOf = (...keys: string[]) =>
    keys.flatMap((key) => table.columns.get(key)?.heading ?? []).join(', ') || null;
  const placeHeading = headingOf('lat', 'lon') ?? headingOf('place') ?? headingOf('vn2000_x', 'vn2000_y');
  for (const row of table.rows) {
    const reader = new RowReader(table, row);
    reader.checkLetters();
    const values = readValues(subject, reader, options);
    const key = keyOf(subject, values);
    const firstLine = seen.get(key);
    if (firstLine === undefined) seen.set(key, row.line);
    else if (reader.faults.length === 0) {
      const [column] = BOOKS[subject].key;
      const heading = table.columns.get(column ?? '')?.heading ?? null;
      const name = nameOf(subject, values, 'vi');
      reader.faults.push(faultOf(table.file, row.line, heading, 'duplicate', name, { firstLine }));
    }
    if (reader.faults.length === 0) rows.push({ line: row.line, values, placeHeading });
    else {
      faults.push(...reader.faults);
      faultyKeys.add(key);
    }
  }
  return { rows, faults, faultyKeys };
}

function readValues(subject: SheetSubject, row: RowReader, options: SheetOptions): SheetValues {
  const values: Record<string, unknown> = {};
  for (const column of BOOKS[subject].columns) {
    const { key, isNeeded, isReadOnly, blank, read } = column;
    if (!row.has(key) || key === 'lon' || key === 'lat') continue;
    if (isReadOnly && key !== 'days') continue;
    if (row.optionalText(key) !== null) values[key] = read(row, key);
    else if (isNeeded) row.fault(key, 'missing-value');
    else if (key !== 'unit' && key !== 'days') values[key] = blank;
  }
  if (BOOKS[subject].hasPlace) Object.assign(values, readPlace(row, options));
  if (subject === 'shifts') checkShift(row, values);
  if (subject === 'points') {
    for (const { kg, days } of MASS_COLUMNS) {
      if (row.has(kg) && row.optionalText(kg) === null && values[days] != null) row.fault(kg, 'days-without-mass');
    }
  }
  return values;
}

/** The place of a row, by longitude and latitude, in one cell, or in the two of VN-2000; nothing where none is given. */
function readPlace(row: RowReader, { meridian }: SheetOptions): SheetValues {
  if (row.optionalText('lon') !== null || row.optionalText('lat') !== null) {
    const [lon, lat] = row.position();
    return { lon, lat };
  }
  const [x, y] = [row.optionalText('vn2000_x'), row.optionalText('vn2000_y')];
  const key = row.optionalText('place') === null ? 'vn2000_x' : 'place';
  const text = row.optionalText('place') ?? (x !== null && y !== null ? `${x} ${y}` : null);
  if (text === null) return {};
  const found = readCoordinates(text, { meridian });
  if ('value' in found) return { lon: found.value[0], lat: found.value[1] };
  row.fault(key, found.code, found.params);
  return {};
}

function checkShift(row: RowReader, values: SheetValues): void {
  if (((values.shift ?? []) as DayWindow[]).length > 1) row.fault('shift', 'one-shift-a-row');
  const hasWindow = ((values.break_window ?? []) as DayWindow[]).length > 0;
  if (hasWindow && row.has('break_minutes') && !values.break_minutes)
    row.fault('break_minutes', 'break-without-minutes');
}
