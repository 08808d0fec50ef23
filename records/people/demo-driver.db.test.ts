import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../server/fixtures/server.ts';
import { makeTown } from '../../server/fixtures/town.ts';
import { linkDemoDriver } from './demo-driver.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Whose truck the demo driver drives once they have none. */
async function drivenTruck(): Promise<string[]> {
  const { prisma } = server.platform.database;
  await prisma.crew.updateMany({ data: { driverUserId: null } });
  await linkDemoDriver(server.platform);
  const crew = await prisma.crew.findFirstOrThrow({
    where: { driver: { email: 'driver@demo.local' } },
    include: { shifts: true },
  });
  return crew.shifts.map(({ truckId }) => truckId);
}

it('the demo driver drives the truck that is needed on most days, for want of another that takes its stream, else the smallest', async () => {
  const { prisma } = server.platform.database;
  const town = await makeTown(prisma);
  await prisma.truck.updateMany({ data: { streams: ['household-other'] } });
  await prisma.truck.update({ where: { id: town.truckIds[1] }, data: { capacityKg: 1500 } });
  expect(await drivenTruck()).toEqual([town.truckIds[1]]);

  await prisma.truck.update({ where: { id: town.truckIds[0] }, data: { streams: ['household-other', 'medical'] } });
  expect(await drivenTruck()).toEqual([town.truckIds[1]]);
  const { id: pointId } = await prisma.collectionPoint.findFirstOrThrow();
  await prisma.pointStream.create({ data: { pointId, stream: 'medical', expectedKgPerDay: 5, weekdays: [1, 2, 3] } });
  expect(await drivenTruck()).toEqual([town.truckIds[0]]);
});
