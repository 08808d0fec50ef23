import { z } from 'zod';
import { type Day, dayToDate } from '../../domain/day.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { isSamePattern, weeklyPattern, withPattern } from '../../domain/week/patterns.ts';
import { type Acceptance, acceptanceSchema, type DayChange, weekResultSchema } from '../../domain/week/proposals.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { recordChanges } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import { rescheduleStream, streamsOn } from '../points/point-streams.ts';
import { writing } from '../register/write-records.ts';

/** What became of an acceptance. */
export interface Accepted {
  /** Points that were changed. */
  readonly pointIds: readonly string[];
  readonly streams: number;
  /** Codes of points that were left as they are: the books say something else of them by now, or they are not there any more. */
  readonly left: readonly string[];
}

/**
 * Takes a proposal into the register from a day to come on, all of it or that of some points: the collection days of before hold until
 * then, and each point's history tells of it. What the books have changed since the proposal was made is left alone.
 *
 * @returns `null` where the town has no such proposal that is done
 */
export async function acceptProposal(
  prisma: PrismaClient,
  { townId, viewer, now }: { readonly townId: string; readonly viewer: Viewer; readonly now: Date },
  id: string,
  { from, points }: { readonly from: Day; readonly points?: readonly string[] | undefined },
): Promise<Accepted | null> {
  return await writing(prisma, async (db) => {
    // Of two who accept at once the second finds what the first has written.
    await db.$queryRaw`SELECT "id" FROM "WeekProposal" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await db.weekProposal.findFirst({ where: { id, townId, state: 'done' } });
    if (!row) return null;
    const chosen = points && new Set(points);
    const { changes } = weekResultSchema.parse(row.result);
    const wanted = changes.filter(({ pointId }) => !chosen || chosen.has(pointId));
    const accepted = await write(db, { townId, viewer }, wanted, from);
    if (accepted.streams > 0) {
      const one: Acceptance = { at: now.toISOString(), by: viewer.id, from, streams: accepted.streams };
      const before = z.array(acceptanceSchema).parse(row.acceptances);
      await db.weekProposal.update({ where: { id }, data: { acceptances: [...before, one] } });
    }
    return accepted;
  });
}

async function write(
  db: Prisma.TransactionClient,
  { townId, viewer }: { readonly townId: string; readonly viewer: Viewer },
  wanted: readonly DayChange[],
  from: Day,
): Promise<Accepted> {
  const byPoint = new Map<string, DayChange[]>();
  for (const change of wanted) byPoint.set(change.pointId, [...(byPoint.get(change.pointId) ?? []), change]);
  const ids = [...byPoint.keys()].sort();
  if (ids.length === 0) return { pointIds: [], streams: 0, left: [] };
  await db.$queryRaw`
    SELECT "id" FROM "CollectionPoint" WHERE "id" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})
     ORDER BY "id" FOR UPDATE`;
  // Of who may change none the condition would be empty, and an empty one among others excludes nobody.
  const rows = !may(viewer, 'points.reschedule')
    ? []
    : await db.collectionPoint.findMany({
        where: {
          AND: [
            whereOf(viewer, 'points.reschedule'),
            { townId, isActive: true, daysFixed: false, onceOn: null, id: { in: ids } },
          ],
        },
        include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
        orderBy: { id: 'asc' },
      });
  const found = new Map(rows.map((row) => [row.id, row]));
  const left = new Set<string>();
  const pointIds: string[] = [];
  let streams = 0;
  for (const [pointId, changes] of byPoint) {
    const point = found.get(pointId);
    let written = 0;
    const before = point ? streamsOn(point.streams, from) : [];
    for (const { stream, from: was, to, code } of changes) {
      const held = before.find((one) => one.stream === stream);
      const own = held && weeklyPattern(held);
      const hasLater = point?.streams.some(
        (one) => one.stream === stream && one.periods.some(({ until }) => until > dayToDate(from)),
      );
      if (!held || !own || hasLater || !isSamePattern(own, was)) {
        left.add(code);
        continue;
      }
      await rescheduleStream(db, { pointId, stream, from }, held, withPattern(held, to));
      written += 1;
    }
    if (written === 0) continue;
    streams += written;
    pointIds.push(pointId);
  }
  await tell(db, { townId, viewer }, pointIds, found, from);
  return { pointIds, streams, left: [...left].sort() };
}

type Point = Prisma.CollectionPointGetPayload<{ include: { streams: { include: { periods: true } } } }>;

/** Each point's history tells its streams of before and after, and from when on. */
async function tell(
  db: Prisma.TransactionClient,
  { townId, viewer }: { readonly townId: string; readonly viewer: Viewer },
  pointIds: readonly string[],
  before: ReadonlyMap<string, Point>,
  from: Day,
): Promise<void> {
  if (pointIds.length === 0) return;
  await db.collectionPoint.updateMany({
    where: { id: { in: [...pointIds] } },
    data: { version: { increment: 1 } },
  });
  const rows = await db.collectionPoint.findMany({
    where: { id: { in: [...pointIds] } },
    include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
  });
  await recordChanges(
    db,
    rows.map(({ id, streams }) => ({
      ...{ townId, subject: 'points' as const, subjectId: id, actorUserId: viewer.id, kind: 'changed' as const },
      before: { streams: streamsOn(before.get(id)?.streams ?? [], from) },
      after: { streams: streamsOn(streams, from), validFrom: from },
    })),
  );
}
