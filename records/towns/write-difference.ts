import { v7 as uuid } from 'uuid';
import { type Day, dayToDate } from '../../domain/day.ts';
import { type ChangedRow, type Fields, isSame, type RowDifference } from '../../domain/sheets/difference.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import { Prisma } from '../../prisma/client/client.ts';
import { type ChangedFields, type NewChange, recordChanges } from '../changes/record-change.ts';
import { changeStream } from '../points/point-streams.ts';
import { dataOf, tableOf, type Transaction } from './town-tables.ts';

/** Of what town the records are, and who writes them. */
export interface Writing {
  readonly townId: string;
  /** In the town's time zone: from it on new masses and populations count. */
  readonly today: Day;
  readonly actorUserId: string | null;
}

/** What became of the records of a subject. */
export interface WrittenRows {
  readonly added: number;
  readonly changed: number;
  readonly archived: number;
  /** The id of each record that is new, by its key. */
  readonly idOf: ReadonlyMap<string, string>;
}

/** Writes a difference of a subject's records with a row of the audit for each, in the caller's transaction. Nothing is deleted. */
export async function writeDifference(
  tx: Transaction,
  subject: SheetSubject,
  difference: Pick<RowDifference, 'added' | 'changed' | 'archived'>,
  writing: Writing,
): Promise<WrittenRows> {
  const { added, changed, archived } = difference;
  const archivedRows = archived.map((row) => archiving(subject, row, writing.today)).filter((row) => row !== null);
  const updates = [...archivedRows, ...changed];
  if (subject === 'trucks') await freeDevices(tx, updates);
  for (const change of updates) await updateRow(tx, subject, change, writing.today);

  const created = added.map(({ key, fields }) => ({ id: uuid(), key, fields }));
  await createRows(tx, subject, created, writing);
  const common = { townId: writing.townId, subject, actorUserId: writing.actorUserId };
  await recordChanges(tx, [
    ...updates.map(({ id, before, after }): NewChange => {
      return { ...common, subjectId: id, kind: kindOf(after), before: told(before), after: told(after) };
    }),
    ...created.map(({ id, fields }): NewChange => ({ ...common, subjectId: id, kind: 'created', after: told(fields) })),
  ]);
  return {
    added: created.length,
    changed: changed.length,
    archived: archivedRows.length,
    idOf: new Map(created.map(({ id, key }) => [key, id])),
  };
}

/** What is written to archive a record. Units have a validity instead: they hold until yesterday. */
function archiving(subject: SheetSubject, row: RowDifference['archived'][number], today: Day): ChangedRow | null {
  const { id, key, fields } = row;
  if (subject !== 'units') return { id, key, before: { isActive: true }, after: { isActive: false } };
  const isOver = typeof fields.validTo === 'string' && fields.validTo <= today;
  if (isOver || String(fields.validFrom) >= today) return null;
  return { id, key, before: { validTo: fields.validTo ?? null }, after: { validTo: today } };
}

/** What the audit keeps: where the program laid a thing onto a road, and the buildings it counted, are nobody's fields. */
function told({
  roadLon: _,
  roadLat: __,
  roadDistanceMetres: ___,
  roadState: _____,
  dwellings: ____,
  ...fields
}: Fields): ChangedFields {
  const { lon, lat, ...rest } = fields;
  return lon === undefined || lat === undefined ? fields : { ...rest, position: [lon, lat] };
}

function kindOf({ isActive }: Fields): NewChange['kind'] {
  if (isActive === false) return 'archived';
  return isActive === true ? 'restored' : 'changed';
}

/** Devices that go from one truck to another would for a moment be two trucks'. */
async function freeDevices(tx: Transaction, updates: readonly ChangedRow[]): Promise<void> {
  const ids = updates.filter(({ after }) => 'deviceId' in after).map(({ id }) => id);
  if (ids.length > 0) await tx.truck.updateMany({ where: { id: { in: ids } }, data: { deviceId: null } });
}

async function updateRow(tx: Transaction, subject: SheetSubject, change: ChangedRow, today: Day): Promise<void> {
  const { id, before, after } = change;
  const isOfPoint = subject === 'points' && 'streams' in after;
  const { streams, ...rest } = after;
  const data = dataOf(isOfPoint ? rest : after);
  await tableOf(tx, subject).updateMany({ where: { id }, data: { ...data, version: { increment: 1 } } });
  if (isOfPoint) await writeStreams(tx, id, heldOf(before.streams), heldOf(streams), today);
  if (subject === 'units' && typeof after.population === 'number') {
    const people = after.population;
    await tx.unitPopulation.upsert({
      where: { unitId_validFrom: { unitId: id, validFrom: dayToDate(today) } },
      create: { unitId: id, validFrom: dayToDate(today), people },
      update: { people },
    });
  }
}

interface Held {
  readonly stream: string;
  readonly expectedKgPerDay: number;
  readonly weekdays: number[];
  readonly days?: Prisma.JsonValue;
}

function heldOf(streams: unknown): Held[] {
  return Array.isArray(streams) ? (streams as Held[]) : [];
}

/**
 * What a stream was until today is kept: figures of days before today keep counting with it. One that is held no more stays as a
 * row without kg and days, for the same reason.
 */
async function writeStreams(
  tx: Transaction,
  pointId: string,
  before: readonly Held[],
  after: readonly Held[],
  today: Day,
): Promise<void> {
  const nothing = (stream: string): Held => ({ stream, expectedKgPerDay: 0, weekdays: [], days: null });
  for (const stream of new Set([...before, ...after].map((held) => held.stream))) {
    const of = (list: readonly Held[]) => list.find((held) => held.stream === stream) ?? nothing(stream);
    const [old, now] = [of(before), of(after)];
    if (isSame({ days: null, ...old }, { days: null, ...now })) continue;
    await changeStream(tx, { pointId, stream, today }, valuesOf(old), valuesOf(now));
  }
}

const valuesOf = ({ days = null, ...held }: Held) => ({ ...held, days });

function streamData({ stream, expectedKgPerDay, weekdays, days }: Held) {
  return { stream, expectedKgPerDay, weekdays, days: days ?? Prisma.DbNull };
}

async function createRows(
  tx: Transaction,
  subject: SheetSubject,
  rows: readonly { id: string; fields: Fields }[],
  { townId }: Writing,
): Promise<void> {
  if (rows.length === 0) return;
  const isPoints = subject === 'points';
  const last = subject === 'trucks' ? await tx.truck.aggregate({ where: { townId }, _max: { number: true } }) : null;
  const data = rows.map(({ id, fields }, i) => {
    const { streams: _, ...rest } = fields;
    const number = last ? { number: (last._max.number ?? 0) + i + 1 } : {};
    return { ...dataOf(isPoints ? rest : fields), ...number, id, townId };
  });
  await tableOf(tx, subject).createMany({ data });
  if (!isPoints) return;
  await tx.pointStream.createMany({
    data: rows.flatMap(({ id, fields }) =>
      heldOf(fields.streams).map((held) => ({ pointId: id, ...streamData(held) })),
    ),
  });
}
