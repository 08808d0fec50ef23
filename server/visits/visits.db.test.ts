import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../prisma/client/client.ts';
import { plannedDayOf } from '../../records/tracks/planned-days.ts';
import { openTrackDays } from '../../records/tracks/track-days.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  plan = await makePlan(prisma, town);
});
afterAll(() => server.close());

interface Visit {
  id: string;
  pointId: string;
  state: string;
}
const visits = async (query: string) => {
  const { body } = await server.ask('dispatcher', 'GET', `/api/visits?${query}`);
  return { items: body.items as Visit[], notReportedDays: body.notReportedDays };
};
const story = async (id: string) => (await server.ask('dispatcher', 'GET', `/api/visits/${id}`)).body;
const report = async (kind: string, stopIndex: number, minute: string, members: object = {}) => {
  const points = plan.stops.filter((stop) => stop.kind === 'point' && stop.truckId === town.truckIds[0]);
  const event = {
    ...{ id: uuidv7(), kind, truckId: town.truckIds[0], visitId: points[stopIndex]?.visitId },
    ...{ doneAt: `2024-11-24T21:${minute}:00.000Z`, ...members },
  };
  return await server.ask('driver', 'POST', '/api/field-events', { events: [event] });
};

describe('a visit', () => {
  it('of a day that nobody reported stays open, and the day says so', async () => {
    const { items, notReportedDays } = await visits(`day=${DAY}`);
    expect(items).toHaveLength(4);
    expect(items).toMatchObject(
      items.map(() => ({ state: 'open', visitGrade: 'none', massGrade: 'estimated', kg: 0, expectedKg: 500 })),
    );
    expect(notReportedDays).toEqual([DAY]);
  });

  it('is known as well as what was reported and weighed of it', async () => {
    expect((await report('served', 0, '10')).status).toBe(200);
    expect((await report('served', 1, '20', { mass: { kg: 300, how: 'typed' } })).status).toBe(200);
    const of = async () => (await visits(`day=${DAY}`)).items.slice(0, 2);
    const served = { state: 'served', visitGrade: 'confirmed' };
    expect(await of()).toMatchObject([
      { ...served, massGrade: 'estimated', kg: 500 },
      { ...served, massGrade: 'measured', kg: 300 },
    ]);
    const ticket = {
      ...{ facilityId: town.landfillId, truckId: town.truckIds[0], number: 'C1', grossKg: 9001, tareKg: 8000 },
      ...{ streams: [], weighedAt: '2024-11-24T22:00:00.000Z' },
    };
    const { body } = await server.ask('site-clerk', 'POST', '/api/tickets', ticket);
    expect(await of()).toMatchObject([
      { ...served, massGrade: 'weighed', kg: 501 },
      { ...served, massGrade: 'weighed', kg: 500 },
    ]);
    await server.ask('site-clerk', 'POST', `/api/tickets/${body.id}/void`, { reason: 'Cân nhầm xe' });
    expect(await of()).toMatchObject([{ massGrade: 'estimated' }, { massGrade: 'measured', kg: 300 }]);
    expect((await visits(`day=${DAY}`)).notReportedDays).toEqual([]);
  });

  it('tells its story: planned, given to a truck, seen near, reported, weighed', async () => {
    const { prisma } = server.platform.database;
    await prisma.position.create({
      data: {
        ...{ townId: town.townId, truckId: town.truckIds[0], deviceId: 'xe-1', lon: 105.8051, lat: 20.0101 },
        fixTime: new Date('2024-11-24T21:08:00.000Z'),
      },
    });
    await report('skipped', 0, '12', { reason: 'not-sorted' });
    const [first] = (await visits(`day=${DAY}&point=${town.pointIds[0]}`)).items;
    const told = await story(first?.id ?? '');
    expect(told).toMatchObject({ state: 'skipped', pointCode: 'P1', kg: 0 });
    const entries = told.story as { kind: string }[];
    expect(entries.map(({ kind }) => kind).filter((kind) => !['planned', 'assigned'].includes(kind))).toEqual([
      ...['approached', 'served', 'skipped', 'weighed'],
    ]);
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'assigned', truckCode: '36C-00001', expectedKg: 500 }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'served', isOverruled: true, by: expect.any(String) }),
    );
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'weighed', state: 'void', reason: 'Cân nhầm xe' }));
  });

  it('is found by unit and point, and only by whom it concerns', async () => {
    expect((await visits(`day=${DAY}&unit=14801`)).items).toHaveLength(2);
    expect((await visits(`point=${town.pointIds[3]}`)).items).toHaveLength(1);
    expect((await server.ask('ward-officer', 'GET', `/api/visits?day=${DAY}`)).body.items).toHaveLength(2);
    expect((await server.ask('site-clerk', 'GET', `/api/visits?day=${DAY}`)).status).toBe(403);
    expect((await server.ask('dispatcher', 'GET', `/api/visits/${uuidv7()}`)).status).toBe(404);
  });
});

