import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../domain/day.ts';
import type { Role } from '../domain/policy/roles.ts';
import type { ReportList, ReportView } from '../domain/reports/requests.ts';
import { closeDirtyDays } from '../records/ledger/close-dirty-days.ts';
import { remindOfReport } from '../records/reports/remind.ts';
import { makeReport } from '../worker/make-report/make-report.ts';
import { makePlan } from '../server/fixtures/plan.ts';
import { startTestServer, type TestServer } from '../server/fixtures/server.ts';
import { makeTown, type TestTown } from '../server/fixtures/town.ts';

let server: TestServer;
let town: TestTown;
const TODAY = '2024-12-02';
const AT = '2024-11-24T22:00:00.000Z';
const NOVEMBER = {
  kind: 'period',
  from: '2024-11-01',
  to: '2024-11-30',
  scope: 'town',
  format: 'docx',
  language: 'vi',
};

/** As the worker does. */
async function work(reportId: string): Promise<void> {
  const context = { id: reportId, name: 'make-report', attempt: 1, lastAttempt: true };
  await makeReport(server.platform)({ ...context, data: { reportId }, signal: new AbortController().signal });
}
async function compute(): Promise<void> {
  while ((await closeDirtyDays(server.platform.database, town.townId, TODAY)).length > 0);
}
const ask = (body: object = {}, who: Role = 'manager') =>
  server.ask(who, 'POST', '/api/reports', { ...NOVEMBER, ...body });
const read = async (id: unknown, who: Role = 'manager') =>
  (await server.ask(who, 'GET', `/api/reports/${id}`)).body as unknown as ReportView & { late: object };
