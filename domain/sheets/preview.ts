import { faultOf, type SourceFile } from '../area-files/source-file.ts';
import type { ImportFault } from '../areas.ts';
import { BOOKS, MASS_COLUMNS } from './books.ts';
import type { SheetRow } from './read-sheet.ts';
import type { SheetSubject } from './subjects.ts';
import {
  cellOf,
  fieldsOf,
  keyOf,
  nameOf,
  type RecordFields,
  type References,
  type SheetValues,
  valuesOf,
} from './values.ts';

/** A record at hand that the import may change. */
export interface KeptRecord {
  readonly id: string;
  readonly isActive: boolean;
  readonly record: RecordFields;
}

export interface AddedRow {
  readonly line: number;
  readonly key: string;
  readonly values: SheetValues;
  readonly fields: RecordFields;
}

export interface ChangedRow {
  readonly line: number;
  readonly key: string;
  readonly id: string;
  /** It was archived and is taken up again. */
  readonly isRestored: boolean;
  /** Columns whose cell changes. */
  readonly columns: readonly string[];
  readonly before: SheetValues;
  readonly after: SheetValues;
  readonly fields: RecordFields;
}

export interface SheetDifference {
  readonly added: readonly AddedRow[];
  readonly changed: readonly ChangedRow[];
  readonly archived: readonly { readonly id: string; readonly key: string; readonly values: SheetValues }[];
  readonly unchanged: number;
  readonly faults: readonly ImportFault[];
}

export interface Comparison {
  readonly subject: SheetSubject;
  readonly file: Pick<SourceFile, 'kind' | 'name'>;
  readonly rows: readonly SheetRow[];
  readonly kept: readonly KeptRecord[];
  readonly references: References;
  /** The code of the unit in force that a place lies in; null where none holds it. */
  readonly unitAt: (lon: number, lat: number) => string | null;
  /** `null`: nothing is archived; else keys that are not although no row names them. */
  readonly spared: ReadonlySet<string> | null;
}

/** What an import adds, changes and archives, cell by cell, and what of it cannot be. */
export function compareSheet(comparison: Comparison): SheetDifference {
  const { subject, rows, kept, references, spared } = comparison;
  const atHand = new Map(
    kept.map((one) => {
      const values = valuesOf(subject, one.record, references);
      return [keyOf(subject, values), { ...one, values }];
    }),
  );
  const added: AddedRow[] = [];
  const changed: ChangedRow[] = [];
  const faults: ImportFault[] = [];
  let unchanged = 0;
  const named = new Set<string>();
  for (const read of rows) {
    const row = withCodes(subject, read, references);
    const key = keyOf(subject, row.values);
    named.add(key);
    const there = atHand.get(key);
    const wrong: ImportFault[] = [];
    if (!there) {
      const values = completed(comparison, row, null, wrong);
      checkNew(comparison, row, values, wrong);
      const all = new Set(Object.keys(values));
      if (wrong.length === 0) {
        added.push({ line: row.line, key, values, fields: fieldsOf(subject, all, values, null, references) });
      }
    } else {
      const after = completed(comparison, row, there.values, wrong);
      const columns = BOOKS[subject].columns
        .filter((column) => !column.isReadOnly && cellOf(column, there.values, 'en') !== cellOf(column, after, 'en'))
        .map((column) => column.key);
      if (wrong.length === 0 && (columns.length > 0 || !there.isActive)) {
        const fields = fieldsOf(subject, new Set(columns), after, there.record, references);
        const { id, values: before, isActive } = there;
        changed.push({ line: row.line, key, id, isRestored: !isActive, columns, before, after, fields });
      } else if (wrong.length === 0) unchanged += 1;
    }
    faults.push(...wrong);
  }
  const archived =
    spared === null ? [] : [...atHand].filter(([key, { isActive }]) => isActive && !named.has(key) && !spared.has(key));
  return {
    added,
    changed,
    archived: archived.map(([key, { id, values }]) => ({ id, key, values })),
    unchanged,
    faults,
  };
}

/** A row that names other records by their codes: offices write `Phường Ba Đình` where the register has one. */
function withCodes(subject: SheetSubject, row: SheetRow, references: References): SheetRow {
  const named = BOOKS[subject].columns.flatMap(({ key, refersTo }) => {
    const text = row.values[key];
    if (!refersTo || typeof text !== 'string' || references.idOf(refersTo, text)) return [];
    const code = references.codeNamed(refersTo, text);
    return code === undefined ? [] : [[key, code] as const];
  });
  return named.length === 0 ? row : { ...row, values: { ...row.values, ...Object.fromEntries(named) } };
}

/** All of a row: what it says over what is there, or over what blanks mean; with its unit, its days and what it names. */
function completed(
  { subject, file, references, unitAt }: Comparison,
  row: SheetRow,
  before: SheetValues | null,
  faults: ImportFault[],
): SheetValues {
  const { columns, hasPlace } = BOOKS[subject];
  const blanks = Object.fromEntries(
    columns.filter((column) => !column.isReadOnly).map((column) => [column.key, column.blank]),
  );
  const values: Record<string, unknown> = { ...(before ?? blanks), ...row.values };
  if (subject === 'points') {
    for (const { kg, days } of MASS_COLUMNS) {
      if (typeof values[kg] !== 'number') values[days] = null;
      else if (row.values[days] === undefined && row.values.days) values[days] = row.values.days;
    }
  }
  delete values.days;
  if (subject === 'shifts' && row.values.days !== undefined) values.days = row.values.days;
  else if (subject === 'shifts') values.days = (before ?? blanks).days;
  const isMoved = values.lon !== before?.lon || values.lat !== before?.lat;
  if (hasPlace && subject !== 'facilities' && isMoved && typeof values.lon === 'number') {
    const unit = unitAt(values.lon, values.lat as number);
    const place = `${String(values.lat)}, ${String(values.lon)}`;
    if (unit === null) faults.push(faultOf(file, row.line, row.placeHeading, 'place-outside-units', place));
    else if (row.values.unit === undefined) values.unit = unit;
  }
  for (const { key, refersTo, title } of columns) {
    const code = row.values[key];
    if (!refersTo || typeof code !== 'string' || code === before?.[key] || references.idOf(refersTo, code)) continue;
    faults.push(faultOf(file, row.line, title.vi, 'unknown-reference', code, { book: refersTo }));
  }
  return values;
}

/** What a new record needs beside what its row must not leave blank. */
function checkNew({ subject, file }: Comparison, row: SheetRow, values: SheetValues, faults: ImportFault[]): void {
  const { columns, needsBoundary, hasPlace } = BOOKS[subject];
  const name = nameOf(subject, values, 'vi');
  if (needsBoundary) {
    faults.push(faultOf(file, row.line, null, 'boundary-needed', name));
    return;
  }
  const needed = columns.filter((column) => column.isNeeded && row.values[column.key] === undefined);
  const place = hasPlace && typeof values.lon !== 'number' ? columns.filter((column) => column.key === 'place') : [];
  for (const { title } of [...needed, ...place]) {
    faults.push(faultOf(file, row.line, title.vi, 'needed-for-new', null, { code: name, heading: title.vi }));
  }
  if (subject === 'points' && MASS_COLUMNS.every(({ kg }) => typeof values[kg] !== 'number')) {
    faults.push(faultOf(file, row.line, null, 'no-mass', name));
  }
}