it('a tally is kept once, and a later one of the same day takes its place', async () => {
  const tally = (members: object = {}) => ({
    ...{ id: uuidv7(), pointId: town.pointIds[0], day: DAY, team: 'Tổ 1', loads: 6, loadLitres: 500 },
    ...{ doneAt: `${DAY}T03:00:00.000Z`, ...members },
  });
  const tell = (body: object) => server.ask('dispatcher', 'POST', '/api/tallies', body);
  const first = tally();
  expect((await tell(first)).body).toMatchObject({ loads: 6, kg: null, stream: 'household-other' });
  expect((await tell(first)).status).toBe(200);
  expect((await tell({ ...first, loads: 7 })).body).toMatchObject({ code: 'tally-differs' });
  const later = tally({ loads: 8, doneAt: `${DAY}T05:00:00.000Z` });
  await tell(later);
  const { body } = await server.ask('manager', 'GET', `/api/tallies?from=${DAY}&to=${DAY}`);
  expect(body.items).toMatchObject([{ team: 'Tổ 1', loads: 8 }]);
  const withdraw = (role: 'dispatcher' | 'admin') => server.ask(role, 'POST', `/api/tallies/${later.id}/withdraw`, {});
  expect(await withdraw('admin')).toMatchObject({ status: 404, body: { code: 'no-such-tally' } });
  expect([(await withdraw('dispatcher')).status, (await withdraw('dispatcher')).status]).toEqual([200, 200]);
  const left = (await server.ask('manager', 'GET', `/api/tallies?from=${DAY}&to=${DAY}`)).body;
  expect(left.items).toMatchObject([{ team: 'Tổ 1', loads: 6 }]);
  expect((await tell(tally({ loads: null }))).status).toBe(400);
  const composed = tally({ team: 'Tổ\u00A01'.normalize('NFD'), loads: 9, doneAt: `${DAY}T04:00:00.000Z` });
  expect((await tell(composed)).body).toMatchObject({ team: 'Tổ 1', loads: 9 });
  expect((await tell(tally({ day: '2199-01-01' }))).body).toMatchObject({
    ...{ code: 'tally-not-yet', errors: [{ path: 'body.day', pointer: '/day' }] },
  });
  expect((await tell(tally({ pointId: uuidv7() }))).status).toBe(404);
  expect((await server.ask('driver', 'POST', '/api/tallies', tally())).status).toBe(403);
});

async function drawDay(truckId: string, day: string) {
  const { database } = server.platform;
  const planned = await plannedDayOf(database.pool, { townId: town.townId, truckId, day });
  return planned && (await openTrackDays(database).draw(planned));
}

