import { gzipSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../../domain/day.ts';
import { basisOf } from '../../planning/basis.ts';
import { readDayInputs } from '../../records/plans/day-inputs.ts';
import type { Answer } from '../fixtures/server.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, TEST_ANSWER, TEST_INSTANCE } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown, ZONE } from '../fixtures/town.ts';
import { readWeek } from './read-week.ts';
import { requeueLostPlans } from './requeue-plans.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const post = (path: string, body: unknown = {}): Promise<Answer> => server.ask('dispatcher', 'POST', path, body);
const read = (path: string): Promise<Answer> => server.ask('dispatcher', 'GET', path);
const queue = () => server.platform.queues.createQueue<{ planId: string; runId: string }>('plan-day');
const rowOf = (id: string) =>
  server.platform.database.prisma.planRun.findFirstOrThrow({
    where: { planId: id },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
  });

/** How many statements wait for a row that somebody else holds. */
async function waitingForRows(): Promise<number> {
  const [row] = await server.platform.database.prisma.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row.waiting;
}

describe('asking for the plan of a day', () => {
  it('answers 202 with where to look, and puts the run on the queue', async () => {
    const answer = await post('/api/plans', { date: '2026-12-01', seconds: 5 });
    expect(answer).toMatchObject({ status: 202, body: { day: '2026-12-01', state: 'queued', percent: 0 } });
    expect(answer.headers.get('location')).toBe(`/api/plans/${answer.body.id}`);
    const row = await rowOf(String(answer.body.id));
    expect(row.options).toEqual({ seconds: 5 });
    expect(await queue().state(row.id)).toBe('waiting');
  });

  it('gives one of those who ask at once the run and the others its id', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/api/plans', { date: '2026-12-02' })));
    const started = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status === 409);
    expect([started.length, refused.length]).toEqual([1, 3]);
    for (const { body } of refused) {
      expect(body).toMatchObject({ code: 'plan-already-running', planId: started[0].body.id });
    }
  });

  it('starts a new run of the same plan once the one before has ended', async () => {
    const first = await post('/api/plans', { date: '2026-12-03' });
    const id = String(first.body.id);
    const before = await rowOf(id);
    await server.platform.database.prisma.planRun.updateMany({
      where: { planId: id },
      data: { state: 'failed', failure: { code: 'nothing-due', params: {} }, finishedAt: new Date(), percent: 40 },
    });
    const second = await post('/api/plans', { date: '2026-12-03' });
    expect(second).toMatchObject({
      status: 202,
      body: { id, state: 'queued', percent: 0, failure: null, finishedAt: null },
    });
    expect((await rowOf(id)).id).not.toBe(before.id);
  });

  it('names what is wrong with the date', async () => {
    expect(await post('/api/plans', { date: '2026-02-30' })).toMatchObject({
      status: 400,
      body: { code: 'input-invalid', errors: [{ path: 'body.date' }] },
    });
  });
});

