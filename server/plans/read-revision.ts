import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { dateToDay } from '../../domain/day.ts';
import { type RevisionView, unservedReasonSchema } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { TownBooks } from '../../domain/town-view.ts';
import { holdsOn, unitOfPointFinder } from '../../domain/units-in-force.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { revisionSummary } from '../../records/plans/plan-view.ts';
import { readRevisionBooks } from '../../records/plans/revision-books.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { planProblem } from './problems.ts';
import { routeInclude, routeViewer } from './route-view.ts';

/** Everything of one revision. @throws Problem `no-such-revision` */
export async function readRevision(
  prisma: PrismaClient,
  area: ActiveTown,
  planId: string,
  number: number,
): Promise<RevisionView> {
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
  if (!row) throw planProblem('no-such-revision');
  const day = dateToDay(row.plan.day);
  const books = await readRevisionBooks(prisma, { townId: area.id, snapshotId: row.snapshotId });
  const unitOf = unitOfPointFinder(books.units.filter((unit) => holdsOn(unit, day)));
  const points = new Map(books.points.map((point) => [point.id, point]));
  return {
    ...(await revisionSummary(prisma, row, row.plan.publishedRevisionId)),
    planId,
    day,
    routes: row.routes
      .map(routeViewer(books, day, area.timeZone))
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

/** The town's books as a revision was kept with them. @throws Problem `no-such-revision` */
export async function readBooksOfRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
): Promise<TownBooks> {
  const row = await prisma.planRevision.findFirst({
    where: { planId, number, plan: { townId } },
    select: { snapshotId: true },
  });
  if (!row) throw planProblem('no-such-revision');
  const { archivedFacilities: _, ...books } = await readRevisionBooks(prisma, { townId, snapshotId: row.snapshotId });
  return books;
}

/**
 * Exactly what was solved, or the answer, as JSON text.
 *
 * @param number the revision; without it the published one, or the latest where none is published
 * @throws Problem `no-such-plan`, `no-such-revision`
 */
export async function exportRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number | undefined,
  what: 'instance' | 'answer',
): Promise<string> {
  const plan = await prisma.plan.findFirst({ where: { id: planId, townId }, select: { publishedRevisionId: true } });
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const published = plan.publishedRevisionId ? { id: plan.publishedRevisionId } : {};
  const row = await prisma.planRevision.findFirst({
    where: { planId, ...(number === undefined ? published : { number }) },
    orderBy: { number: 'desc' },
    select: { instance: what === 'instance', answer: what === 'answer' },
  });
  if (!row) throw planProblem('no-such-revision');
  if (what === 'answer') return JSON.stringify(row.answer);
  return (await promisify(gunzip)(row.instance)).toString('utf8');
}
