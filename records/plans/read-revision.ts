import { dateToDay } from '../../domain/day.ts';
import { type RevisionView, unservedReasonSchema } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { TownBooks } from '../../domain/town-view.ts';
import { holdsOn, unitOfPointFinder } from '../../domain/units-in-force.ts';
import { unpackText } from '../../platform/packed-text.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { instanceIn, instanceSelect } from './kept-instance.ts';
import { revisionSummary } from './plan-view.ts';
import { readRevisionBooks } from './revision-books.ts';
import { routeInclude, routeViewer } from './route-view.ts';
import { readShiftEnds } from './shift-ends.ts';

/** Everything of one revision; `null` for none. */
export async function readRevisionView(
  prisma: PrismaClient,
  area: ActiveTown,
  planId: string,
  number: number,
): Promise<RevisionView | null> {
  const row = await prisma.planRevision.findFirst({
    where: { planId, number, plan: { townId: area.id } },
    omit: { instance: true, answer: true },
    include: {
      parent: { select: { number: true } },
      run: { select: { options: true } },
      explanation: { select: { content: true } },
      plan: { select: { day: true, publishedRevisionId: true } },
      routes: { include: routeInclude },
      unserved: true,
    },
  });
  if (!row) return null;
  const day = dateToDay(row.plan.day);
  const books = await readRevisionBooks(prisma, { townId: area.id, snapshotId: row.snapshotId });
  const shiftEndOf = await readShiftEnds(prisma, row.id);
  const unitOf = unitOfPointFinder(books.units.filter((unit) => holdsOn(unit, day)));
  const points = new Map(books.points.map((point) => [point.id, point]));
  return {
    ...(await revisionSummary(prisma, row, row.plan.publishedRevisionId)),
    planId,
    day,
    routes: row.routes
      .map(routeViewer(books, shiftEndOf, day, area.timeZone))
      .sort((one, other) => one.truckNumber - other.truckNumber || one.startsAt.localeCompare(other.startsAt)),
    unserved: row.unserved
      .flatMap(({ visitId, pointId, stream, loadKg, reason, note }) => {
        const point = points.get(pointId);
        if (!point) return [];
        const { code, name } = point;
        return {
          ...{ visitId, pointId, code, name, unitId: unitOf(point)?.id ?? null },
          ...{ stream: streamSchema.parse(stream), loadKg, reason: unservedReasonSchema.parse(reason), note },
        };
      })
      .sort((one, other) => compareText(one.code, other.code) || compareText(one.stream, other.stream)),
  };
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The town's books as a revision was kept with them; `null` where there is no such revision. */
export async function readKeptBooks(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
): Promise<TownBooks | null> {
  const row = await prisma.planRevision.findFirst({
    where: { planId, number, plan: { townId } },
    select: { snapshotId: true },
  });
  if (!row) return null;
  const { archivedFacilities: _, ...books } = await readRevisionBooks(prisma, { townId, snapshotId: row.snapshotId });
  return books;
}

/** The revision that is meant where none is named: the published one, or the latest where none is published. */
export async function presentRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
): Promise<{ readonly number: number | null; readonly publishedNumber: number | null } | null> {
  const plan = await prisma.plan.findFirst({
    where: { id: planId, townId },
    select: {
      publishedRevision: { select: { number: true } },
      revisions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 },
    },
  });
  if (!plan) return null;
  const publishedNumber = plan.publishedRevision?.number ?? null;
  return { publishedNumber, number: publishedNumber ?? plan.revisions[0]?.number ?? null };
}

/** Exactly what was solved, or the answer, as JSON text; `null` where the plan has no such revision. */
export async function readKeptJson(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
  what: 'instance' | 'answer',
): Promise<string | null> {
  const where = { planId, number, plan: { townId } };
  if (what === 'answer') {
    const kept = await prisma.planRevision.findFirst({ where, select: { answer: true } });
    return kept && JSON.stringify(kept.answer);
  }
  const row = await prisma.planRevision.findFirst({ where, select: instanceSelect });
  return row && (await unpackText(instanceIn(row)));
}
