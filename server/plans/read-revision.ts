import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { dateToDay } from '../../domain/day.ts';
import { type RevisionView, unservedReasonSchema } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import { readUnitsInForce } from '../../platform/units-in-force.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { revisionSummary } from '../../records/plans/plan-view.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { planProblem } from './problems.ts';
import { routeInclude, routeView } from './route-view.ts';

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
      explanation: { select: { content: true } },
      plan: { select: { day: true, publishedRevisionId: true } },
      routes: { include: routeInclude, orderBy: [{ truck: { number: 'asc' } }, { startsAt: 'asc' }] },
      unserved: {
        include: { point: { select: { code: true, name: true, unitId: true, lon: true, lat: true } } },
        orderBy: [{ point: { code: 'asc' } }, { stream: 'asc' }],
      },
    },
  });
  if (!row) throw planProblem('no-such-revision');
  const day = dateToDay(row.plan.day);
  const unserved = row.unserved.map(({ point }) => point);
  const { unitOf } = await readUnitsInForce(prisma, area.id, day, unserved);
  return {
    ...revisionSummary(row, row.plan.publishedRevisionId),
    planId,
    day,
    routes: row.routes.map((route) => routeView(route, day, area.timeZone)),
    unserved: row.unserved.map(({ visitId, pointId, point, stream, loadKg, reason }) => ({
      visitId,
      pointId,
      code: point.code,
      name: point.name,
      unitId: unitOf(point)?.id ?? null,
      stream: streamSchema.parse(stream),
      loadKg,
      reason: unservedReasonSchema.parse(reason),
    })),
  };
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
