import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown } from '../fixtures/town.ts';
import { linkDemoDriver } from './demo-driver.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('the demo driver drives the smallest truck, which every day needs, whatever its number', async () => {
  const { prisma } = server.platform.database;
  const town = await makeTown(prisma);
  await prisma.crew.updateMany({ data: { driverUserId: null } });
  await prisma.truck.update({ where: { id: town.truckIds[1] }, data: { capacityKg: 1500 } });
  await linkDemoDriver(server.platform);
  const crew = await prisma.crew.findFirstOrThrow({
    where: { driver: { email: 'driver@demo.local' } },
    include: { shifts: true },
  });
  expect(crew.shifts.map(({ truckId }) => truckId)).toEqual([town.truckIds[1]]);
});
