import { afterAll, beforeAll, expect, test } from 'vitest';
import { crossing } from '../../roads/town.testing.ts';
import { jobOf, openTestPlatform, type TestPlatform } from '../area/fixtures/grid-town.ts';
import { areaImporter } from '../area/import-area.ts';
import { snapPlaceWork } from './snap-place.ts';

let platform: TestPlatform;
let work: ReturnType<typeof snapPlaceWork>;
beforeAll(async () => {
  platform = await openTestPlatform();
  await areaImporter(platform)(jobOf(await platform.request()));
  work = snapPlaceWork(platform);
});
afterAll(async () => {
  await work.close();
  await platform.close();
});

const jobs = (subject: 'points' | 'facilities', id: string) =>
  work.process({
    id: 'job',
    name: 'snap-place',
    data: { subject, id },
    attempt: 1,
    lastAttempt: false,
    signal: new AbortController().signal,
  });

/** As the register leaves a point that somebody moved. */
async function move(code: string, [lon, lat]: readonly [number, number]) {
  const { prisma } = platform.database;
  const { id } = await prisma.collectionPoint.findFirstOrThrow({ where: { code } });
  await prisma.collectionPoint.update({ where: { id }, data: { lon, lat, roadState: 'being-found' } });
  return {
    id,
    read: () => prisma.collectionPoint.findUniqueOrThrow({ where: { id }, include: { reaches: true } }),
  };
}

test('a point that was moved is laid onto the road there, with the ground within its reach, and is told of', async () => {
  const [lon, lat] = crossing(4, 4);
  const { id, read } = await move('P1', [lon, lat]);
  const before = await read();
  await jobs('points', id);
  const after = await read();
  expect(after).toMatchObject({ roadState: 'found', version: before.version });
  expect(Math.abs(after.roadLon - lon) + Math.abs(after.roadLat - lat)).toBeLessThan(1e-4);
  expect(after.reaches).toHaveLength(before.reaches.length);
  expect(after.reaches.map(({ geometry }) => geometry)).not.toEqual(before.reaches.map(({ geometry }) => geometry));
  const changes = await platform.database.prisma.change.findMany({ where: { subjectId: id } });
  expect(changes).toMatchObject([{ subject: 'points', actorUserId: null, after: { roadState: 'found' } }]);
  // Done twice it changes nothing.
  await jobs('points', id);
  expect(await platform.database.prisma.change.count({ where: { subjectId: id } })).toBe(1);
});

test('a point far from every road says so, and keeps the place on the road it had', async () => {
  const [lon, lat] = crossing(4, 4);
  const { id, read } = await move('P3', [lon + 0.3, lat]);
  const before = await read();
  await jobs('points', id);
  expect(await read()).toMatchObject({ roadState: 'not-found', roadLon: before.roadLon, roadLat: before.roadLat });
});

test('a facility that was moved is laid onto the road there', async () => {
  const { prisma } = platform.database;
  const { id } = await prisma.facility.findFirstOrThrow({ where: { code: 'L' } });
  const [lon, lat] = crossing(2, 3);
  await prisma.facility.update({ where: { id }, data: { lon, lat, roadState: 'being-found' } });
  await jobs('facilities', id);
  const after = await prisma.facility.findUniqueOrThrow({ where: { id } });
  expect(after.roadState).toBe('found');
  expect(Math.abs(after.roadLon - lon) + Math.abs(after.roadLat - lat)).toBeLessThan(1e-4);
});
