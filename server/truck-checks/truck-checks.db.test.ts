import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { truckCheckListSchema } from '../../domain/truck-checks/truck-checks.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  await makePlan(prisma, town);
});
afterAll(() => server.close());

const check = (members: object = {}) => ({
  id: uuidv7(),
  kind: 'start',
  truckId: town.truckIds[0],
  day: DAY,
  odometerKm: 120_400,
  items: [
    { text: 'Phanh, lái', isFine: true },
    { text: 'Lốp', isFine: false },
    { text: 'Đèn, còi', isFine: null },
  ],
  note: 'Lốp sau mòn',
  doneAt: '2024-11-24T20:50:00.000Z',
  ...members,
});
const report = (body: object) => server.ask('driver', 'POST', '/api/truck-checks', body);

describe('a truck check', () => {
  it('is stored once, in the words that were shown, with what the dial showed before', async () => {
    const start = check();
    const end = check({ kind: 'end', odometerKm: 120_350, doneAt: '2024-11-25T03:00:00.000Z', items: [], note: null });
    expect((await Promise.all([report(start), report(start)])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await report(end)).toMatchObject({ status: 200, body: { odometerBeforeKm: 120_400 } });
    const { body } = await server.ask('manager', 'GET', `/api/truck-checks?from=${DAY}&to=${DAY}`);
    expect(truckCheckListSchema.parse(body).items).toMatchObject([
      { id: end.id, odometerKm: 120_350, note: null },
      { id: start.id, odometerBeforeKm: null, note: 'Lốp sau mòn', items: start.items },
    ]);
    expect(await report({ ...start, odometerKm: 1 })).toMatchObject({ status: 409, body: { code: 'check-differs' } });
    expect(await report(check({ truckId: town.truckIds[1] }))).toMatchObject({ body: { code: 'not-your-truck' } });
    expect((await report(check({ day: '2024-11-29' }))).body.errors?.map(({ path }) => path)).toEqual(['body.day']);
  });

  it('that its crew takes back is shown no more, nor gone by where the next is held against it; nobody else takes it back', async () => {
    const wrong = check({ odometerKm: 999_999, doneAt: '2024-11-24T21:00:00.000Z' });
    await report(wrong);
    const withdraw = (role: 'driver' | 'dispatcher') =>
      server.ask(role, 'POST', `/api/truck-checks/${wrong.id}/withdraw`, {});
    expect(await withdraw('dispatcher')).toMatchObject({ status: 404, body: { code: 'no-such-check' } });
    expect([(await withdraw('driver')).status, (await withdraw('driver')).status]).toEqual([200, 200]);
    const { body } = await server.ask('manager', 'GET', `/api/truck-checks?from=${DAY}&to=${DAY}`);
    const { items } = truckCheckListSchema.parse(body);
    expect(items.map(({ id }) => id)).not.toContain(wrong.id);
    const next = await report(check({ doneAt: '2024-11-24T21:10:00.000Z' }));
    expect(next.body).toMatchObject({ odometerBeforeKm: 120_400 });
  });

  it('asks for what the office has set, and goes on to show what was shown', async () => {
    const set = (checkItems: object[], dispatcherPhone: string | null) =>
      server.ask('dispatcher', 'PUT', '/api/driver-settings', { checkItems, dispatcherPhone });
    const onPhone = async () => (await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`)).body;
    expect((await onPhone())['checkItems']).toHaveLength(8);
    const own = [{ vi: 'Chổi, xẻng', en: null, at: 'both' }];
    expect(await set(own, 'gọi đi')).toMatchObject({ status: 400 });
    expect(await set(own, '0237 382 1234')).toMatchObject({ status: 200, body: { checkItems: own } });
    expect(await onPhone()).toMatchObject({ checkItems: own, dispatcherPhone: '0237 382 1234' });
    const { prisma } = server.platform.database;
    expect(await prisma.change.count({ where: { subject: 'towns', subjectId: town.townId } })).toBe(1);
  });
});
