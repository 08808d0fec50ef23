import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, type DayTownFixture, openDayTown } from '../../planning/day-town.testing.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;
beforeAll(async () => {
  town = await openDayTown();
});
afterAll(() => town.close());

/** Runs what was asked for, and gives the newest revision with the routes in their trucks' order. */
async function run(options: { seconds?: number; replan?: object }) {
  const { prisma } = town.platform.database;
  const asked = await town.ask(DAY, options);
  const work = planDayWork(town.platform);
  const signal = new AbortController().signal;
  await work.process({ id: asked.runId, name: 'plan-day', data: asked, attempt: 1, lastAttempt: true, signal });
  await work.close();
  const { state, failure } = await prisma.planRun.findUniqueOrThrow({ where: { id: asked.runId } });
  const revision = await prisma.planRevision.findFirst({
    where: { planId: asked.planId },
    orderBy: { number: 'desc' },
    include: {
      unserved: true,
      routes: {
        orderBy: { truck: { number: 'asc' } },
        include: { stops: { orderBy: { sequence: 'asc' }, include: { leg: true } } },
      },
    },
  });
  return { state, failure, revision };
}

it('plans the rest of a day without a truck that broke down: what it did stays, what it had to do goes to the other', async () => {
  const { prisma } = town.platform.database;
  const { revision: planned } = await run({ seconds: 1 });
  if (!planned) throw new Error('no plan');
  expect(await run({ replan: { without: { trucks: [] } } })).toMatchObject({
    state: 'failed',
    failure: { code: 'nothing-published' },
  });
  await prisma.plan.update({
    where: { id: planned.planId },
    data: { publishedRevisionId: planned.id, publishedAt: new Date(), publishedBy: 'thử' },
  });
  const broken = planned.routes.reduce((most, route) => (route.stops.length > most.stops.length ? route : most));
  const other = planned.routes.find(({ id }) => id !== broken.id);
  const points = broken.stops.filter(({ kind }) => kind === 'point');
  const done = points.slice(0, 2);
  const late = 10 * 60_000;
  await prisma.fieldEvent.createMany({
    data: done.map((stop) => ({
      ...{ id: uuidv7(), townId: town.townId, truckId: broken.truckId, kind: 'served', day: new Date(DAY) },
      ...{ visitId: stop.visitId, visitPart: 1, visitParts: 1, stopId: stop.id, shiftId: broken.shiftId },
      ...{ pointId: stop.pointId, stream: stop.stream, visitGrade: 'confirmed', massGrade: 'estimated' },
      doneAt: new Date(stop.departsAt.getTime() + late),
    })),
  });
  const frozenAt = new Date(done[1].departsAt.getTime() + late + 60_000).toISOString();

  const { state, revision } = await run({ replan: { frozenAt, without: { trucks: [broken.truckId] } } });
  expect([state, revision?.origin, revision?.parentId]).toEqual(['done', 'replanned', planned.id]);
  const itsRoute = revision?.routes.find(({ truckId }) => truckId === broken.truckId);
  expect(itsRoute?.stops.map(({ kind, visitId }) => visitId ?? kind)).toEqual(['start', ...done.map((s) => s.visitId)]);
  expect(itsRoute?.stops.at(-1)?.departsAt).toEqual(new Date(done[1].departsAt.getTime() + late));
  expect(itsRoute?.stops.at(-1)?.loadAfterKg).toBe(done[0].loadKg + done[1].loadKg);
  // The other truck has all it had, and what it can of the rest; nothing begins before it was asked for.
  const others = revision?.routes.find(({ truckId }) => truckId !== broken.truckId)?.stops ?? [];
  const left = new Set(revision?.unserved.map(({ visitId }) => visitId));
  const taken = new Set(others.flatMap(({ visitId }) => visitId ?? []));
  for (const { visitId } of points.slice(2)) expect(taken.has(visitId ?? '') !== left.has(visitId ?? '')).toBe(true);
  for (const { visitId } of other?.stops ?? []) if (visitId) expect(taken.has(visitId) || left.has(visitId)).toBe(true);
  expect(others.filter(({ kind }) => kind === 'point').every((s) => s.arrivesAt >= new Date(frozenAt))).toBe(true);
  expect(others.filter(({ legMetres, leg }) => legMetres > 0 && leg === null)).toEqual([]);
});
