import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Day } from '../domain/day.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { followUnits } from './follow-units.ts';

let place: TestDatabase;
let database: Database;
const published: unknown[] = [];
beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase(place.url);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

const square = (west: number) => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 20],
        [west + 0.02, 20],
        [west + 0.02, 20.02],
        [west, 20.02],
        [west, 20],
      ],
    ],
  ],
});
const at = async (day: Day): Promise<void> => {
  const bus = { publish: (_: string, told: unknown) => Promise.resolve(void published.push(told)) };
  const logger = { info: () => undefined, warn: () => undefined };
  await followUnits(
    { database, bus, logger } as unknown as Parameters<typeof followUnits>[0],
    new Date(`${day}T05:00Z`),
  );
};

test('points, groups and generators of a unit that ends are the new one’s from its first day on, and the former one’s on the days before', async () => {
  const { prisma } = database;
  const { id: townId } = await prisma.town.create({
    data: { slug: 't', name: 'T', timeZone: 'Asia/Ho_Chi_Minh', isActive: true, isSynthetic: true },
  });
  const unit = async (code: string, validFrom: Day, validTo: Day | null) =>
    await prisma.unit.create({
      data: {
        ...{ townId, code, name: code, kind: 'ward', setting: 'urban', population: 1, geometry: square(105.8) },
        validFrom: new Date(validFrom),
        validTo: validTo && new Date(validTo),
      },
    });
  const former = await unit('F', '2020-01-01', '2025-07-01');
  const next = await unit('N', '2025-07-01', null);
  const point = async (code: string, lon: number, isActive = true) =>
    await prisma.collectionPoint.create({
      data: {
        ...{ townId, unitId: former.id, code, name: code, kind: 'market', lon, lat: 20.01, isActive },
        ...{ roadLon: lon, roadLat: 20.01, roadDistanceMetres: 0, serviceSeconds: 60 },
      },
    });
  await point('IN', 105.81);
  await point('BESIDE', 105.99);
  await point('ARCHIVED', 105.811, false);
  await prisma.generator.create({
    data: {
      ...{ townId, unitId: former.id, code: 'CLINIC', name: 'CLINIC', kind: 'clinic', lon: 105.81, lat: 20.01 },
      validFrom: new Date('2020-01-01'),
    },
  });
  await prisma.residentialGroup.create({
    data: {
      ...{ townId, unitId: former.id, code: 'GROUP', name: 'GROUP', households: 1, people: 1 },
      geometry: square(105.8),
    },
  });
  const others = async () =>
    [...(await prisma.generator.findMany()), ...(await prisma.residentialGroup.findMany())].map(
      ({ code, unitId, version }) => [code, unitId === next.id ? 'N' : 'F', version],
    );
  const units = async () =>
    (await prisma.collectionPoint.findMany({ orderBy: { code: 'asc' } })).map(({ code, unitId, version }) => [
      code,
      unitId === next.id ? 'N' : 'F',
      version,
    ]);
  const before = [
    ['ARCHIVED', 'F', 1],
    ['BESIDE', 'F', 1],
    ['IN', 'F', 1],
  ];
  await at('2025-06-30');
  expect(await units()).toEqual(before);
  expect(await others()).toEqual([
    ['CLINIC', 'F', 1],
    ['GROUP', 'F', 1],
  ]);
  await at('2025-07-01');
  const after = [...before.slice(0, 2), ['IN', 'N', 2]];
  expect(await units()).toEqual(after);
  const given = [
    ['CLINIC', 'N', 2],
    ['GROUP', 'N', 2],
  ];
  expect(await others()).toEqual(given);
  expect(await prisma.pointBelonging.findMany()).toMatchObject([{ unitId: former.id }]);
  expect(await prisma.residentialGroup.findMany()).toMatchObject([{ countedInId: former.id }]);
  const changes = await prisma.change.findMany({ where: { subject: 'points' } });
  expect(changes).toMatchObject([{ actorUserId: null, before: { unitId: former.id }, after: { unitId: next.id } }]);
  await at('2025-07-02');
  expect(await units()).toEqual(after);
  expect(await others()).toEqual(given);
  expect(published).toEqual(['points', 'groups', 'generators'].map((subject) => ({ subject, ids: [] })));
});
