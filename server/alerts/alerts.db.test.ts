import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertsView } from '../../domain/alerts/alerts.ts';
import type { DayLog } from '../../domain/day-log/day-log.ts';
import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import { refreshAlerts } from '../../records/alerts/refresh-alerts.ts';
import { readTown } from '../../records/towns/active-town.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown, ZONE } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
const at = (minutes: number): string => instantAt(DAY, 4 * 3600 + minutes * 60, ZONE).toISOString();

/** Looks at the day as if it were so many minutes after its trucks leave. @returns whether an alert came or went */
async function lookAt(minutes: number): Promise<boolean> {
  const { prisma } = server.platform.database;
  const clock = new Date(at(minutes));
  await prisma.simulation.deleteMany();
  await prisma.simulation.create({
    data: {
      ...{ townId: town.townId, day: new Date(DAY), speed: 1, state: 'running', clock },
      // Told a moment ago, whatever the real clock says since.
      heartbeatAt: new Date(Date.now() + 3_600_000),
    },
  });
  return await refreshAlerts(server.platform.database, await readTown(prisma, town.townId), DAY, new Date());
}

/** What there is of the second truck, of which nothing is heard. */
async function ofTruck(): Promise<AlertsView['items']> {
  const { body } = await server.ask('manager', 'GET', `/api/alerts?date=${DAY}`);
  return (body as unknown as AlertsView).items.filter(({ truckId }) => truckId === town.truckIds[1]);
}
const act = (id: string, action: string, body: object = {}) =>
  server.ask('dispatcher', 'POST', `/api/alerts/${id}/${action}`, body);

beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
  plan = await makePlan(server.platform.database.prisma, town);
});
afterAll(() => server.close());

it('tells of a condition once, is taken, sleeps, ends by itself, comes again, and stays closed while it lasts', async () => {
  expect(await lookAt(14)).toBe(false);
  expect(await ofTruck()).toEqual([]);

  expect([await lookAt(20), await lookAt(22)]).toEqual([true, false]);
  const [raised] = await ofTruck();
  expect(await ofTruck()).toMatchObject([
    {
      kind: 'silent',
      state: 'open',
      raisedAt: at(20),
      times: 1,
      savableKg: 1000,
      truckNumber: 2,
      crew: { name: 'TO2' },
    },
  ]);
  // It ages with the day.
  expect(raised.facts).toMatchObject({ since: at(0), seconds: 22 * 60 });
  const { id } = raised;

  expect((await server.ask('manager', 'POST', `/api/alerts/${id}/take`, {})).status).toBe(403);
  expect((await act(id, 'take')).body).toMatchObject({
    state: 'taken',
    takenAt: at(22),
    takenBy: { name: expect.any(String) },
  });
  expect((await act(id, 'snooze', { minutes: 10 })).body).toMatchObject({ state: 'snoozed', snoozedUntil: at(32) });
  await lookAt(32);
  expect(await ofTruck()).toMatchObject([{ id, state: 'taken' }]);

  const started = {
    id: uuidv7(),
    kind: 'shift-started',
    truckId: town.truckIds[1],
    stopId: plan.stops[5].id,
    doneAt: at(33),
  };
  expect((await server.ask('dispatcher', 'POST', '/api/field-events', { events: [started] })).status).toBe(200);
  expect(await lookAt(34)).toBe(true);
  expect(await ofTruck()).toMatchObject([{ id, state: 'ended', endedAt: at(34) }]);
  expect((await act(id, 'take')).body).toMatchObject({ status: 409, code: 'alert-over' });

  expect(await lookAt(60)).toBe(true);
  expect(await ofTruck()).toMatchObject([
    { id, state: 'open', raisedAt: at(60), times: 2, takenBy: null, endedAt: null },
  ]);

  expect((await act(id, 'close', { reason: ' ' })).status).toBe(400);
  expect((await act(id, 'close', { reason: 'Đã gọi, máy hỏng' })).body).toMatchObject({ state: 'closed' });
  expect(await lookAt(70)).toBe(false);
  expect(await ofTruck()).toMatchObject([{ id, state: 'closed', reason: 'Đã gọi, máy hỏng', endedAt: null }]);

  const { body } = await server.ask('manager', 'GET', `/api/changes?subject=alerts&id=${id}`);
  const changes = (body.items as { kind: string; actor: object | null; note: string | null }[]).toReversed();
  expect(changes.map(({ kind, actor }) => [kind, actor !== null])).toEqual([
    ['created', false],
    ['changed', true],
    ['changed', true],
    ['changed', false],
    ['changed', false],
    ['changed', true],
  ]);
  expect(changes[5].note).toBe('Đã gọi, máy hỏng');
});

