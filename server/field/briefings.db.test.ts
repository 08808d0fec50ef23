import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownRouteViewSchema } from '../../domain/own-route.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { makePlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  await makePlan(prisma, town);
  const validFrom = new Date('2020-01-01');
  const density = { townId: town.townId, kind: 'density', setting: 'any', validFrom };
  await prisma.factor.createMany({
    data: [
      { ...density, stream: 'household-other', value: 0.45 },
      { ...density, stream: 'household-other', value: 0.9, validFrom: new Date('2190-01-01') },
    ],
  });
});
afterAll(() => server.close());

const pointPath = () => `/api/points/${town.pointIds[0]}`;
const change = async (fields: object, role: Role = 'dispatcher') => {
  const { body } = await server.ask(role, 'GET', pointPath());
  return await server.ask(role, 'PATCH', pointPath(), fields, { 'If-Match': `"${String(body.version)}"` });
};
const briefing = async () =>
  ownRouteViewSchema
    .parse((await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`)).body)
    .pointNotes.find(({ pointId }) => pointId === town.pointIds[0]);
const send = async (role: Role) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#484' } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  const id = uuidv7();
  form.set('id', id);
  form.set('takenAt', '2024-11-24T22:00:00.000Z');
  form.set('file', new Blob([new Uint8Array(picture)]), 'anh.jpg');
  const headers = { cookie: await server.cookieOf(role) };
  expect((await fetch(`${server.url}/api/photos`, { method: 'POST', headers, body: form })).status).toBe(200);
  return id;
};
const seen = async (role: Role, id: string) =>
  (await fetch(`${server.url}/api/photos/${id}`, { headers: { cookie: await server.cookieOf(role) } })).status;

describe('what a crew is told of a point', () => {
  it('is how to get in, and what full containers hold by the density in force, where all of it is known', async () => {
    const { prisma } = server.platform.database;
    await prisma.pointStream.deleteMany({ where: { pointId: town.pointIds[0], stream: { not: 'household-other' } } });
    await change({ containers: 2, access: 'Ngõ hẹp, có chó', note: 'Hỏi ông Ba' });
    expect(await briefing()).toMatchObject({ containers: 2, containerLitres: null, fullKg: null });
    await change({ containerLitres: 660 });
    const told = await briefing();
    expect(told).toMatchObject({ access: 'Ngõ hẹp, có chó', note: 'Hỏi ông Ba', containerLitres: 660, photoId: null });
    expect(told?.fullKg).toBeCloseTo(594);
  });

  it('is how the place looks, once the office has put a photo there; it is shown to drivers, and gone when it is taken away', async () => {
    const id = await send('dispatcher');
    expect(await seen('driver', id)).toBe(404);
    expect((await change({ photoId: id })).status).toBe(200);
    expect((await briefing())?.photoId).toBe(id);
    expect(await seen('driver', id)).toBe(200);
    await change({ photoId: null });
    expect((await briefing())?.photoId).toBeNull();
    expect(await seen('driver', id)).toBe(404);
  });

  it('is no photo that does not exist', async () => {
    expect((await change({ photoId: uuidv7() })).body).toMatchObject({ status: 400 });
  });
});
