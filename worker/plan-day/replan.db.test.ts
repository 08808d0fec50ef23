import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, type DayTownFixture, openDayTown } from '../../planning/day-town.testing.ts';
import type { PlanTotals } from '../../domain/plans.ts';
import { requireSound } from '../../planning/check.ts';
import { placesFor } from '../../planning/edit/best-places.ts';
import { openBase, readBase } from '../../planning/edit/edited-base.ts';
import { keepEdit } from '../../planning/edit/keep-edit.ts';
import { NOTHING_HELD, priceMoves } from '../../planning/edit/price-edit.ts';
import { openAreaRoads } from '../../planning/town-roads.ts';
import { readKeptJson } from '../../records/plans/read-revision.ts';
import { readTown } from '../../records/towns/active-town.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;
beforeAll(async () => {
  town = await openDayTown();
});
afterAll(() => town.close());

/** Runs what was asked for, and gives the newest revision with the routes in their trucks' order. */
async function run(options: { seconds?: number; replan?: object }, day = DAY) {
  const { prisma } = town.platform.database;
  const asked = await town.ask(day, options);
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
  // One truck alone may have had all there was to do.
  const due = [...points.slice(2), ...(other?.stops ?? [])].flatMap(({ visitId }) => visitId ?? []);
  expect(due).not.toEqual([]);
  expect(due.filter((visitId) => taken.has(visitId) === left.has(visitId))).toEqual([]);
  expect(others.filter(({ kind }) => kind === 'point').every((s) => s.arrivesAt >= new Date(frozenAt))).toBe(true);
  expect(others.filter(({ legMetres, leg }) => legMetres > 0 && leg === null)).toEqual([]);

  // Whoever took it goes on editing it by hand: what was done and where trucks started from stays as it is.
  if (!revision) throw new Error('no proposal');
  const base = await openBase(town.platform.database, revision.id);
  if (!base?.rest) throw new Error('nothing was kept to go on from');
  requireSound(base.day.problem, base.plan);
  const moved = others.find(({ kind }) => kind === 'point')?.visitId ?? '';
  const places = placesFor(base, [moved], NOTHING_HELD);
  const place = places.find(({ worst, position }) => worst === null && position > 2);
  if (!place) throw new Error('no other place for it');
  const to = { truck: place.truckId, shift: place.shiftId, trip: place.trip, position: place.position };
  const priced = priceMoves(base, [{ visit: moved, to }]);
  expect(priced.answer.isAllowed).toBe(true);
  const roads = openAreaRoads(town.platform);
  const number = await roads.lend(await readTown(prisma, town.townId), (engine) =>
    keepEdit(town.platform.database, engine, base, {
      ...{ planId: planned.planId, priced, by: 'thử' },
      edits: { moves: [{ visit: moved, to }], tidied: [] },
    }),
  );
  await roads.close();
  const edited = await prisma.planRevision.findFirstOrThrow({
    where: { planId: planned.planId, number: number ?? 0 },
    include: { routes: { include: { stops: { orderBy: { sequence: 'asc' }, include: { leg: true } } } } },
  });
  // What was solved is kept once, however often it is edited.
  expect(edited).toMatchObject({ origin: 'edited', parentId: revision.id, instance: null, instanceOfId: revision.id });
  const solved = ({ number }: { readonly number: number }) =>
    readKeptJson(prisma, town.townId, planned.planId, number, 'instance');
  expect(await solved(edited)).toBe(await solved(revision));
  expect((await readBase(prisma, edited.id))?.day.problem).toEqual(base.day.problem);
  const stopsOf = (truckId: string, of: { routes: (typeof edited)['routes'] }) =>
    of.routes.find((route) => route.truckId === truckId)?.stops ?? [];
  const doing = (truckId: string, of: { routes: (typeof edited)['routes'] }) =>
    stopsOf(truckId, of).map(({ kind, visitId, arrivesAt }) => [visitId ?? kind, arrivesAt]);
  expect(doing(broken.truckId, edited)).toEqual(doing(broken.truckId, revision));
  const [was, is] = [revision, edited].map((of) =>
    stopsOf(place.truckId, of).map(({ visitId, kind }) => visitId ?? kind),
  );
  expect(is).not.toEqual(was);
  expect([...is].sort()).toEqual([...was].sort());
  const ways = edited.routes
    .flatMap(({ stops }) => stops)
    .filter(({ legMetres, leg }) => legMetres > 0 && leg === null);
  expect(ways).toEqual([]);
  const [before, after] = [revision, edited].map(({ totals }) => totals as unknown as PlanTotals);
  expect(after.costDong - before.costDong).toBe(priced.answer.change.costDong);
  expect([after.dueVisits, after.servedVisits]).toEqual([before.dueVisits, before.servedVisits]);
  const again = await openBase(town.platform.database, edited.id);
  if (!again) throw new Error('nothing was kept to go on from');
  requireSound(again.day.problem, again.plan);
  expect(again.day.problem.vehicles.map(({ frozen }) => frozen)).toEqual(
    base.day.problem.vehicles.map(({ frozen }) => frozen),
  );
  expect(again.rest?.done).toEqual(base.rest.done);
});

it('carries visits promised for a day into its plans made anew, however often, and not those of a proposal nobody took', async () => {
  const { prisma } = town.platform.database;
  const stream = 'food';
  const points = await prisma.collectionPoint.findMany({ where: { townId: town.townId }, orderBy: { code: 'asc' } });
  const [promised, refused] = points.map(({ id }) => id);
  // Nothing of that day is driven yet.
  const day = '2026-11-24';
  const frozenAt = '2026-11-23T18:00:00.000Z';
  const urgentAt = (pointId: string) => ({ replan: { frozenAt, urgent: [{ pointId, stream, kg: 150 }] } });
  const publish = (revision: { id: string; planId: string } | null) =>
    prisma.plan.update({
      where: { id: revision?.planId },
      data: { publishedRevisionId: revision?.id, publishedAt: new Date(), publishedBy: 'thử' },
    });
  const asked = (revision: Awaited<ReturnType<typeof run>>['revision']) =>
    [...(revision?.routes.flatMap(({ stops }) => stops) ?? []), ...(revision?.unserved ?? [])].flatMap((one) =>
      one.stream === stream ? one.pointId : [],
    );
  await publish((await run({ seconds: 1 }, day)).revision);
  const { revision: proposal } = await run(urgentAt(promised), day);
  expect(asked(proposal)).toEqual([promised]);
  await publish(proposal);
  await run(urgentAt(refused), day);
  const { revision: anew } = await run({ seconds: 1 }, day);
  expect([anew?.origin, asked(anew)]).toEqual(['planned', [promised]]);
  await publish(anew);
  expect(asked((await run({ seconds: 1 }, day)).revision)).toEqual([promised]);
});
