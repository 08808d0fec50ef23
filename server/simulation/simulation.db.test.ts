import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SIMULATED_ATTRIBUTE } from '../../domain/simulation.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Answer, startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { DAY, makeTown } from '../fixtures/town.ts';
import { clearDay } from '../../records/simulations/clear-day.ts';
import { presentOfDay } from '../../records/simulations/present-of-day.ts';

let server: TestServer;
let plan: TestPlan;
beforeAll(async () => {
  server = await startTestServer({}, { simulator: 'server/fixtures/simulator.mjs' });
  plan = await makePlan(server.platform.database.prisma, await makeTown(server.platform.database.prisma));
});
afterAll(() => server.close());

const start = (speed: number, date = DAY): Promise<Answer> =>
  server.ask('dispatcher', 'POST', '/api/simulations', { date, speed });
const current = (): Promise<Answer> => server.ask('dispatcher', 'GET', '/api/simulations/current');
const untilState = (state: string) =>
  vi.waitFor(async () => expect((await current()).body.state).toBe(state), { timeout: 60_000, interval: 200 });

describe('a simulated day', () => {
  it('is none at first', async () => {
    expect((await current()).body).toBeNull();
  });

  it('runs one at a time, tells its clock, and stops when it is told to', async () => {
    const answer = await start(1);
    expect(answer).toMatchObject({ status: 202, body: { state: 'starting', day: DAY, speed: 1 } });
    expect(await start(1)).toMatchObject({
      status: 409,
      body: { code: 'simulation-already-running', simulationId: answer.body.id },
    });
    await untilState('running');
    await vi.waitFor(async () => expect((await current()).body.clock).toBe(`${DAY}T01:02:03.000Z`), {
      timeout: 30_000,
      interval: 200,
    });
    expect((await server.ask('dispatcher', 'POST', `/api/simulations/${answer.body.id}/stop`)).status).toBe(202);
    await untilState('stopped');
    expect((await current()).body).toMatchObject({ failure: null });
  });

  it('is starting until its clock runs', async () => {
    const { prisma } = server.platform.database;
    const { id } = (await start(4)).body as { id: string };
    const { startedAt } = await prisma.simulation.findUniqueOrThrow({ where: { id } });
    const heartbeat = async () => (await prisma.simulation.findUniqueOrThrow({ where: { id } })).heartbeatAt;
    await vi.waitFor(async () => expect((await heartbeat()).getTime()).toBeGreaterThan(startedAt.getTime() + 500), {
      timeout: 30_000,
      interval: 200,
    });
    expect((await current()).body).toMatchObject({ state: 'starting', clock: null });
    // What was reported is gone, and is not missed either: nothing of the day has happened yet.
    const { townId } = await prisma.simulation.findUniqueOrThrow({ where: { id } });
    const present = await presentOfDay(prisma, townId, DAY, new Date());
    expect(present.toISOString() < `${DAY}T00:00`).toBe(true);
    await server.ask('dispatcher', 'POST', `/api/simulations/${id}/stop`);
    await untilState('stopped');
  });

  it('is done when it was driven to its end, and begins the day anew when driven again', async () => {
    const { prisma } = server.platform.database;
    const stop = plan.stops.find(({ kind }) => kind === 'unload');
    const event = {
      id: uuidv7(),
      kind: 'unloaded',
      truckId: stop?.truckId,
      stopId: stop?.id,
      doneAt: '2024-11-24T21:20:00.000Z',
      ticket: { number: 'PC-1', grossKg: 2, tareKg: 1 },
    };
    expect((await server.ask('dispatcher', 'POST', '/api/field-events', { events: [event] })).status).toBe(200);
    const position = (timestamp: string, more: Record<string, string> = {}) =>
      fetch(
        `${server.url}/osmand?${new URLSearchParams({ id: 'xe-1', lat: '20.01', lon: '105.81', timestamp, ...more })}`,
      );
    const simulated = { [SIMULATED_ATTRIBUTE]: 'true' };
    await position('2024-11-24T21:20:00Z', simulated);
    await position('2024-11-23T21:20:00Z', simulated);
    await position('2024-11-24T21:21:00Z');
    await position('2024-11-24T21:22:00Z', { [SIMULATED_ATTRIBUTE]: 'false', ignition: 'true' });
    await start(2);
    await untilState('done');
    expect(await prisma.fieldEvent.count()).toBe(0);
    expect(await prisma.ticket.count()).toBe(0);
    // Another day's positions are not touched, nor what a real tracker sent.
    const left = await prisma.position.findMany({ orderBy: { fixTime: 'asc' } });
    expect(left.map(({ fixTime }) => fixTime.toISOString())).toEqual([
      '2024-11-23T21:20:00.000Z',
      '2024-11-24T21:21:00.000Z',
      '2024-11-24T21:22:00.000Z',
    ]);
  });

  it('that fails says why', async () => {
    await start(3);
    await untilState('failed');
    expect((await current()).body.failure).toContain('no engine');
  });

  it('needs a published plan', async () => {
    expect(await start(1, '2026-11-30')).toMatchObject({ status: 409, body: { code: 'nothing-published' } });
  });

  it('is never driven in a real area, whose field data stays', async () => {
    const { prisma } = server.platform.database;
    await fetch(`${server.url}/osmand?id=xe-1&lat=20.01&lon=105.81&timestamp=2024-11-24T21:20:00Z`);
    const before = await prisma.position.count();
    await prisma.town.updateMany({ data: { isSynthetic: false } });
    try {
      expect(await start(2)).toMatchObject({ status: 403, body: { code: 'only-in-demo' } });
      expect((await server.ask(null, 'GET', '/api/area')).body).toMatchObject({ isDemo: false });
      const area = await requireActiveTown(prisma);
      await expect(prisma.$transaction((transaction) => clearDay(transaction, area, DAY))).rejects.toThrow(
        'is no made-up town',
      );
      expect(await prisma.position.count()).toBe(before);
    } finally {
      await prisma.town.updateMany({ data: { isSynthetic: true } });
    }
  });

  it('whose server is gone no longer keeps the area', async () => {
    const { prisma } = server.platform.database;
    const area = await prisma.town.findFirstOrThrow();
    await prisma.simulation.create({
      data: {
        townId: area.id,
        day: new Date(DAY),
        speed: 1,
        state: 'running',
        heartbeatAt: new Date(Date.now() - 60_000),
      },
    });
    expect((await start(2)).status).toBe(202);
    await untilState('done');
    expect(await prisma.simulation.count({ where: { failure: 'server-lost' } })).toBe(1);
  });
});