describe('what only the track shows', () => {
  it('is inferred, the same in whatever order it comes, and gone when a person says something', async () => {
    const { prisma } = server.platform.database;
    const day = '2024-12-02';
    const ofDay = await makePlan(prisma, town, day);
    const [truckId] = town.truckIds;
    const stops = ofDay.stops.filter((stop) => stop.kind === 'point' && stop.truckId === truckId);
    const places = await prisma.collectionPoint.findMany({ where: { id: { in: town.pointIds.slice(0, 2) } } });
    const placeOf = (index: number) => places.find(({ id }) => id === town.pointIds[index]);
    const { startsAt } = await prisma.route.findFirstOrThrow({ where: { id: ofDay.routeIds[0] } });
    // It stands at the first point for ten minutes, and goes by the second.
    const seen = [
      ...Array.from({ length: 21 }, (_, index) => ({ second: 900 + index * 30, at: placeOf(0) })),
      ...[2000, 2010].map((second) => ({ second, at: placeOf(1) })),
      { second: 2020, at: { roadLon: 105.9, roadLat: 20.1 } },
    ];
    const fixes = seen.map(({ second, at }) => ({
      ...{ townId: town.townId, truckId, deviceId: 'xe-1', lon: at?.roadLon ?? 0, lat: at?.roadLat ?? 0 },
      fixTime: new Date(startsAt.getTime() + second * 1000),
    }));
    const draw = () => drawDay(truckId, day);
    const tracks = () =>
      prisma.fieldEvent.findMany({ where: { visitId: { in: stops.flatMap(({ visitId }) => visitId ?? []) } } });
    await prisma.position.createMany({ data: fixes.filter((_, index) => index % 2 === 1) });
    await draw();
    await prisma.position.createMany({ data: fixes.filter((_, index) => index % 2 === 0) });
    await draw();
    expect(await draw()).toMatchObject({ written: [], removed: 0, inferred: 1 });
    expect(await tracks()).toMatchObject([
      { visitId: stops[0].visitId, source: 'track', trackHow: 'dwell', visitGrade: 'inferred', loadKg: null },
    ]);
    expect((await visits(`day=${day}`)).items[0]).toMatchObject({
      ...{ state: 'served', visitGrade: 'inferred', massGrade: 'estimated', kg: 500 },
    });
    expect((await story(stops[0].visitId ?? '')).story).toMatchObject([
      ...[{ kind: 'assigned' }, { kind: 'approached' }, { kind: 'served', source: 'track', track: { how: 'dwell' } }],
      { kind: 'planned' },
    ]);
    const told = { id: uuidv7(), kind: 'skipped', truckId, visitId: stops[0].visitId, doneAt: startsAt.toISOString() };
    const answer = await server.ask('dispatcher', 'POST', '/api/field-events', {
      events: [{ ...told, reason: 'gate-closed', source: 'paper', isTimeKnown: false }],
    });
    expect(answer.status).toBe(200);
    expect((await visits(`day=${day}`)).items[0]).toMatchObject({ state: 'skipped', visitGrade: 'confirmed', kg: 0 });
    expect(await draw()).toMatchObject({ written: [], removed: 1, inferred: 0 });
    expect(await tracks()).toMatchObject([{ source: 'paper', isTimeKnown: false }]);
  });

  it('of a stretch of road counts by how much of its length was walked, and says how much', async () => {
    const { prisma } = server.platform.database;
    const day = '2024-12-03';
    const ofDay = await makePlan(prisma, town, day);
    const [truckId] = town.truckIds;
    const [stop] = ofDay.stops.filter((one) => one.kind === 'point' && one.truckId === truckId);
    const { startsAt } = await prisma.route.findFirstOrThrow({ where: { id: ofDay.routeIds[0] } });
    // 330 metres; the truck walks north along four fifths of it, and drives off.
    const [lon, south] = [105.85, 20.05];
    const coordinates = [
      [lon, south],
      [lon, south + 0.003],
    ];
    await prisma.collectionPoint.update({
      where: { id: town.pointIds[0] },
      data: { stretch: { type: 'LineString', coordinates } },
    });
    await prisma.position.createMany({
      data: [
        ...Array.from({ length: 21 }, (_, step) => ({ second: 900 + step * 10, north: step * 0.00012 })),
        { second: 1110, north: 0.01 },
        { second: 1120, north: 0.011 },
      ].map(({ second, north }) => ({
        ...{ townId: town.townId, truckId, deviceId: 'xe-1', lon, lat: south + north },
        fixTime: new Date(startsAt.getTime() + second * 1000),
      })),
    });
    await drawDay(truckId, day);
    const { story: entries } = (await story(stop.visitId ?? '')) as { story: { kind: string; track?: object }[] };
    const entry = entries.find(({ kind }) => kind === 'served');
    expect(entry).toMatchObject({ source: 'track', track: { how: 'passage', share: expect.closeTo(0.8, 1) } });
    await prisma.collectionPoint.update({ where: { id: town.pointIds[0] }, data: { stretch: Prisma.DbNull } });
  });
});
