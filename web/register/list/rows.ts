import type { Field } from '../fields/field.ts';
import { pointStreamsSchema, valueText, type Wording, plainText } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import { foldAccents } from '../../../domain/fold-accents.ts';

/** How a list is looked at: what is searched, by which values it is filtered and by what it is sorted. */
export interface View {
  readonly search: string;
  /** Field name → the one value that is wanted. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: { readonly field: string; readonly isDown: boolean } | null;
}

export const WHOLE_LIST: View = { search: '', filters: {}, sort: null };

/** A field's value in words. What the record itself says of another (`unitName` of `unitId`) comes first. */
export function textOf(field: Field, record: RegisterRecord, wording: Wording): string {
  if (field.kind === 'reference') {
    const told = record[`${field.name.replace(/Id$/, '')}Name`] ?? record[`${field.name.replace(/Id$/, '')}Code`];
    const id = record[field.name];
    if (typeof id === 'string' && typeof told === 'string' && wording.nameOf(field.subject, id) === undefined)
      return told;
  }
  return valueText(field, record[field.name], wording);
}

/** What names a record: its title fields in words. */
export function titleOf(
  fields: readonly Field[],
  title: readonly string[],
  record: RegisterRecord,
  wording: Wording,
): string {
  return title
    .map((name) => fields.find((field) => field.name === name))
    .map((field) => (field === undefined ? '' : textOf(field, record, wording)))
    .filter((text) => text !== '')
    .join(' · ');
}

/** Kinds whose words are searched; figures would be found by accident. */
const SEARCHED: ReadonlySet<Field['kind']> = new Set([
  'text',
  'choice',
  'reference',
  'streams',
  'point-streams',
  'amounts',
]);

/** Searches rows by every word beginning a word of theirs, accents or not; each row's words are folded once. */
export function makeSearch(
  fields: readonly Field[],
  wording: Wording,
): (record: RegisterRecord, search: string) => boolean {
  const searched = fields.filter((field) => SEARCHED.has(field.kind));
  const folded = new WeakMap<RegisterRecord, string>();
  const textsOf = (record: RegisterRecord): string => {
    const known = folded.get(record);
    if (known !== undefined) return known;
    const text = ` ${foldAccents(searched.map((field) => textOf(field, record, wording)).join(' '))}`;
    folded.set(record, text);
    return text;
  };
  return (record, search) => {
    const words = foldAccents(search);
    if (words === '') return true;
    const text = textsOf(record);
    return words.split(' ').every((word) => text.includes(` ${word}`));
  };
}

/** The values that a list can be filtered by, as the record has them. */
function filterValues(field: Field, value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (field.kind === 'point-streams') {
    const streams = pointStreamsSchema.safeParse(value);
    return streams.success ? streams.data.map(({ stream }) => stream) : [];
  }
  return Array.isArray(value) ? value.map(plainText) : [plainText(value)];
}

/** The rows that are wanted, in the order wanted. */
export function rowsOf(
  records: readonly RegisterRecord[],
  fields: readonly Field[],
  view: View,
  wording: Wording,
  isFound: (record: RegisterRecord, search: string) => boolean,
): readonly RegisterRecord[] {
  const wanted = fields
    .map((field) => ({ field, value: view.filters[field.name] }))
    .filter((filter): filter is { field: Field; value: string } => filter.value !== undefined);
  const rows = records.filter(
    (record) =>
      wanted.every(({ field, value }) => filterValues(field, record[field.name]).includes(value)) &&
      isFound(record, view.search),
  );
  const sorted = fields.find((field) => field.name === view.sort?.field);
  return view.sort && sorted ? sort(rows, sorted, view.sort.isDown, wording) : rows;
}

/** Numbers and times by size, everything else as a dictionary has it; rows without a value last, whichever way. */
function sort(
  rows: readonly RegisterRecord[],
  field: Field,
  isDown: boolean,
  wording: Wording,
): readonly RegisterRecord[] {
  const way = isDown ? -1 : 1;
  return rows
    .map((record) => {
      const value = record[field.name];
      const text = textOf(field, record, wording);
      return {
        record,
        number: typeof value === 'number' ? value : null,
        text: field.kind === 'day' ? plainText(value) : text,
      };
    })
    .sort((a, b) => {
      if ((a.text === '') !== (b.text === '')) return a.text === '' ? 1 : -1;
      if (a.number !== null && b.number !== null) return way * (a.number - b.number);
      return way * wording.format.compare(a.text, b.text);
    })
    .map(({ record }) => record);
}

/** The values of a field that occur, with their names, for choosing a filter. */
export function filterOptions(
  records: readonly RegisterRecord[],
  field: Field,
  wording: Wording,
): readonly { value: string; label: string }[] {
  const names = new Map<string, string>();
  for (const record of records) {
    for (const value of filterValues(field, record[field.name])) {
      if (names.has(value)) continue;
      names.set(value, optionName(field, value, record, wording));
    }
  }
  const options = [...names].map(([value, label]) => ({ value, label }));
  return field.kind === 'weekdays'
    ? options.sort((a, b) => Number(a.value) - Number(b.value))
    : options.sort((a, b) => wording.format.compare(a.label, b.label));
}

function optionName(field: Field, value: string, record: RegisterRecord, wording: Wording): string {
  if (field.kind === 'weekdays') return valueText(field, [Number(value)], wording);
  if (field.kind === 'streams' || field.kind === 'point-streams') {
    return valueText({ name: 'stream', kind: 'choice', options: [], choices: 'stream' }, value, wording);
  }
  return textOf(field, record, wording);
}
