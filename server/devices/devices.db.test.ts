import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const admin = (method: 'GET' | 'POST', path: string, body?: object) => server.ask('admin', method, path, body);
const devices = async () =>
  (await admin('GET', '/api/devices')).body.items as { id: string; name: string; truck: { code: string } | null }[];
const named = async (name: string) => (await devices()).find((device) => device.name === name);
const report = async (id: string, second: number) =>
  (await fetch(`${server.url}/osmand?id=${id}&lat=20.01&lon=105.81&timestamp=${1732485600 + second}&batt=40`)).status;
const trucksOf = async (deviceId: string) => {
  const rows = await server.platform.database.prisma.position.findMany({
    where: { deviceId },
    orderBy: { fixTime: 'asc' },
  });
  return rows.map(({ truckId }) => town.truckIds.indexOf(truckId));
};
/** A list of devices is believed for a second. */
const known = (id: string, second: number, status: number) =>
  expect.poll(() => report(id, second), { timeout: 8000, interval: 300 }).toBe(status);

describe('a device', () => {
  it('that a truck had already is there, and follows what the register says of the truck', async () => {
    expect((await devices()).map(({ truck }) => truck?.code).sort()).toEqual(['36C-00001', '36C-00002']);
    const { prisma } = server.platform.database;
    await prisma.truck.update({ where: { id: town.truckIds[0] }, data: { deviceId: 'another' } });
    expect(await named('36C-00001')).toMatchObject({ reportsAs: expect.any(String) });
    const all = await prisma.device.findMany({ include: { trucks: { where: { to: null } } } });
    expect(all.find(({ openId }) => openId === 'another')?.trucks).toMatchObject([{ truckId: town.truckIds[0] }]);
    expect(all.find(({ openId }) => openId === 'xe-1')?.trucks).toEqual([]);
    await prisma.truck.update({ where: { id: town.truckIds[0] }, data: { deviceId: 'xe-1' } });
  });

  it('is made with a secret that is told once and kept nowhere, and another takes its place', async () => {
    const made = await admin('POST', '/api/devices', { name: 'Máy 7', kind: 'phone', truckId: town.truckIds[0] });
    expect(made).toMatchObject({ status: 201, body: { device: { hasSecret: true, truck: { code: '36C-00001' } } } });
    const first = String(made.body.secret);
    const { id, reportsAs } = made.body.device as { id: string; reportsAs: string };
    await known(first, 0, 200);
    expect(await trucksOf(reportsAs)).toEqual([0]);
    const { prisma } = server.platform.database;
    const kept = JSON.stringify([await prisma.device.findMany(), await prisma.change.findMany()]);
    expect(kept).not.toContain(first);

    const again = await admin('POST', `/api/devices/${id}/secret`, {});
    expect(again.body.secret).not.toBe(first);
    await known(String(again.body.secret), 1, 200);
    expect(await report(first, 2)).toBe(400);
    expect((await admin('POST', `/api/devices/${uuidv7()}/secret`, {})).status).toBe(404);
  });

  it('moves from truck to truck, and what it sends late counts to the truck of then', async () => {
    const made = await admin('POST', '/api/devices', { name: 'Máy 8', kind: 'tracker', truckId: town.truckIds[0] });
    const secret = String(made.body.secret);
    const { id, reportsAs } = made.body.device as { id: string; reportsAs: string };
    await known(secret, 10, 200);
    const moved = await admin('POST', `/api/devices/${id}/truck`, { truckId: town.truckIds[1] });
    expect(moved.body).toMatchObject({ truck: { code: '36C-00002' } });
    const { prisma } = server.platform.database;
    // The change was an hour before the fixes that come now.
    await prisma.deviceTruck.updateMany({
      where: { deviceId: id, to: null },
      data: { from: new Date(1732485620_000) },
    });
    await prisma.deviceTruck.updateMany({
      where: { deviceId: id, to: { not: null } },
      data: { to: new Date(1732485620_000) },
    });
    let second = 30;
    const latest = async () => {
      await report(secret, second++);
      return (await trucksOf(reportsAs)).at(-1);
    };
    await expect.poll(latest, { timeout: 15_000, interval: 500 }).toBe(1);
    await report(secret, 15);
    expect((await trucksOf(reportsAs)).slice(0, 2)).toEqual([0, 0]);
    expect((await admin('POST', `/api/devices/${id}/truck`, { truckId: uuidv7() })).status).toBe(400);
    await admin('POST', `/api/devices/${id}/truck`, { truckId: null });
    expect(await named('Máy 8')).toMatchObject({ truck: null });
  });

  it('that nobody knew is listed with what it sent, and adopted as it is', async () => {
    expect(await report('la-1', 40)).toBe(400);
    const adopted = { name: 'Máy lạ', kind: 'phone', truckId: town.truckIds[1], adopts: 'la-1' };
    expect(await admin('POST', '/api/devices', adopted)).toMatchObject({
      ...{ status: 201, body: { secret: null, device: { hasSecret: false, reportsAs: 'la-1' } } },
    });
    await known('la-1', 41, 200);
    expect((await admin('POST', '/api/devices', adopted)).status).toBe(409);
    expect((await server.ask('dispatcher', 'POST', '/api/devices', adopted)).status).toBe(403);
  });
});

describe('the tracking app of a crew', () => {
  const give = async (role: 'driver' | 'dispatcher' | 'manager', truck: number) =>
    await server.ask(role, 'POST', '/api/own-tracker', { truckId: town.truckIds[truck] });

  it('gets the secret of one device of the truck, and each new one ends the one before', async () => {
    const first = await give('driver', 0);
    expect(first).toMatchObject({ status: 200, body: { device: { kind: 'phone', truck: { code: '36C-00001' } } } });
    await known(String(first.body.secret), 100, 200);
    const second = await give('driver', 0);
    expect((second.body.device as { id: string }).id).toBe((first.body.device as { id: string }).id);
    await known(String(second.body.secret), 101, 200);
    expect(await report(String(first.body.secret), 102)).toBe(400);
    const { reportsAs } = second.body.device as { reportsAs: string };
    expect(await trucksOf(reportsAs)).toEqual([0, 0]);
  });

  it('is given to those who may report for the truck alone', async () => {
    expect(await give('driver', 1)).toMatchObject({ status: 403, body: { code: 'not-your-truck' } });
    expect((await give('manager', 0)).status).toBe(403);
    expect((await give('dispatcher', 1)).status).toBe(200);
  });
});
