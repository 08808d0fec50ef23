import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan } from '../fixtures/plan.ts';
import { DAY, makeTown } from '../fixtures/town.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Figures {
  people: number;
  share: number;
  reachedShare: number;
  servedPoints: number;
}

describe('coverage', () => {
  it('counts people near working points, by straight lines where no reach is known, and grows as points are served', async () => {
    const { prisma } = server.platform.database;
    const town = await makeTown(prisma);
    const read = async () => (await server.ask('manager', 'GET', `/api/coverage?date=${DAY}&metres=300`)).body;
    const unknown = await read();
    expect(unknown).toMatchObject({
      day: DAY,
      metres: 300,
      method: 'straight-line',
      straightLinePoints: 4,
      onFootMetres: [],
      servedKnown: false,
    });
    expect((unknown.units as { name: string }[]).map(({ name }) => name)).toEqual(['Phường 1', 'Phường 2']);
    expect((unknown.total as Figures).people).toBe(3000);
    expect((unknown.total as Figures).reachedShare).toBeGreaterThan(0);

    const plan = await makePlan(prisma, town);
    const serve = async (pointStop: number) => {
      const stop = plan.stops.filter(({ kind }) => kind === 'point')[pointStop];
      const event = {
        id: uuidv7(),
        kind: 'served',
        truckId: stop.truckId,
        stopId: stop.id,
        doneAt: '2024-11-24T21:20:00.000Z',
      };
      await server.ask('dispatcher', 'POST', '/api/field-events', { events: [event] });
      return (await read()).total as Figures;
    };
    const before = await serve(0);
    const after = await serve(1);
    expect([before.servedPoints, after.servedPoints]).toEqual([1, 2]);
    expect(after.share).toBeGreaterThan(before.share);
    expect(after.reachedShare).toBe(before.reachedShare);
  });

  it('goes by the walk along the streets where it is known', async () => {
    const { prisma } = server.platform.database;
    const { townId, graphId } = await prisma.mapDataset.findFirstOrThrow({ where: { town: { isActive: true } } });
    const point = await prisma.collectionPoint.findFirstOrThrow({ where: { townId, code: 'P1' } });
    await prisma.pointReach.create({
      data: {
        pointId: point.id,
        graphId: graphId ?? '',
        metres: 400,
        kind: 'on-foot',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [105.8, 20],
              [105.82, 20],
              [105.82, 20.02],
              [105.8, 20.02],
              [105.8, 20],
            ],
          ],
        },
      },
    });
    const { body } = await server.ask('manager', 'GET', `/api/coverage?date=${DAY}&metres=400`);
    expect(body).toMatchObject({ method: 'on-foot', straightLinePoints: 3, onFootMetres: [400] });
    expect((body.units as Figures[])[0].reachedShare).toBe(1);
    const elsewhere = await server.ask('manager', 'GET', `/api/coverage?date=${DAY}&metres=300`);
    expect(elsewhere.body).toMatchObject({ method: 'straight-line', straightLinePoints: 4, onFootMetres: [400] });
  });
});