const file = async (id: unknown): Promise<Buffer> => {
  const answer = await fetch(`${server.url}/api/reports/${id}/file`, {
    headers: { cookie: await server.cookieOf('manager') },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
async function made(body: object = {}): Promise<{ view: ReportView & { late: object }; content: Buffer }> {
  const answer = await ask(body);
  expect(answer).toMatchObject({ status: 202, body: { state: 'queued', progress: 0 } });
  await work(String(answer.body.id));
  return { view: await read(answer.body.id), content: await file(answer.body.id) };
}
const textOf = (docx: Buffer): string => {
  const [, document] = Object.entries(unzipSync(docx)).find(([name]) => name === 'word/document.xml') ?? [];
  return strFromU8(document ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '|');
};

beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  const plan = await makePlan(prisma, town);
  const stop = plan.stops.find(({ kind }) => kind === 'point');
  await server.ask('dispatcher', 'POST', '/api/field-events', {
    events: [
      {
        id: uuidv7(),
        kind: 'served',
        truckId: stop?.truckId,
        stopId: stop?.id,
        doneAt: AT,
        mass: { kg: 300, how: 'typed' },
      },
    ],
  });
  await compute();
});
afterAll(() => server.close());

describe('a report', () => {
  it('is made by a worker from the books, kept with its checksum and cut-off, and made again it is the same to the byte', async () => {
    const first = await made();
    expect(first.view).toMatchObject({
      state: 'done',
      progress: 100,
      form: 'period-1',
      ruleVersion: 1,
      scopeName: expect.any(String),
    });
    expect(first.view.checksum).toBe(createHash('sha256').update(first.content).digest('hex'));
    expect(first.view.sizeBytes).toBe(first.content.length);
    expect(textOf(first.content)).toContain('0,30 tấn');
    const again = await made();
    expect(again.view.id).not.toBe(first.view.id);
    expect(again.view).toMatchObject({ checksum: first.view.checksum, cutOff: first.view.cutOff });
    expect(first.view.late).toEqual({ changedDays: 0, tickets: 0, voided: 0, events: 0 });
  });

  it('is of days that are over: of one in between not all was collected yet', async () => {
    const askedAt = async (requestedAt: string): Promise<string> => {
      const { body } = await ask();
      const id = String(body.id);
      await server.platform.database.prisma.report.update({ where: { id }, data: { requestedAt } });
      await work(id);
      return textOf(await file(id));
    };
    // In the afternoon of the service day, and an hour after it.
    expect(await askedAt('2024-11-25T08:00:00Z')).toContain('sổ chưa có số liệu');
    const after = await askedAt('2024-11-25T18:00:00Z');
    expect(after).toContain('0,30 tấn');
    expect(after).toContain('Số liệu có đến hết ngày 25/11/2024.');
  });

  it('says what came after its cut-off, and waits for days that are being recomputed', async () => {
    const { view } = await made({ format: 'xlsx' });
    const weighed = { number: 'PC1', grossKg: 8900, tareKg: 8000, streams: ['household-other'], weighedAt: AT };
    await server.ask('site-clerk', 'POST', '/api/tickets', {
      facilityId: town.landfillId,
      truckId: town.truckIds[0],
      ...weighed,
    });
    const { body } = await ask();
    const working = work(String(body.id));
    await expect.poll(async () => (await read(body.id)).progress).toBe(10);
    await compute();
    await working;
    expect((await read(view.id)).late).toEqual({ changedDays: 1, tickets: 1, voided: 0, events: 0 });
    const later = await read(body.id);
    expect(later.checksum).not.toBe(view.checksum);
    expect(later.cutOff !== null && view.cutOff !== null && later.cutOff > view.cutOff).toBe(true);
    expect(textOf(await file(body.id))).toContain('0,90 tấn');
  });

  it('is of what somebody may see: a ward and a cooperative of their own, and nobody finds another’s', async () => {
    const { prisma } = server.platform.database;
    const list = async (who: Role) => (await server.ask(who, 'GET', '/api/reports')).body as unknown as ReportList;
    const [own] = (await list('ward-officer')).scopes;
    expect((await list('ward-officer')).scopes).toHaveLength(1);
    expect(own?.scope).toMatch(/^unit:1480[01]$/);
    const other = own?.scope === 'unit:14800' ? 'unit:14801' : 'unit:14800';
    for (const scope of ['town', other, 'cooperative:HTX1', 'unit:khong-co']) {
      expect((await ask({ scope }, 'ward-officer')).body.code).toBe('no-such-scope');
    }
    const answer = await ask({ scope: own?.scope }, 'ward-officer');
    expect(answer.status).toBe(202);
    await work(String(answer.body.id));
    expect((await list('ward-officer')).items.map(({ id }) => id)).toEqual([answer.body.id]);
    expect((await list('cooperative')).items).toEqual([]);
    const ofTown = await prisma.report.findFirstOrThrow({ where: { unitId: null } });
    for (const rest of ['', '/file']) {
      expect((await server.ask('ward-officer', 'GET', `/api/reports/${ofTown.id}${rest}`)).status).toBe(404);
    }
    // What the manager sees of the town has the ward's report in it.
    expect((await list('manager')).items.map(({ id }) => id)).toContain(answer.body.id);
    expect((await ask({ scope: 'cooperative:HTX1' }, 'cooperative')).status).toBe(202);
  });

  it('that is not made has no file, and wrong days are refused', async () => {
    const { body } = await ask();
    expect((await server.ask('manager', 'GET', `/api/reports/${body.id}/file`)).body.code).toBe('report-not-made');
    expect((await ask({ from: '2024-12-01' })).status).toBe(400);
    expect((await ask({ scope: 'phường' })).status).toBe(400);
  });
});

it('the managers are mailed once a year that the report is due, and not once it is made', async () => {
  const { prisma } = server.platform.database;
  const due = { year: 2024, before: '2024-12-20', from: '2024-01-01', to: '2024-12-31' };
  const remind = (year: number) =>
    remindOfReport(
      prisma,
      { id: town.townId, name: 'Bỉm Sơn' },
      { ...due, year, from: `${year}-01-01` },
      'https://tuyen-xanh.example/manage/reports',
      new Date(),
    );
  expect(await remind(2024)).toBe(1);
  expect(await remind(2024)).toBe(0);
  const mails = await prisma.outbox.findMany({ where: { townId: town.townId } });
  expect(mails).toMatchObject([{ channel: 'mail', recipient: 'manager@demo.local' }]);
  await prisma.report.create({
    data: {
      ...{ townId: town.townId, kind: 'yearly', format: 'pdf', language: 'vi', state: 'done' },
      ...{ from: dayToDate('2025-01-01'), to: dayToDate('2025-12-31'), requestedAt: new Date('2025-12-05T00:00:00Z') },
    },
  });
  expect(await remind(2025)).toBe(0);
});
