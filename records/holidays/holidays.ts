import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import { type HolidayChange, type Holidays, holidaysOf } from '../../domain/holidays.ts';
import { FieldFault, NoSuchRecord } from '../../domain/register/faults.ts';
import type { Holiday, Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import type { RegisterContext } from '../register/subject-records.ts';
import type { Asking } from '../register/write-records.ts';

/** What a town has said of a holiday. */
export interface DecidedHoliday extends HolidayChange {
  readonly day: Day;
}

/** The town's days off, as collection days are reckoned with: no secret of anybody's. */
export async function readDaysOff(db: Pick<Prisma.TransactionClient, 'holiday'>, townId: string): Promise<Holidays> {
  return (await readNamedDaysOff(db, townId)).holidays;
}

/** The same, with what each of them is called. */
export async function readNamedDaysOff(db: Pick<Prisma.TransactionClient, 'holiday'>, townId: string) {
  const rows = (await db.holiday.findMany({ where: { townId, isOff: true } })).map(decided);
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return { holidays: holidaysOf(rows), nameOf: (day: Day) => byDay.get(day) };
}

/** What the town has said of the days of a stretch, both ends included, ascending. */
export async function listHolidays(
  { db, viewer, townId }: RegisterContext,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<DecidedHoliday[]> {
  const day = { gte: dayToDate(from), lte: dayToDate(to) };
  const rows = await db.holiday.findMany({
    where: { AND: [whereOf(viewer, 'holidays.read'), { townId, day }] },
    orderBy: { day: 'asc' },
  });
  return rows.map(decided);
}

/**
 * Says what the town does on a day, in place of what it said before.
 *
 * @throws FieldFault where the replacement is the day itself or a day off, or the day stands in for another
 */
export async function decideHoliday(
  prisma: PrismaClient,
  { townId, viewer }: Asking,
  day: Day,
  { name, isOff, replacementDay }: HolidayChange,
): Promise<DecidedHoliday> {
  return await prisma.$transaction(async (db) => {
    // Two who name each other's day at the same moment would both be right.
    await db.$queryRaw`SELECT 1 FROM "Town" WHERE id = ${townId}::uuid FOR UPDATE`;
    if (isOff) await requireWorkday(db, townId, day, replacementDay);
    const date = dayToDate(day);
    const before = await db.holiday.findUnique({ where: { townId_day: { townId, day: date } } });
    const fields = { name, isOff, replacementDay: replacementDay && dayToDate(replacementDay) };
    const row = await db.holiday.upsert({
      where: { townId_day: { townId, day: date } },
      create: { townId, day: date, ...fields },
      update: fields,
    });
    await recordChange(db, {
      townId,
      subject: 'holidays',
      subjectId: row.id,
      actorUserId: viewer.id,
      kind: before ? 'changed' : 'created',
      before: before && told(before),
      after: told(row),
    });
    return decided(row);
  });
}

/** Takes back what the town has said of a day: it collects on it as on any other. @throws NoSuchRecord */
export async function forgetHoliday(prisma: PrismaClient, { townId, viewer }: Asking, day: Day): Promise<void> {
  await prisma.$transaction(async (db) => {
    const where = { townId_day: { townId, day: dayToDate(day) } };
    const before = await db.holiday.findUnique({ where });
    if (!before) throw new NoSuchRecord(day);
    await db.holiday.delete({ where });
    const change = { townId, subject: 'holidays', subjectId: before.id, actorUserId: viewer.id } as const;
    await recordChange(db, { ...change, kind: 'deleted', before: told(before) });
  });
}

async function requireWorkday(
  db: Prisma.TransactionClient,
  townId: string,
  day: Day,
  replacementDay: Day | null,
): Promise<void> {
  const standsIn = { townId, isOff: true, replacementDay: dayToDate(day), day: { not: dayToDate(day) } };
  const other = await db.holiday.findFirst({ where: standsIn });
  if (other) throw new FieldFault('isOff', 'stands-in', dateToDay(other.day));
  if (replacementDay === null) return;
  if (replacementDay === day) throw new FieldFault('replacementDay', 'day-off', replacementDay);
  const isOff = await db.holiday.count({ where: { townId, isOff: true, day: dayToDate(replacementDay) } });
  if (isOff > 0) throw new FieldFault('replacementDay', 'day-off', replacementDay);
}

function decided({ day, name, isOff, replacementDay }: Holiday): DecidedHoliday {
  return { day: dateToDay(day), name, isOff, replacementDay: replacementDay && dateToDay(replacementDay) };
}

function told(row: Holiday): Record<string, unknown> {
  return { ...decided(row) };
}