it('is part of the log of the day, beside reports and publications, and that is narrowed down', async () => {
  const log = async (query = ''): Promise<DayLog> =>
    (await server.ask('manager', 'GET', `/api/day/${DAY}/log${query}`)).body as unknown as DayLog;
  const told = ({ items }: DayLog) => items.map(({ kind, who }) => [kind, who !== null]);

  expect((await server.ask('dispatcher', 'POST', `/api/plans/${plan.planId}/unpublish`)).status).toBe(200);
  const again = await server.ask('dispatcher', 'POST', `/api/plans/${plan.planId}/publish`, { revision: 1 });
  expect(again.status).toBe(200);
  expect(told(await log('?kind=plan')).sort()).toEqual([
    ['planned', false],
    ['published', true],
    ['unpublished', true],
  ]);

  const truck = `?truck=${town.truckIds[1]}`;
  const ofTruckLog = await log(truck);
  expect(told(ofTruckLog)).toEqual([
    ['alert-closed', true],
    ['alert-raised', false],
    ['alert-ended', false],
    ['shift-started', true],
    ...[
      ['alert-snoozed', true],
      ['alert-taken', true],
    ].sort(),
    ['alert-raised', false],
  ]);
  expect(ofTruckLog.items[0]).toMatchObject({ alertKind: 'silent', truck: { number: 2 }, reason: 'Đã gọi, máy hỏng' });
  expect(ofTruckLog.items.at(-1)?.at).toBe(at(20));

  const [by] = ofTruckLog.people;
  expect(ofTruckLog.people).toHaveLength(1);
  expect(told(await log(`${truck}&kind=alert&person=${by.id}`))).toHaveLength(3);
  const first = await log(`${truck}&limit=1`);
  const second = await log(`${truck}&limit=1&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
  expect(told({ ...second, items: [...first.items, ...second.items] })).toEqual(told(ofTruckLog).slice(0, 2));
});

it('is also what a crew told of, until the office has closed it', async () => {
  const incident = {
    id: uuidv7(),
    kind: 'breakdown',
    truckId: town.truckIds[0],
    day: DAY,
    note: 'Thủng lốp',
    doneAt: at(70),
  };
  expect((await server.ask('driver', 'POST', '/api/incidents', incident)).status).toBe(200);
  const told = async () => {
    const { body } = await server.ask('manager', 'GET', `/api/alerts?date=${DAY}`);
    return (body as unknown as AlertsView).items.filter(({ kind }) => kind === 'incident');
  };
  await lookAt(72);
  expect(await told()).toMatchObject([{ state: 'open', truckNumber: 1, facts: { note: 'Thủng lốp', stops: 2 } }]);
  await server.ask('dispatcher', 'POST', `/api/incidents/${incident.id}/close`, { remark: 'Xe khác đã đến' });
  await lookAt(74);
  expect(await told()).toMatchObject([{ state: 'ended' }]);
  const { body } = await server.ask('manager', 'GET', `/api/day/${DAY}/log?truck=${town.truckIds[0]}&kind=field`);
  const items = (body as unknown as DayLog).items.map(({ kind, reason }) => [kind, reason]);
  expect(items).toContainEqual(['incident', 'Thủng lốp']);
  expect(items).toContainEqual(['incident-closed', 'Xe khác đã đến']);
});

it('is of today where no day is asked for', async () => {
  const { today } = (await server.ask(null, 'GET', '/api/area')).body as { today: Day };
  // The day after, too, should midnight pass meanwhile.
  const raised = [today, addDays(today, 1)].map((day) => ({
    ...{ id: uuidv7(), townId: town.townId, key: 'silent 9', kind: 'silent', facts: {}, savableKg: 0 },
    ...{ day: dayToDate(day), raisedAt: new Date() },
  }));
  await server.platform.database.prisma.alert.createMany({ data: raised });
  const { status, body } = await server.ask('dispatcher', 'GET', '/api/alerts');
  expect(status).toBe(200);
  expect(raised.map(({ id }) => id)).toContain((body as unknown as AlertsView).items[0]?.id);
});
