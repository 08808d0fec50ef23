import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/day.ts';
import type { DayNote } from '../../domain/notes/notes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

const deadline = { timeout: 60_000, interval: 50 };
let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const post = async (address: string, body: object, day = DAY) =>
  await server.ask('dispatcher', 'POST', `/api/day/${day}/${address}`, body);
const notes = async (day: string) =>
  (await server.ask('dispatcher', 'GET', `/api/day/${day}/notes`)).body['items'] as DayNote[];

it('carries a note to the next days until somebody has dealt with it, and says who took the day over', async () => {
  const about = { truckId: town.truckIds[0], text: 'Lốp sau non, thay trước khi đi' };
  expect(await post('notes', about)).toMatchObject({
    status: 200,
    body: { items: [{ ...about, kind: 'note', done: null, byName: expect.stringMatching(/./) }] },
  });
  await post('notes', { text: 'Chợ phiên ngày mai' });
  const next = addDays(DAY, 1);
  expect((await notes(next)).map(({ text }) => text)).toEqual(['Chợ phiên ngày mai', about.text]);
  const [market] = await notes(DAY);
  expect((await post('notes/done', { id: market.id }, next)).status).toBe(200);
  expect((await notes(next)).map(({ text }) => text)).toEqual([about.text]);
  // Of its own day it stays, as done.
  expect((await notes(DAY)).map(({ done }) => done !== null)).toEqual([true, false]);
  await post('handover', { text: 'Đã rõ' }, next);
  expect(await notes(next)).toMatchObject([{ kind: 'handover', text: 'Đã rõ' }, { text: about.text }]);
  expect(await notes(addDays(DAY, 8))).toEqual([]);
});

it('announces a note that is left, and that it was dealt with, so that others see it at once', async () => {
  // A day of its own: what others left may be announced only now.
  const day = addDays(DAY, 20);
  const heard: unknown[] = [];
  const stop = await server.platform.bus.subscribe('notes', (announcement) => {
    if ((announcement as { day: string }).day === day) heard.push(announcement);
  });
  const { body } = await post('notes', { pointId: town.pointIds[0], text: 'Cổng sau khóa' }, day);
  const [{ id }] = body['items'] as DayNote[];
  await post('notes/done', { id }, day);
  await vi.waitFor(() => expect(heard).toEqual([{ day }, { day }]), deadline);
  await stop();
});

it('is of one truck or point of the town, or of none', async () => {
  const [truckId, pointId] = [town.truckIds[0], town.pointIds[0]];
  expect((await post('notes', { truckId, pointId, text: 'x' })).status).toBe(400);
  expect((await post('notes', { pointId: truckId, text: 'x' })).body).toMatchObject({ code: 'no-such-thing' });
  expect((await post('notes/done', { id: truckId })).status).toBe(404);
});
