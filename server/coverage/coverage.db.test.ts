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