describe('cancelling', () => {
  it('ends a run that waits and takes its job off the queue', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-04' });
    const { id: runId } = await rowOf(String(body.id));
    expect(await post(`/api/plans/${body.id}/cancel`)).toMatchObject({ status: 202, body: { state: 'cancelled' } });
    expect(await queue().state(runId)).toBe('unknown');
  });

  it('asks a running one to stop, and leaves the rest to its worker', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-05' });
    await server.platform.database.prisma.planRun.updateMany({
      where: { planId: String(body.id) },
      data: { state: 'running' },
    });
    expect(await post(`/api/plans/${body.id}/cancel`)).toMatchObject({
      status: 202,
      body: { state: 'running', cancelRequested: true },
    });
  });

  it('is refused when the worker stores the plan meanwhile: what is asked waits for the row and finds it done', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-07' });
    const id = String(body.id);
    const { prisma } = server.platform.database;
    await prisma.planRun.updateMany({
      where: { planId: id },
      data: { state: 'running', phase: 'storing', percent: 74 },
    });
    const asked = await prisma.$transaction(async (transaction) => {
      // As storeRevision holds it.
      await transaction.$queryRaw`SELECT 1 FROM "PlanRun" WHERE "planId" = ${id}::uuid FOR UPDATE`;
      const cancelled = post(`/api/plans/${id}/cancel`);
      await expect.poll(() => waitingForRows()).toBe(1);
      await transaction.planRun.updateMany({
        where: { planId: id },
        data: { state: 'done', phase: null, percent: 100 },
      });
      return { cancelled };
    });
    expect(await asked.cancelled).toMatchObject({ status: 409, body: { code: 'plan-not-running' } });
    expect(await rowOf(id)).toMatchObject({ state: 'done', cancelRequested: false, percent: 100 });
  });

  it('ends a run that its worker hands back in the moment it is asked', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-08' });
    const id = String(body.id);
    const { prisma } = server.platform.database;
    await prisma.planRun.updateMany({ where: { planId: id }, data: { state: 'running', phase: 'matrix', percent: 3 } });
    const asked = await prisma.$transaction(async (transaction) => {
      await transaction.planRun.updateMany({
        where: { planId: id },
        data: { state: 'queued', phase: null, percent: 0 },
      });
      const cancelled = post(`/api/plans/${id}/cancel`);
      await expect.poll(() => waitingForRows()).toBe(1);
      return { cancelled };
    });
    expect(await asked.cancelled).toMatchObject({ status: 202, body: { state: 'cancelled' } });
  });

  it('says so when there is nothing to cancel', async () => {
    const { planId } = await makePlan(server.platform.database.prisma, town, '2026-12-06');
    expect(await post(`/api/plans/${planId}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'plan-not-running' },
    });
  });
});

describe('a plan that is done', () => {
  it('is listed by its days, with totals of its revisions', async () => {
    const { planId } = await makePlan(server.platform.database.prisma, town, DAY, false);
    const { body } = await read(`/api/plans?from=${DAY}&to=${DAY}`);
    expect(body).toMatchObject([{ id: planId, day: DAY, revisions: [{ number: 1, isPublished: false }] }]);
  });

  it('tells which targets it misses and what would reach them, once that was found', async () => {
    const { prisma } = server.platform.database;
    const { planId } = await makePlan(prisma, town, '2026-12-14', false);
    const explanationOf = async () =>
      ((await read(`/api/plans/${planId}`)).body.revisions as { explanation: unknown }[])[0].explanation;
    expect(await explanationOf()).toBeNull();
    const content = {
      missed: [{ unitId: town.unitIds[0], unitName: 'Phường 1', streams: ['food'], targetKg: 980, shortfallKg: 120 }],
      levers: [
        {
          lever: { kind: 'shift-longer', seconds: 3600 },
          shortfallGainKg: 120,
          servedGainKg: 140,
          costChangeDong: 90_000,
          reaches: [0],
        },
      ],
    };
    const { id: revisionId } = await prisma.planRevision.findFirstOrThrow({ where: { planId } });
    await prisma.targetExplanation.create({ data: { revisionId, content } });
    expect(await explanationOf()).toEqual(content);
    expect((await read(`/api/plans/${planId}/revisions/1`)).body.explanation).toEqual(content);
  });

  it('shows a revision with its routes, their stops in order, and where a break would be', async () => {
    const { planId } = await makePlan(server.platform.database.prisma, town, '2026-12-07');
    const { status, body } = await read(`/api/plans/${planId}/revisions/1`);
    expect(status).toBe(200);
    const routes = body.routes as {
      truckNumber: number;
      stops: { kind: string; code: string }[];
      shiftStartsAt: string;
    }[];
    expect(routes.map((route) => route.truckNumber)).toEqual([1, 2]);
    expect(routes[0].stops.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'start DEPOT',
      'point P1',
      'point P2',
      'unload LANDFILL',
      'end DEPOT',
    ]);
    // 04:00 in Vietnam.
    expect(routes[0].shiftStartsAt).toBe('2026-12-06T21:00:00.000Z');
  });

  it('tells the way in the language asked for', async () => {
    const { planId, routeIds } = await makePlan(server.platform.database.prisma, town, '2026-12-08');
    const way = async (language: string) =>
      (await read(`/api/plans/${planId}/routes/${routeIds[0]}/directions?language=${language}`)).body as {
        legs: { toCode: string; steps: { text: string }[] }[];
      };
    const vietnamese = await way('vi');
    expect(vietnamese.legs.map((leg) => leg.toCode)).toEqual(['P1', 'P2', 'LANDFILL', 'DEPOT']);
    expect(vietnamese.legs[0].steps[0].text).toContain('Trần Phú');
    expect((await way('en')).legs[0].steps[0].text).not.toBe(vietnamese.legs[0].steps[0].text);
  });

  it('shows a driver the way of the own published route and no other', async () => {
    const { planId, routeIds } = await makePlan(server.platform.database.prisma, town, '2026-12-09');
    const asDriver = (routeId: string) =>
      server.ask('driver', 'GET', `/api/plans/${planId}/routes/${routeId}/directions`);
    expect((await asDriver(routeIds[0])).status).toBe(200);
    expect((await asDriver(routeIds[1])).status).toBe(404);
    await post(`/api/plans/${planId}/unpublish`);
    expect((await asDriver(routeIds[0])).status).toBe(404);
  });

  it('exports what was solved and the answer: the published revision unless told, else the latest', async () => {
    const { prisma } = server.platform.database;
    const { planId } = await makePlan(prisma, town, '2026-12-10', false);
    expect((await read(`/api/plans/${planId}/instance.json`)).body).toEqual(TEST_INSTANCE);
    expect((await read(`/api/plans/${planId}/plan.json?revision=1`)).body).toEqual(TEST_ANSWER);
    expect((await read(`/api/plans/${planId}/plan.json?revision=2`)).status).toBe(404);
  });
});

it('prints run sheets: of the revision that is published, of one truck where it is named', async () => {
  const { planId, revisionId } = await makePlan(server.platform.database.prisma, town, '2026-12-20', false);
  const print = async (query: string) => {
    const headers = { Cookie: await server.cookieOf('dispatcher') };
    const answer = await fetch(`${server.url}/api/plans/${planId}/run-sheets.pdf?${query}`, { headers });
    return {
      type: answer.headers.get('Content-Type'),
      text: Buffer.from(await answer.arrayBuffer()).toString('latin1'),
    };
  };
  const pagesOf = (text: string) => text.match(/\/Type \/Page\b/g)?.length;
  const all = await print('language=vi');
  expect(all.type).toContain('application/pdf');
  expect(all.text.startsWith('%PDF-')).toBe(true);
  expect(pagesOf(all.text)).toBe(2);
  const { truckId } = await server.platform.database.prisma.route.findFirstOrThrow({ where: { revisionId } });
  expect(pagesOf((await print(`language=en&truck=${truckId}`)).text)).toBe(1);
});

it('sums up a week by truck and day: planned, done, out, closed, and plans that the books have overtaken', async () => {
  const { database } = server.platform;
  const { prisma } = database;
  const [monday, tuesday, wednesday, thursday] = ['2025-03-03', '2025-03-04', '2025-03-05', '2025-03-06'];
  const driven = await makePlan(prisma, town, monday);
  const draft = await makePlan(prisma, town, tuesday, false);
  const [truckId, secondId] = town.truckIds;
  const basis = basisOf(await readDayInputs(prisma, town.townId, tuesday), tuesday, new Set());
  const { graphId, totals, instance } = await prisma.planRevision.findUniqueOrThrow({
    where: { id: draft.revisionId },
  });
  const at = (minute: number) => new Date(Date.UTC(2025, 2, 2, 21, minute));
  const way = { drivingSeconds: 1800, lengthMetres: 6000, waitSeconds: 0, serviceSeconds: 600, costDong: 1 };
  const route = { truckId: secondId, shiftId: town.shiftIds[1], startsAt: at(0), endsAt: at(60), loadKg: 700, ...way };
  await prisma.planRevision.create({
    data: {
      ...{
        planId: draft.planId,
        number: 2,
        origin: 'edited',
        parentId: draft.revisionId,
        graphId,
        instance,
        answer: {},
      },
      ...{ totals: totals ?? {}, basis: gzipSync(JSON.stringify(basis)), routes: { create: route } },
    },
  });
  const told = { townId: town.townId, truckId, day: dayToDate(monday), visitGrade: 'confirmed' };
  const [first, second] = driven.stops.filter(({ kind }) => kind === 'point');
  await prisma.fieldEvent.createMany({
    data: [
      { ...told, id: uuidv7(), kind: 'shift-started', shiftId: town.shiftIds[0], doneAt: at(0) },
      { ...told, id: uuidv7(), kind: 'skipped', visitId: first.visitId, doneAt: at(10) },
      // The last word on a visit counts.
      { ...told, id: uuidv7(), kind: 'served', visitId: first.visitId, loadKg: 480, doneAt: at(20) },
      { ...told, id: uuidv7(), kind: 'skipped', visitId: second.visitId, doneAt: at(30) },
    ],
  });
  const days = { from: tuesday, to: wednesday };
  await post(`/api/trucks/${secondId}/absences`, { ...days, reason: 'maintenance' });
  const closure = { townId: town.townId, facilityId: town.landfillId, reason: 'Sửa cân' };
  await prisma.facilityClosure.create({ data: { ...closure, from: dayToDate(thursday), to: dayToDate(thursday) } });

  const week = await readWeek(database, { id: town.townId, timeZone: ZONE }, thursday, at(60));
  expect([week.from, week.to]).toEqual([monday, '2025-03-09']);
  expect(week.days.map(({ plan, closed }) => [plan?.isPublished, plan?.changes, closed.length])).toEqual([
    ...[
      [true, 0, 0],
      [false, 1, 0],
      [undefined, undefined, 0],
      [undefined, undefined, 1],
    ],
    ...[1, 2, 3].map(() => [undefined, undefined, 0]),
  ]);
  const [one, two] = week.trucks;
  const planned = { loadKg: 1000, seconds: 4000, trips: 1, visits: 2 };
  expect(one.cells[0]).toMatchObject({ shiftSeconds: 8 * 3600, out: null, planned });
  expect(one.cells[0].driven).toEqual({
    ...{ netKg: 0, tickets: 0, reportedKg: 480, served: 1, skipped: 1, workedSeconds: null, isUnderWay: true },
  });
  expect(one.cells.slice(1).map(({ driven: did }) => did)).toEqual(Array.from({ length: 6 }, () => null));
  const edited = { loadKg: 700, seconds: 3600, trips: 0, visits: 0 };
  expect(two.cells.slice(0, 4).map(({ out, shiftSeconds, planned: to }) => [out?.kind, shiftSeconds, to])).toEqual([
    ...[
      [undefined, 28_800, planned],
      ['truck-out', 0, edited],
      ['truck-out', 0, null],
      [undefined, 28_800, null],
    ],
  ]);
});

describe('publishing', () => {
  it('points the day at a revision, moves to another, and back to none', async () => {
    const { prisma } = server.platform.database;
    const { planId } = await makePlan(prisma, town, '2026-12-11', false);
    await makePlan(prisma, town, '2026-12-11', false);
    const publish = (revision: number) => post(`/api/plans/${planId}/publish`, { revision });
    const publishedOf = (answer: Answer) =>
      (answer.body.revisions as { number: number; isPublished: boolean }[])
        .filter((revision) => revision.isPublished)
        .map((revision) => revision.number);

    expect(publishedOf(await publish(1))).toEqual([1]);
    const moved = await publish(2);
    expect(publishedOf(moved)).toEqual([2]);
    const dispatcher = await prisma.user.findUniqueOrThrow({ where: { email: 'dispatcher@demo.local' } });
    expect(moved.body.publishedBy).toBe(dispatcher.name);
    // Whoever is called otherwise later is still the one who did it.
    const changed = await prisma.user.update({ where: { id: dispatcher.id }, data: { name: 'Tổ điều hành' } });
    const shown = await server.ask('dispatcher', 'GET', `/api/plans/${planId}`);
    expect(shown.body.publishedBy).toBe(changed.name);
    await prisma.user.update({ where: { id: dispatcher.id }, data: { name: dispatcher.name } });
    expect(publishedOf(await publish(1))).toEqual([1]);
    expect((await publish(3)).status).toBe(404);
    const unpublished = await post(`/api/plans/${planId}/unpublish`);
    expect(publishedOf(unpublished)).toEqual([]);
    expect(unpublished.body.publishedBy).toBeNull();
    expect((await post(`/api/plans/${planId}/unpublish`)).status).toBe(200);
  });
});

describe('a run that lost its job', () => {
  const anHourLater = () => new Date(Date.now() + 3600_000);
  const sweep = () => requeueLostPlans(server.platform, queue(), anHourLater());

  it('gets a new one, once', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-12' });
    const { id: runId } = await rowOf(String(body.id));
    await queue().remove(runId);
    await sweep();
    expect(await queue().state(runId)).toBe('waiting');
    expect(await sweep()).toBe(0);
  });

  it('is left alone while its job waits', async () => {
    const { body } = await post('/api/plans', { date: '2026-12-13' });
    const before = await rowOf(String(body.id));
    await sweep();
    expect(await rowOf(String(body.id))).toEqual(before);
  });
});
