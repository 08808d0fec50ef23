import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import { FieldFault, NoSuchRecord } from '../../domain/register/faults.ts';
import {
  type NewStreetClosure,
  type StreetClosureView,
  streetClosureSchema,
} from '../../domain/register/street-closures.ts';
import type { PrismaClient, StreetClosure } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import type { RegisterContext } from '../register/subject-records.ts';
import type { Asking } from '../register/write-records.ts';

/** Streets closed on a day and later, the soonest first. */
export async function listStreetClosures(
  { db, viewer, townId }: RegisterContext,
  on: Day,
): Promise<StreetClosureView[]> {
  const rows = await db.streetClosure.findMany({
    where: { AND: [whereOf(viewer, 'closures.read'), { townId, cancelledAt: null, to: { gte: dayToDate(on) } }] },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  return rows.map(view);
}

/** Enters a closed street. @throws FieldFault */
export async function closeStreet(
  prisma: PrismaClient,
  { townId, viewer }: Asking,
  { from, to, geometry, ...fields }: NewStreetClosure,
): Promise<StreetClosureView> {
  if (to < from) throw new FieldFault('to', 'before-first-day', from);
  return await prisma.$transaction(async (db) => {
    const row = await db.streetClosure.create({
      data: {
        ...fields,
        geometry: { ...geometry },
        from: dayToDate(from),
        to: dayToDate(to),
        townId,
        createdBy: viewer.id,
      },
    });
    const after = view(row);
    const change = { townId, subject: 'closures', subjectId: row.id, actorUserId: viewer.id } as const;
    await recordChange(db, { ...change, kind: 'created', after });
    return after;
  });
}

/** Opens a street again: the closure counts from now on as if it had never been entered. @throws NoSuchRecord */
export async function openStreet(prisma: PrismaClient, { townId, viewer }: Asking, id: string): Promise<void> {
  await prisma.$transaction(async (db) => {
    const where = { AND: [whereOf(viewer, 'closures.edit'), { id, townId, cancelledAt: null }] };
    const row = await db.streetClosure.findFirst({ where });
    if (!row) throw new NoSuchRecord(id);
    await db.streetClosure.update({ where: { id }, data: { cancelledAt: new Date() } });
    const change = { townId, subject: 'closures', subjectId: id, actorUserId: viewer.id } as const;
    await recordChange(db, { ...change, kind: 'archived', before: view(row) });
  });
}

function view(row: StreetClosure): StreetClosureView {
  return streetClosureSchema.parse({ ...row, from: dateToDay(row.from), to: dateToDay(row.to) });
}
