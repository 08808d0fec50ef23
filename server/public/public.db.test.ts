import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
  plan = await makePlan(server.platform.database.prisma, town);
});
afterAll(() => server.close());

const arrivals = (day: string) => server.ask(null, 'GET', `/api/public/arrivals?date=${day}`);

describe('the public arrivals', () => {
  it('are the published stops in order of time, with what became of them', async () => {
    const stop = plan.stops.find(({ kind }) => kind === 'point');
    const event = {
      id: uuidv7(),
      kind: 'served',
      truckId: stop?.truckId,
      stopId: stop?.id,
      doneAt: '2024-11-24T21:20:00.000Z',
    };
    await server.ask('dispatcher', 'POST', '/api/field-events', { events: [event] });
    const { status, body } = await arrivals(DAY);
    expect(status).toBe(200);
    expect(body.isPublished).toBe(true);
    const list = body.arrivals as { pointId: string; plannedArrival: string; state: string; unitName: string }[];
    expect(list.map(({ pointId }) => pointId).sort()).toEqual([...town.pointIds].sort());
    expect(list.map(({ plannedArrival }) => plannedArrival)).toEqual(list.map((a) => a.plannedArrival).sort());
    expect(list.find(({ pointId }) => pointId === town.pointIds[0])).toMatchObject({
      state: 'served',
      unitName: 'Phường 1',
    });
  });

  it('name no truck, no crew, no plate and no person', async () => {
    const text = JSON.stringify((await arrivals(DAY)).body);
    for (const secret of [...town.truckIds, '36C', 'TO1', 'xe-1', 'truck', 'loadKg', plan.planId]) {
      expect(text).not.toContain(secret);
    }
  });

  it('keep what became of a point when another revision of the day is published', async () => {
    await makePlan(server.platform.database.prisma, town);
    const list = (await arrivals(DAY)).body.arrivals as { pointId: string; state: string }[];
    expect(list.map(({ pointId, state }) => [pointId, state])).toContainEqual([town.pointIds[0], 'served']);
    expect(list.filter(({ state }) => state === 'served')).toHaveLength(1);
  });

  it('name the unit in force on the day, whatever unit a point was assigned to', async () => {
    const { prisma } = server.platform.database;
    await prisma.unit.updateMany({ where: { townId: town.townId }, data: { validTo: new Date('2025-07-01') } });
    const { geometry } = await prisma.unit.findUniqueOrThrow({ where: { id: town.unitIds[0] } });
    const merged = { townId: town.townId, code: '14800', name: 'Phường mới', kind: 'ward', setting: 'urban' };
    await prisma.unit.create({
      data: { ...merged, population: 3000, geometry: geometry ?? {}, validFrom: new Date('2025-07-01') },
    });
    await makePlan(prisma, town, '2025-07-01');
    const namesOn = async (day: string) => {
      const list = (await arrivals(day)).body.arrivals as { name: string; unitName: string | null }[];
      return list.map(({ name, unitName }) => `${name}: ${unitName}`).sort();
    };
    expect(await namesOn('2025-07-01')).toEqual([
      'Điểm 1: Phường mới',
      'Điểm 2: Phường mới',
      'Điểm 3: null',
      'Điểm 4: null',
    ]);
    expect((await namesOn(DAY)).at(0)).toBe('Điểm 1: Phường 1');
  });

  it('are none before publication', async () => {
    await makePlan(server.platform.database.prisma, town, '2026-11-24', false);
    expect((await arrivals('2026-11-24')).body).toEqual({ day: '2026-11-24', isPublished: false, arrivals: [] });
  });
});
