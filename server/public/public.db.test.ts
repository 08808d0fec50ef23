import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepStreets } from '../../records/streets/keep-streets.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
beforeAll(async () => {
  server = await startTestServer({}, { clock: () => clock });
  town = await makeTown(server.platform.database.prisma);
  plan = await makePlan(server.platform.database.prisma, town);
});
afterAll(() => server.close());

let clock = 0;
/** As somebody who comes when the answer before is no longer fresh. */
const arrivals = (day: string) => {
  clock += 60_000;
  return server.ask(null, 'GET', `/api/public/arrivals?date=${day}`);
};

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

  it('are read by all behind one address, who are told when nothing is new', async () => {
    const [first, ...others] = await Promise.all(
      Array.from({ length: 130 }, () => server.ask(null, 'GET', `/api/public/arrivals?date=${DAY}`)),
    );
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
    const etag = first.headers.get('etag') ?? '';
    const again = await server.ask(null, 'GET', `/api/public/arrivals?date=${DAY}`, undefined, {
      'if-none-match': etag,
    });
    expect(again.status).toBe(304);
  });

  it('are not to be had of one day after another without end', async () => {
    const days = Array.from({ length: 130 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10));
    const answers = await Promise.all(days.map((day) => server.ask(null, 'GET', `/api/public/arrivals?date=${day}`)));
    expect(answers.filter(({ status }) => status === 429)).not.toEqual([]);
  });
});

describe('the public search for streets', () => {
  const found = async (query: string) => {
    const { status, body } = await server.ask(null, 'GET', `/api/public/streets?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    return (body.streets as { name: string }[]).map(({ name }) => name);
  };
  beforeAll(async () => {
    const names = ['Trần Phú', 'Ngõ 12 Trần Phú', 'Đường Lê Lợi', 'Nguyễn Trãi', '…'];
    const streets = names.map((name) => ({ name, places: [[105.81, 20.01] as [number, number]] }));
    await server.platform.database.prisma.$transaction((tx) => keepStreets(tx, town.townId, streets));
  });

  it('finds by any words, with or without accents and the word for street', async () => {
    expect(await found('tran phu')).toEqual(['Trần Phú', 'Ngõ 12 Trần Phú']);
    expect(await found('Đường TRẦN Phú')).toEqual(['Trần Phú', 'Ngõ 12 Trần Phú']);
    expect(await found('phu 12')).toEqual(['Ngõ 12 Trần Phú']);
    expect(await found('le lo')).toEqual(['Đường Lê Lợi']);
    expect(await found('duong le loi')).toEqual(['Đường Lê Lợi']);
    expect(await found('rãi')).toEqual([]);
  });

  it('tells the ward that a street lies in', async () => {
    const { body } = await server.ask(null, 'GET', '/api/public/streets?q=tran+phu');
    // Another test puts a new ward in place of both.
    const { name } = await server.platform.database.prisma.unit.findFirstOrThrow({
      where: { townId: town.townId, validTo: null },
      orderBy: { code: 'asc' },
    });
    expect(body.streets).toMatchObject([{ unitName: name }, { unitName: name }]);
  });

  it('finds nothing for less than two letters, and takes signs as blanks', async () => {
    expect(await found('t')).toEqual([]);
    expect(await found('%_')).toEqual([]);
    expect(await found('')).toEqual([]);
  });
});
