import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { type DayNote, type NewNote, NOTE_KINDS } from '../../domain/notes/notes.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { namesOf } from '../people/names.ts';

/** Notes that nobody has dealt with are shown so many days on. */
const CARRIED_DAYS = 7;

interface Whose {
  readonly townId: string;
  readonly day: Day;
  /** The account that writes. */
  readonly by: string;
}

/** Notes of a day and, of the days before, those that nobody has dealt with; the newest first. */
export async function readDayNotes(prisma: PrismaClient, townId: string, day: Day): Promise<DayNote[]> {
  const rows = await prisma.dayNote.findMany({
    where: {
      townId,
      OR: [
        { day: dayToDate(day) },
        {
          ...{ kind: 'note', doneAt: null },
          day: { gte: dayToDate(addDays(day, -CARRIED_DAYS)), lt: dayToDate(day) },
        },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  const names = await namesOf(
    prisma,
    rows.flatMap(({ createdBy, doneBy }) => [createdBy, ...(doneBy ? [doneBy] : [])]),
  );
  const nameOf = (id: string): string => names.get(id) ?? '';
  return rows.map(({ id, day: of, kind, truckId, pointId, text, createdBy, createdAt, doneBy, doneAt }) => ({
    ...{ id, day: dateToDay(of), kind: z.enum(NOTE_KINDS).parse(kind), truckId, pointId, text },
    ...{ byName: nameOf(createdBy), at: createdAt.toISOString() },
    done: doneAt && doneBy ? { byName: nameOf(doneBy), at: doneAt.toISOString() } : null,
  }));
}

/** Keeps a note, or that somebody took the day over. @returns whether the town has the truck or point it is of */
export async function writeDayNote(
  prisma: PrismaClient,
  { townId, day, by }: Whose,
  kind: DayNote['kind'],
  { text, truckId, pointId }: NewNote,
): Promise<boolean> {
  const isKnown =
    (truckId === undefined || (await prisma.truck.count({ where: { id: truckId, townId } })) > 0) &&
    (pointId === undefined || (await prisma.collectionPoint.count({ where: { id: pointId, townId } })) > 0);
  if (!isKnown) return false;
  const id = uuidv7();
  const data = { id, townId, day: dayToDate(day), kind, text, truckId: truckId ?? null, pointId: pointId ?? null };
  await prisma.$transaction(async (transaction) => {
    await transaction.dayNote.create({ data: { ...data, createdBy: by } });
    const after = { ...data, day };
    await recordChange(transaction, {
      ...{ townId, subject: 'plans', subjectId: id, actorUserId: by, kind: 'created', after },
    });
  });
  return true;
}

/** Notes that somebody has dealt with what a note says; the first word counts. @returns whether there is such a note */
export async function closeDayNote(
  prisma: PrismaClient,
  { townId, by }: Omit<Whose, 'day'>,
  id: string,
  now: Date,
): Promise<boolean> {
  return await prisma.$transaction(async (transaction) => {
    const before = await transaction.dayNote.findFirst({ where: { id, townId, kind: 'note' } });
    if (!before) return false;
    if (before.doneAt) return true;
    await transaction.dayNote.update({ where: { id }, data: { doneAt: now, doneBy: by } });
    await recordChange(transaction, {
      ...{ townId, subject: 'plans', subjectId: id, actorUserId: by, kind: 'changed' },
      ...{ before: { doneAt: null }, after: { doneAt: now } },
    });
    return true;
  });
}
