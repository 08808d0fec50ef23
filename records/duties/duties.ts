import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  byNumber,
  type Duty,
  type DutyChange,
  type DutyFigure,
  dutySchema,
  type NewDuty,
} from '../../domain/duties/duties.ts';
import type { Language } from '../../domain/languages.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { indicatorsOf } from '../../domain/reports/indicators.ts';
import type { Duty as DutyRow, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { readSums, readTargets } from '../ledger/read-rates.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';

/** Who asks, and of which town. */
interface Asking {
  readonly townId: string;
  readonly viewer: Viewer;
}

/** The indicators and tasks in use, in the order of their numbers, those of the ledger with the year's figure until yesterday. */
export async function listDuties(
  prisma: PrismaClient,
  { townId, viewer }: Asking,
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<Duty[]> {
  const rows = await prisma.duty.findMany({
    where: { AND: [whereOf(viewer, 'duties.read'), { townId, isActive: true }] },
    include: { files: { orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] } },
    orderBy: { id: 'asc' },
  });
  const figures = rows.some(({ figure }) => figure !== null)
    ? await readFigures(prisma, townId, addDays(today, -1), language)
    : new Map<string, Duty['ledger']>();
  const names = await namesOf(
    prisma,
    rows.flatMap(({ updatedBy, files }) => [updatedBy, ...files.map(({ addedBy }) => addedBy)]),
  );
  return rows
    .map((row) =>
      dutySchema.parse({
        ...told(row),
        ...{ id: row.id, version: row.version, updatedAt: row.updatedAt.toISOString() },
        updatedBy: names.get(row.updatedBy ?? '') ?? null,
        files: row.files.map(({ addedAt, addedBy, ...file }) => ({
          ...{ ...file, addedAt: addedAt.toISOString(), addedBy: names.get(addedBy) ?? null },
        })),
        ledger: figures.get(row.figure ?? '') ?? null,
      }),
    )
    .sort(byNumber);
}

/** Enters some. @returns their ids */
export async function addDuties(
  prisma: PrismaClient,
  { townId, viewer }: Asking,
  duties: readonly NewDuty[],
): Promise<string[]> {
  return await prisma.$transaction(async (db) => {
    const ids: string[] = [];
    for (const duty of duties) {
      const row = await db.duty.create({
        data: { ...dataOf(duty), what: duty.what, kind: duty.kind, townId, updatedBy: viewer.id },
      });
      await recordChange(db, { ...about(townId, viewer, row.id), kind: 'created', after: told(row) });
      ids.push(row.id);
    }
    return ids;
  });
}

/**
 * Changes one, or takes it off the table.
 *
 * @param version the one the change was made on
 * @returns `stale` where somebody changed it since, `none` where the viewer may change no such one
 */
export async function changeDuty(
  prisma: PrismaClient,
  { townId, viewer }: Asking,
  { id, version }: { readonly id: string; readonly version: number },
  change: DutyChange | 'archive',
): Promise<'changed' | 'stale' | 'none'> {
  return await prisma.$transaction(async (db) => {
    const where = { AND: [whereOf(viewer, 'duties.edit'), { id, townId, isActive: true }] };
    const before = await db.duty.findFirst({ where });
    if (!before) return 'none';
    const { count } = await db.duty.updateMany({
      where: { id, version },
      data: {
        ...(change === 'archive' ? { isActive: false } : dataOf(change)),
        ...{ version: { increment: 1 }, updatedBy: viewer.id, updatedAt: new Date() },
      },
    });
    if (count === 0) return 'stale';
    const after = await db.duty.findUniqueOrThrow({ where: { id } });
    const told_ = { before: told(before), after: told(after) };
    const kind = change === 'archive' ? ('archived' as const) : ('changed' as const);
    await recordChange(db, { ...about(townId, viewer, id), kind, ...told_ });
    return 'changed';
  });
}

const about = (townId: string, viewer: Viewer, subjectId: string) => ({
  ...{ townId, subject: 'duties' as const, subjectId, actorUserId: viewer.id },
});

function dataOf({ dueOn, ...fields }: DutyChange) {
  return { ...fields, ...(dueOn !== undefined && { dueOn: dueOn === null ? null : dayToDate(dueOn) }) };
}

function told({ number, kind, what, inCharge, dueOn, state, aim, result, figure, remark, evidence }: DutyRow) {
  return {
    ...{ number, kind, what, inCharge, dueOn: dueOn && dateToDay(dueOn), state },
    ...{ aim, result, figure, remark, evidence },
  };
}

/** The year's figures until a day, by what a duty names them with. */
async function readFigures(
  prisma: PrismaClient,
  townId: string,
  asOf: Day,
  language: Language,
): Promise<ReadonlyMap<string, Duty['ledger']>> {
  const days = { gte: dayToDate(`${asOf.slice(0, 4)}-01-01`), lte: dayToDate(asOf) };
  const [sums, targets, known] = await Promise.all([
    readSums(prisma, townId, { townId, day: days }, language),
    readTargets(prisma, townId),
    prisma.ledgerDay.count({ where: { townId, day: days, computedAt: { not: null } } }),
  ]);
  const found = indicatorsOf({ sums, targets, to: asOf, days: known, scope: { kind: 'town', name: '' } });
  return new Map(
    found.map(({ key, row, target }): [DutyFigure, Duty['ledger']] => [
      key,
      {
        ...{ rate: row.rate, target, gapKgPerDay: row.gapKgPerDay, asOf },
        estimated: row.collectedKg > 0 ? row.mass.estimated / row.collectedKg : 0,
      },
    ]),
  );
}
