import { dateToDay, dayToDate } from '../../domain/day.ts';
import type { Fields, KeptRow } from '../../domain/sheets/difference.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import { Prisma } from '../../prisma/client/client.ts';

export type Transaction = Prisma.TransactionClient;

/** What all tables of the register have in common. */
interface Table {
  findMany(args: object): Promise<Record<string, unknown>[]>;
  createMany(args: { data: object[] }): Promise<{ count: number }>;
  updateMany(args: { where: object; data: object }): Promise<{ count: number }>;
}

const TABLES = {
  points: 'collectionPoint',
  trucks: 'truck',
  crews: 'crew',
  shifts: 'shift',
  facilities: 'facility',
  cooperatives: 'cooperative',
  units: 'unit',
  groups: 'residentialGroup',
  generators: 'generator',
  targets: 'target',
  factors: 'factor',
} as const satisfies Record<SheetSubject, Uncapitalize<Prisma.ModelName>>;

/** Columns that hold a date; {@link Fields} say it as a day. */
const DAY_COLUMNS: ReadonlySet<string> = new Set(['validFrom', 'validTo', 'effectiveOn']);
/** Columns of JSON that may be empty. */
const EMPTY_JSON: ReadonlySet<string> = new Set(['dwellings', 'days', 'stretch']);
/** What is no field of a record: its name, where it belongs, and how often it changed. */
const NO_FIELDS: ReadonlySet<string> = new Set(['id', 'townId', 'version']);

/** The key of a record of each subject, from its own fields and those it refers to by id. */
const KEYS: Readonly<Record<SheetSubject, (fields: Fields) => string>> = {
  ...ofCodes(['points', 'trucks', 'crews', 'facilities', 'cooperatives', 'groups', 'generators']),
  units: (unit) => keyOf(unit.code, unit.validFrom),
  shifts: (shift) => keyOf(shift.truckId, shift.startSecond),
  targets: (target) => keyOf(target.setting, streamsKey(target.streams), target.effectiveOn),
  factors: (factor) => keyOf(factor.kind, factor.setting, factor.stream, factor.validFrom),
};

function ofCodes<S extends SheetSubject>(subjects: readonly S[]): Record<S, (fields: Fields) => string> {
  return Object.fromEntries(subjects.map((subject) => [subject, ({ code }: Fields) => String(code)])) as Record<
    S,
    (fields: Fields) => string
  >;
}

function keyOf(...parts: readonly unknown[]): string {
  return parts.map((part) => (part === null || part === undefined ? '' : JSON.stringify(part))).join(' ');
}

function streamsKey(streams: unknown): string {
  return Array.isArray(streams) ? streams.map(String).sort().join('+') : '';
}

/** What tells a record of `subject` with these fields from the others of its town. */
export function rowKey(subject: SheetSubject, fields: Fields): string {
  return KEYS[subject](fields);
}

export function tableOf(tx: Transaction, subject: SheetSubject): Table {
  // The tables differ in their columns only, which the fields name.
  return tx[TABLES[subject]] as unknown as Table;
}

/**
 * The town's records of a subject, archived ones too, in the order of their keys.
 *
 * @param where further conditions, as `whereOf` gives them
 */
export async function readRows(
  tx: Transaction,
  townId: string,
  subject: SheetSubject,
  where: object = {},
): Promise<KeptRow[]> {
  const include = subject === 'points' ? { include: { streams: { orderBy: { stream: 'asc' } } } } : {};
  const rows = await tableOf(tx, subject).findMany({ where: { AND: [{ townId }, where] }, ...include });
  return rows
    .map((row) => {
      const fields = fieldsOf(row);
      return { id: String(row.id), key: rowKey(subject, fields), isActive: row.isActive !== false, fields };
    })
    .sort((a, b) => a.key.localeCompare(b.key));
}

function fieldsOf(row: Record<string, unknown>): Fields {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !NO_FIELDS.has(name))
      .map(([name, value]) => {
        if (name === 'streams' && isOfPoint(value)) {
          return [name, value.filter((held) => !isGone(held)).map(({ pointId: _, ...held }) => held)];
        }
        return [name, value instanceof Date ? dateToDay(value) : value];
      }),
  );
}

/** A stream that the point holds no more: its row stays for what held on days before. */
function isGone({ expectedKgPerDay, weekdays, days }: Fields): boolean {
  return expectedKgPerDay === 0 && Array.isArray(weekdays) && weekdays.length === 0 && days === null;
}

function isOfPoint(streams: unknown): streams is (Fields & { pointId: string })[] {
  return Array.isArray(streams) && typeof streams[0] === 'object';
}

/** Fields as Prisma takes them. */
export function dataOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (DAY_COLUMNS.has(name) && typeof value === 'string') return [name, dayToDate(value)];
      return [name, value === null && EMPTY_JSON.has(name) ? Prisma.DbNull : value];
    }),
  );
}