describe('units that are merged, or cut anew, on a day', () => {
  const units = async (on: string) =>
    (
      (await server.ask('admin', 'GET', `/api/units?on=${on}`)).body.items as {
        code: string;
        version: number;
        id: string;
      }[]
    ).map(({ code }) => code);
  const counted = async (date: string) =>
    (
      (await server.ask('manager', 'GET', `/api/coverage?date=${date}&metres=300`)).body.units as Record<
        string,
        unknown
      >[]
    ).map(({ name, people, points }) => [name, people, points]);
  const strip = (west: number, east: number) => ({
    type: 'Polygon',
    coordinates: [[west, east, east, west, west].map((lon, i) => [lon, i < 2 || i === 4 ? 20 : 20.02])],
  });

  it('leave the figures of the days before as they were, and points and people count to the new ones after', async () => {
    const { prisma } = server.platform.database;
    // Only one town is in use.
    await prisma.town.updateMany({ data: { isActive: false } });
    const town = await makeTown(prisma);
    await prisma.residentialGroup.create({
      data: {
        ...{ townId: town.townId, unitId: town.unitIds[0], code: 'T1', name: 'Tổ 1', households: 100, people: 400 },
        geometry: strip(105.8, 105.82),
      },
    });
    const reform = (on: string, of: readonly string[], into: object[]) =>
      server.ask('admin', 'POST', '/api/units/reform', {
        on,
        units: of.map((id) => ({ id, version: 1 })),
        into,
      });
    const ward = { kind: 'ward', setting: 'urban' };
    const whole = { ...ward, code: '14812', name: 'Phường Gộp' };
    const before = await counted('2025-06-30');

    expect((await reform('2019-01-01', town.unitIds, [whole])).body).toMatchObject({
      errors: [{ code: 'before-first-day' }],
    });
    const ofOther = [{ ...whole, code: '14801' }];
    expect((await reform('2025-07-01', [town.unitIds[0]], ofOther)).body).toMatchObject({
      errors: [{ code: 'taken' }],
    });
    const merged = await reform('2025-07-01', town.unitIds, [whole]);
    expect(merged).toMatchObject({
      status: 201,
      body: { made: [{ code: '14812', population: 3000, validFrom: '2025-07-01' }] },
    });
    expect((await reform('2025-07-01', town.unitIds, [{ ...whole, code: 'X' }])).status).toBe(412);
    expect(await counted('2025-06-30')).toEqual(before);
    const points = before.reduce((sum, [, , count]) => sum + Number(count), 0);
    expect(await counted('2025-07-01')).toEqual([['Phường Gộp', 3000, points]]);
    expect(await units('2025-07-01')).toEqual(['14812']);
    const changes = await prisma.change.findMany({ where: { townId: town.townId, subject: 'units' } });
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['changed', 'changed', 'created']);

    const [{ id }] = merged.body.made as { id: string }[];
    const parts = [
      { ...ward, code: 'W', name: 'Tây', population: 1800, geometry: strip(105.8, 105.81) },
      { ...ward, code: 'E', name: 'Đông', population: 1300, geometry: strip(105.81, 105.83) },
    ];
    const ofPoints = async () =>
      ((await server.ask('admin', 'GET', '/api/points')).body.items as { unitName: string; version: number }[]).map(
        ({ unitName, version }) => [unitName, version],
      );
    const moved = await ofPoints();
    expect(moved).toEqual(moved.map(() => ['Phường Gộp', 2]));
    expect(moved).toHaveLength(points);
    const groups = (await server.ask('admin', 'GET', '/api/groups')).body.items as { unitName: string }[];
    expect(groups.map(({ unitName }) => unitName)).toEqual(['Phường Gộp']);
    const calendar = await server.ask('admin', 'GET', `/api/units/${id}/calendar`);
    const dueToday = (calendar.body.days as { streams: { points: number }[] }[]).at(-1)?.streams ?? [];
    expect(Math.max(...dueToday.map((stream) => stream.points))).toBe(points);
    const changed = await prisma.change.findMany({ where: { townId: town.townId, subject: 'points' } });
    expect(changed.map(({ kind, before, after }) => [kind, before !== null, after])).toEqual(
      moved.map(() => ['changed', true, { unitId: id }]),
    );
    expect((await reform('2026-01-01', [id], parts)).body).toMatchObject({ errors: [{ code: 'leaves-ground' }] });
    expect(await units('2026-01-01')).toEqual(['14812']);
    parts[1] = { ...parts[1], geometry: strip(105.81, 105.84) };
    expect((await reform('2026-01-01', [id], parts)).status).toBe(201);
    expect((await counted('2026-01-01')).map(([name, people]) => [name, people])).toEqual([
      ['Đông', 1300],
      ['Tây', 1800],
    ]);
  });
});
