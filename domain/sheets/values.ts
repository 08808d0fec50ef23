import type { HeldSchedule } from '../cells/collection-days.ts';
import type { CollectionDays } from '../collection-days.ts';
import type { DayWindow } from '../windows.ts';
import { BOOKS, MASS_COLUMNS } from './books.ts';
import type { SheetCell, SheetColumn } from './columns.ts';
import type { Language } from '../languages.ts';
import type { SheetSubject } from './subjects.ts';

/** What stands in the columns of a row, by their keys: as the record holds it, with codes for the records it names. */
export type SheetValues = Readonly<Record<string, unknown>>;
/** A record of the register, or what is to be written of one. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** The codes of the records of each book by id, and their ids by code. */
export interface References {
  codeOf(book: SheetSubject, id: string): string | undefined;
  idOf(book: SheetSubject, code: string): string | undefined;
  /** The code of the one record in use that is named so, whatever its accents; nothing where several are. */
  codeNamed(book: SheetSubject, name: string): string | undefined;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

interface Held {
  readonly stream: string;
  readonly expectedKgPerDay: number;
  readonly weekdays: readonly number[];
  readonly days?: CollectionDays | null;
}
interface Rest {
  readonly startSecond: number;
  readonly endSecond: number;
  readonly seconds: number;
}

/** A record as its row has it. */
export function valuesOf(subject: SheetSubject, record: RecordFields, references: References): SheetValues {
  const { columns, fields, hasPlace } = BOOKS[subject];
  const values: Record<string, unknown> = {};
  for (const { key, refersTo } of columns) {
    const field = fields[key];
    if (field === undefined) continue;
    const value = record[field] ?? null;
    values[key] = refersTo && typeof value === 'string' ? (references.codeOf(refersTo, value) ?? value) : value;
  }
  if (hasPlace) [values.lon, values.lat] = record.position as [number, number];
  if (subject === 'points') {
    const streams = record.streams as readonly Held[];
    for (const { stream, kg, days } of MASS_COLUMNS) {
      const held = streams.find((one) => one.stream === stream);
      values[kg] = held?.expectedKgPerDay ?? null;
      values[days] = held ? { weekdays: held.weekdays, days: held.days ?? null } : null;
    }
  }
  if (subject === 'generators') {
    const amounts = record.amounts as readonly { stream: string; kgPerDay: number }[];
    for (const { stream, kg } of MASS_COLUMNS) {
      values[kg] = amounts.find((one) => one.stream === stream)?.kgPerDay ?? null;
    }
  }
  if (subject === 'shifts') {
    const breaks = record.breaks as readonly Rest[];
    values.shift = [[record.startSecond, record.endSecond]];
    values.break_window = breaks.map((rest): DayWindow => [rest.startSecond, rest.endSecond]);
    values.break_minutes = breaks[0]?.seconds ?? null;
  }
  return values;
}

/** A cell as it stands in a file: what two of them differ in is what people see. */
export function cellOf(column: SheetColumn, values: SheetValues, language: Language): SheetCell {
  return column.write(values[column.key] ?? null, language);
}

/** What tells a row from the others of its book. */
export function keyOf(subject: SheetSubject, values: SheetValues): string {
  const { columns, key } = BOOKS[subject];
  if (subject === 'shifts') {
    const [first] = (values.shift ?? []) as DayWindow[];
    return JSON.stringify([values.truck, first?.[0] ?? null]);
  }
  const parts = columns.filter((column) => key.includes(column.key));
  return JSON.stringify(parts.map((column) => String(cellOf(column, values, 'en') ?? '')));
}

/** The key as people read it. */
export function nameOf(subject: SheetSubject, values: SheetValues, language: Language): string {
  const { columns, key } = BOOKS[subject];
  return columns
    .filter((column) => key.includes(column.key))
    .map((column) => String(cellOf(column, values, language) ?? ''))
    .filter((part) => part !== '')
    .join(' · ');
}

/**
 * What is to be written of a record so that these columns get their values.
 *
 * @param keys the columns that change; all of them for a new record
 * @param values all of the row, as it shall be
 * @param before the record as it is; `null` for a new one
 */
export function fieldsOf(
  subject: SheetSubject,
  keys: ReadonlySet<string>,
  values: SheetValues,
  before: RecordFields | null,
  references: References,
): RecordFields {
  const { columns, fields: names, hasPlace } = BOOKS[subject];
  const fields: Record<string, unknown> = {};
  for (const { key, refersTo } of columns) {
    const field = names[key];
    if (field === undefined || !keys.has(key)) continue;
    const value = values[key] ?? null;
    fields[field] = refersTo && typeof value === 'string' ? (references.idOf(refersTo, value) ?? value) : value;
  }
  if (hasPlace && (keys.has('lon') || keys.has('lat'))) fields.position = [values.lon, values.lat];
  if (fields.unitId === null) delete fields.unitId;
  if (subject === 'points' && MASS_COLUMNS.some(({ kg, days }) => keys.has(kg) || keys.has(days))) {
    fields.streams = streamsOf(values, (before?.streams ?? []) as readonly Held[]);
  }
  if (subject === 'generators' && MASS_COLUMNS.some(({ kg }) => keys.has(kg))) {
    fields.amounts = MASS_COLUMNS.filter(({ kg }) => typeof values[kg] === 'number').map(({ stream, kg }) => {
      return { stream, kgPerDay: values[kg] };
    });
  }
  if (subject === 'shifts') Object.assign(fields, timesOf(keys, values));
  return fields;
}

function streamsOf(values: SheetValues, before: readonly Held[]): Held[] {
  return MASS_COLUMNS.flatMap(({ stream, kg, days }) => {
    const old = before.find((held) => held.stream === stream);
    const expectedKgPerDay = values[kg];
    if (typeof expectedKgPerDay !== 'number') return [];
    const given = values[days] as HeldSchedule | null | undefined;
    const { weekdays, days: rule = null } = given ?? old ?? { weekdays: EVERY_DAY };
    return [{ stream, expectedKgPerDay, weekdays, days: rule }];
  });
}

function timesOf(keys: ReadonlySet<string>, values: SheetValues): RecordFields {
  const [shift] = (values.shift ?? []) as DayWindow[];
  const times = keys.has('shift') && shift ? { startSecond: shift[0], endSecond: shift[1] } : {};
  if (!keys.has('break_window') && !keys.has('break_minutes')) return times;
  const seconds = typeof values.break_minutes === 'number' ? values.break_minutes : 0;
  const windows = (values.break_window ?? []) as DayWindow[];
  const breaks = seconds > 0 ? windows.map(([startSecond, endSecond]) => ({ startSecond, endSecond, seconds })) : [];
  return { ...times, breaks };
}
