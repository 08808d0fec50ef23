import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import type { ComplaintAnswer, NewComplaint } from '../../domain/complaints/complaints.ts';
import type { LonLat } from '../../domain/geo.ts';
import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { readUnitsInForce } from '../units/units-in-force.ts';
import type { Complaint, Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import { unitAt } from '../units/unit-at.ts';

interface Town {
  readonly id: string;
  /** Streets are those of the map that is used now. */
  readonly datasetId: string | null;
}

/** Whose a complaint is, as it was on the day. */
type Whose = Pick<Complaint, 'pointId' | 'street' | 'unitId' | 'cooperativeId'>;

/**
 * Keeps a complaint; the same id again changes nothing.
 *
 * @param viewer who writes it down; `null`: the resident, on the public page
 * @returns `no-place` where there is no such point or street, or it is not the viewer's
 */
export async function keepComplaint(
  prisma: PrismaClient,
  town: Town,
  viewer: Viewer | null,
  { id, kind, day, pointId, streetId, text, phone }: NewComplaint,
): Promise<'kept' | 'no-place'> {
  const whose =
    pointId === undefined
      ? await whoseStreet(prisma, town, day, streetId ?? '')
      : await whosePoint(prisma, town.id, day, pointId);
  const townId = town.id;
  if (!whose || (viewer && !may(viewer, 'complaints.edit', { ...whose, townId }))) return 'no-place';
  const told = { kind, day: dayToDate(day), source: viewer ? 'office' : 'public', ...whose };
  await prisma.$transaction(async (db) => {
    const data = { ...told, id, townId, text, phone: phone ?? null, createdBy: viewer?.id ?? null };
    const { count } = await db.complaint.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) return;
    await recordChange(db, {
      ...{ townId, subject: 'complaints', subjectId: id, actorUserId: viewer?.id ?? null, kind: 'created' },
      after: { ...told, day },
    });
  });
  return 'kept';
}

/**
 * Answers a complaint, or corrects the answer. Whoever sees a part of the town only changes none that somebody else gave: a cooperative
 * does not overrule what its office found.
 *
 * @returns `none` where the viewer has no such complaint
 */
export async function answerComplaint(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
  { answer, isJustified }: ComplaintAnswer,
): Promise<'answered' | 'by-others' | 'none'> {
  return await prisma.$transaction(async (db) => {
    const before = await lockComplaint(db, townId, viewer, id);
    if (!before) return 'none';
    const isOthers = before.answeredAt !== null && before.answeredBy !== viewer.id;
    if (isOthers && !holdsForTown(viewer, 'complaints.edit')) return 'by-others';
    const data = { answer, isJustified, answeredAt: new Date(), answeredBy: viewer.id };
    await db.complaint.update({ where: { id }, data });
    await recordChange(db, {
      ...{ townId, subject: 'complaints', subjectId: id, actorUserId: viewer.id, kind: 'changed' },
      before: { answer: before.answer, isJustified: before.isJustified },
      after: { answer, isJustified },
    });
    return 'answered';
  });
}

/** Says which point a complaint is of, and with it whose. @returns `no-place` where there is no such point that is the viewer's */
export async function placeComplaint(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
  pointId: string,
): Promise<'placed' | 'no-place' | 'none'> {
  const found = await prisma.complaint.findFirst({ where: ofViewer(townId, viewer, id), select: { day: true } });
  if (!found) return 'none';
  const whose = await whosePoint(prisma, townId, dateToDay(found.day), pointId);
  if (!whose || !may(viewer, 'complaints.edit', { ...whose, townId })) return 'no-place';
  const { street: _, ...now } = whose;
  return await prisma.$transaction(async (db) => {
    const before = await lockComplaint(db, townId, viewer, id);
    if (!before) return 'none';
    await db.complaint.update({ where: { id }, data: now });
    await recordChange(db, {
      ...{ townId, subject: 'complaints', subjectId: id, actorUserId: viewer.id, kind: 'changed' },
      before: { pointId: before.pointId, unitId: before.unitId, cooperativeId: before.cooperativeId },
      after: now,
    });
    return 'placed';
  });
}

/** Deletes telephone numbers and words that were kept long enough; what was found, and where and when it was, stays. @returns how many */
export async function forgetComplaints(
  prisma: PrismaClient,
  today: Day,
  kept: { readonly phoneDays: number; readonly textDays: number },
): Promise<number> {
  const before = (days: number): Date => dayToDate(addDays(today, -days));
  const phones = await prisma.complaint.updateMany({
    where: { phone: { not: null }, answeredAt: { lt: before(kept.phoneDays) } },
    data: { phone: null },
  });
  const texts = await prisma.complaint.updateMany({
    where: { createdAt: { lt: before(kept.textDays) }, OR: [{ phone: { not: null } }, { text: { not: '' } }] },
    data: { phone: null, text: '' },
  });
  return phones.count + texts.count;
}

const ofViewer = (townId: string, viewer: Viewer, id: string): Prisma.ComplaintWhereInput => ({
  AND: [{ id, townId }, whereOf(viewer, 'complaints.edit')],
});

/** The complaint, which nobody else changes meanwhile. */
async function lockComplaint(
  db: Prisma.TransactionClient,
  townId: string,
  viewer: Viewer,
  id: string,
): Promise<Complaint | null> {
  await db.$queryRaw`SELECT id FROM "Complaint" WHERE id = ${id}::uuid FOR UPDATE`;
  return await db.complaint.findFirst({ where: ofViewer(townId, viewer, id) });
}

async function whosePoint(prisma: PrismaClient, townId: string, day: Day, id: string): Promise<Whose | null> {
  // A place that was called in once is named by who called, and is no point that residents know.
  const point = await prisma.collectionPoint.findFirst({ where: { id, townId, isActive: true, onceOn: null } });
  if (!point) return null;
  const { unitOf } = await readUnitsInForce(prisma, townId, day, [point]);
  return { pointId: id, street: null, unitId: unitOf(point)?.id ?? null, cooperativeId: point.cooperativeId };
}

async function whoseStreet(prisma: PrismaClient, town: Town, day: Day, id: string): Promise<Whose | null> {
  if (town.datasetId === null) return null;
  const street = await prisma.street.findFirst({ where: { id, datasetId: town.datasetId } });
  if (!street) return null;
  const places = street.places as unknown as readonly LonLat[];
  const middle = places[Math.floor(places.length / 2)];
  const unitId = middle ? await unitAt(prisma, town.id, day, middle) : null;
  return { pointId: null, street: street.name, unitId, cooperativeId: null };
}
