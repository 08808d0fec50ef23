import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../../domain/day.ts';
import { closeDay } from '../../domain/ledger/close-day.ts';
import type { Overview } from '../../domain/ledger/overview.ts';
import type { Rates, RatesRow } from '../../domain/ledger/rates.ts';
import type { Why } from '../../domain/ledger/why.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { closeDirtyDays } from '../../records/ledger/close-dirty-days.ts';
import { readBook } from '../../records/ledger/read-book.ts';
import { readDay } from '../../records/ledger/read-day.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
/** The days that were computed while nothing was known of the town. */
let before: string[];
/** The town's days are of 2024: today is as long after. */
const TODAY = '2024-12-02';
const AT = '2024-11-24T22:00:00.000Z';

/** As the worker does, until nothing is left. */
async function compute(): Promise<string[]> {
  const days: string[] = [];
  for (;;) {
    const done = await closeDirtyDays(server.platform.database, town.townId, TODAY);
    if (done.length === 0) return days.sort();
    days.push(...done);
  }
}
const rates = async (query = '', who: Role = 'manager'): Promise<Rates> => {
  const answer = await server.ask(who, 'GET', `/api/ledger/rates?from=${DAY}&to=${DAY}${query}`);
  expect(answer.status).toBe(200);
  return answer.body as unknown as Rates;
};
const rowOf = (all: Rates, code: string): RatesRow => {
  const row = all.rows.find(({ unit, stream }) => unit?.code === code && stream === 'household-other');
  if (!row) throw new Error(`no row of ${code} in ${JSON.stringify(all.rows)}`);
  return row;
};
const why = async (unit: string, who: Role = 'manager') => {
  const { body, status } = await server.ask(
    who,
    'GET',
    `/api/ledger/why?unit=${unit}&stream=household-other&from=${DAY}&to=${DAY}`,
  );
  return { status, body: body as unknown as Why };
};
const serve = (index: number, more: object = {}) => {
  const stop = plan.stops.filter(({ kind }) => kind === 'point')[index];
  return server.ask('dispatcher', 'POST', '/api/field-events', {
    events: [{ id: uuidv7(), kind: 'served', truckId: stop?.truckId, stopId: stop?.id, doneAt: AT, ...more }],
  });
};
const weigh = async (number: string, netKg: number, truck = 0, more: object = {}) => {
  const { status, body } = await server.ask('site-clerk', 'POST', '/api/tickets', {
    ...{ facilityId: town.landfillId, truckId: town.truckIds[truck], number, grossKg: 8000 + netKg, tareKg: 8000 },
    ...{ streams: ['household-other'], weighedAt: AT, ...more },
  });
  expect(status).toBe(200);
  return String(body.id);
};

beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  before = await compute();
  plan = await makePlan(prisma, town);
  const factor = { townId: town.townId, setting: 'any', validFrom: dayToDate('2020-01-01') };
  await prisma.factor.createMany({
    data: [
      { ...factor, kind: 'generation', value: 0.9 },
      { ...factor, kind: 'composition', stream: 'household-other', value: 0.5 },
    ],
  });
  await prisma.target.create({
    data: {
      ...{ townId: town.townId, setting: 'urban', streams: ['household-other'], share: 0.98 },
      effectiveOn: dayToDate('2023-12-31'),
    },
  });
});
afterAll(() => server.close());

describe('the ledger', () => {
  it('has a row for what is generated before anything is collected, and every day since the first', async () => {
    expect(before).toEqual([]);
    const days = await compute();
    expect([days[0], days.at(-1), days.length]).toEqual([DAY, TODAY, 8]);
    expect(await compute()).toEqual([]);
    // Eight days are known, one of them has a plan: the others say only what was generated.
    const { body: week } = await server.ask('manager', 'GET', `/api/ledger/rates?from=${DAY}&to=${TODAY}`);
    expect(week).toMatchObject({ days: 8, reportedDays: 1 });
    // 1,000 people × 0.9 kg × 0.5, nothing of it collected: all of the 98 % is missing.
    expect(rowOf(await rates(), '14800')).toEqual({
      ...{ unit: { code: '14800', name: 'Phường 1', setting: 'urban' }, stream: 'household-other' },
      ...{ generatedKg: 450, collectedKg: 0, treatedKg: 0, rate: 0, target: 0.98, gapKgPerDay: 441 },
      mass: { weighed: 0, measured: 0, estimated: 0 },
      visits: { scheduled: 2, served: 0, confirmed: 0, inferred: 0 },
    });
  });

  it('counts what was reported as it is known, and treated once the facility treats it to standard', async () => {
    await serve(0, { mass: { kg: 300, how: 'typed' } });
    await serve(1);
    expect(await rates()).toMatchObject({ dirtyDays: 1, days: 1 });
    expect(await compute()).toEqual([DAY]);
    expect(rowOf(await rates(), '14800')).toMatchObject({
      ...{ collectedKg: 800, treatedKg: 0, mass: { weighed: 0, measured: 300, estimated: 500 } },
      visits: { scheduled: 2, served: 2, confirmed: 2, inferred: 0 },
    });
    const { body } = await server.ask('admin', 'GET', `/api/facilities/${town.landfillId}`);
    const changed = await server.ask(
      'admin',
      'PATCH',
      `/api/facilities/${town.landfillId}`,
      { treatsStreams: ['household-other'] },
      { 'if-match': `"${body.version}"` },
    );
    expect(changed.status).toBe(200);
    expect(await compute()).toHaveLength(8);
    expect(rowOf(await rates(), '14800')).toMatchObject({ treatedKg: 800, rate: 800 / 450, gapKgPerDay: 0 });
    expect(rowOf(await rates('&denominator=collected'), '14800')).toMatchObject({ rate: 1 });
  });

  it('gives a late ticket to the visits of its trip, says what was replaced, and moves only its day', async () => {
    const ticketId = await weigh('PC1', 1001);
    expect(await compute()).toEqual([DAY]);
    expect(rowOf(await rates(), '14800')).toMatchObject({ mass: { weighed: 1001, measured: 0, estimated: 0 } });
    const { body } = await why('14800');
    expect(body).toMatchObject({
      ...{ collectedKg: 1001, tickets: [{ id: ticketId, number: 'PC1', netKg: 1001, shareKg: 1001, isTreated: true }] },
      generation: [{ people: 1000, kgPerPersonDay: 0.9, share: 0.5, kgPerDay: 450 }],
    });
    expect(body.days).toMatchObject([{ replaced: { mass: { measured: 300, estimated: 500 } }, isDirty: false }]);
    // Not all was measured: by what was expected, 500 each, the odd kilogram to the smaller id.
    expect(body.visits.map(({ kg }) => kg).sort()).toEqual([500, 501]);
    expect(body.visits[0]?.tickets).toMatchObject([{ id: ticketId }]);
    expect(body.visits[0]?.events).toHaveLength(1);

    await server.ask('site-clerk', 'POST', `/api/tickets/${ticketId}/void`, { reason: 'Cân nhầm xe' });
    expect(await compute()).toEqual([DAY]);
    expect(rowOf(await rates(), '14800')).toMatchObject({ mass: { weighed: 0, measured: 300, estimated: 500 } });
    expect(
      await server.platform.database.prisma.ledgerCell.count({ where: { replaced: { not: 'null' } } }),
    ).toBeGreaterThan(0);
  });

  it('keeps a ticket without visits in a line of its own, and every kilogram of a day once', async () => {
    await weigh('PC2', 700, 1);
    await weigh('PC3', 40, 0, { truckId: undefined, plate: '37C-1234', streams: [] });
    await weigh('PC4', 900);
    await compute();
    const all = await rates();
    expect(rowOf(all, 'unassigned')).toMatchObject({ collectedKg: 700, rate: null, target: null, gapKgPerDay: null });
    const { text } = (await server.ask('manager', 'GET', `/api/ledger/days.csv?from=${DAY}&to=${DAY}`)).body;
    const lines = String(text).trim().split('\n');
    expect(lines[0]).toBe('day,unit,stream,generatedKg,collectedKg,treatedKg,weighedKg,measuredKg,estimatedKg');
    expect(lines.slice(1)).toEqual([
      `${DAY},14800,household-other,450,900,900,900,0,0`,
      `${DAY},14801,household-other,900,0,0,0,0,0`,
      `${DAY},unassigned,household-other,0,700,700,700,0,0`,
      `${DAY},unassigned,unknown,0,40,0,40,0,0`,
    ]);
    const tickets = String((await server.ask('manager', 'GET', `/api/tickets.csv?from=${DAY}&to=${DAY}`)).body.text);
    const valid = tickets.split('\n').filter((line) => line.endsWith(',valid'));
    expect(valid.reduce((sum, line) => sum + Number(line.split(',')[5]), 0)).toBe(1640);
    const byStream = await rates('&by=stream');
    expect(byStream.rows.map(({ stream, collectedKg }) => [stream, collectedKg])).toEqual([
      ['household-other', 1600],
      ['unknown', 40],
    ]);
    expect((await why('unassigned')).body.tickets).toMatchObject([{ number: 'PC2', shareKg: 700 }]);
  });

  it('moves with a factor exactly the days it holds, and with nothing that figures do not stand on', async () => {
    const { prisma } = server.platform.database;
    const { id } = await prisma.factor.create({
      data: {
        ...{ townId: town.townId, setting: 'any', kind: 'generation', value: 1 },
        validFrom: dayToDate('2024-12-01'),
      },
    });
    expect(await compute()).toEqual(['2024-12-01', '2024-12-02']);
    await prisma.factor.update({ where: { id }, data: { source: 'Cân thử', version: { increment: 1 } } });
    await prisma.unit.updateMany({ data: { name: 'Phường Một' } });
    expect(await compute()).toEqual([]);
    await prisma.factor.update({ where: { id }, data: { isActive: false } });
    expect(await compute()).toEqual(['2024-12-01', '2024-12-02']);
    await prisma.unitPopulation.create({
      data: { unitId: town.unitIds[0] ?? '', validFrom: dayToDate('2024-11-30'), people: 2000 },
    });
    expect(await compute()).toEqual(['2024-11-30', '2024-12-01', '2024-12-02']);
  });

  it('has an overview whose figures are those of the rates, and which shows a ward its own', async () => {
    const year = '?from=2024-01-01&to=2024-12-02';
    const all = (await server.ask('manager', 'GET', `/api/ledger/rates${year}`)).body as unknown as Rates;
    const overview = (await server.ask('manager', 'GET', '/api/ledger/overview?to=2024-12-02'))
      .body as unknown as Overview;
    expect(overview.rows).toEqual(all.rows);
    expect({ ...overview.totals, all: overview.all }).toEqual(all.totals);
    expect(all.totals?.all).toMatchObject({ unit: null, stream: null, mass: { weighed: 1640 } });
    expect(overview.months.map(({ month }) => month)).toEqual(['2024-11', '2024-12']);
    const collected = (of: readonly { collectedKg: number }[]) =>
      of.reduce((sum, { collectedKg }) => sum + collectedKg, 0);
    expect(collected(overview.months)).toBe(collected(overview.rows));
    expect(overview.quality).toMatchObject({ unassignedKg: 740, mass: { weighed: 1640 } });
    const { prisma } = server.platform.database;
    const { id: ticketId } = await prisma.ticket.findFirstOrThrow({ where: { state: 'valid', doubts: { none: {} } } });
    const data = (['overloaded', 'unusual-tare'] as const).map((kind) => ({ ticketId, kind, figures: {} }));
    await prisma.ticketDoubt.createMany({ data });
    const again = (await server.ask('manager', 'GET', '/api/ledger/overview?to=2024-12-02'))
      .body as unknown as Overview;
    await prisma.ticketDoubt.deleteMany({ where: { ticketId } });
    expect(again.toDo.doubtfulTickets).toBe((overview.toDo.doubtfulTickets ?? Number.NaN) + 1);
    const ward = (await server.ask('ward-officer', 'GET', '/api/ledger/overview?to=2024-12-02'))
      .body as unknown as Overview;
    expect(new Set(ward.rows.map(({ unit }) => unit?.code)).size).toBe(1);
    expect(ward.toDo).toEqual({ doubtfulTickets: null, overdueComplaints: 0, openMonths: null, report: null });
  });

  it('is the same when all of it is computed once more', async () => {
    const { prisma, pool } = server.platform.database;
    const cells = () => prisma.ledgerCell.findMany({ orderBy: { id: 'asc' } });
    const cellsBefore = await cells();
    await pool.query(`INSERT INTO "DirtyDay" ("townId", day, cause) SELECT "townId", day, 'clock' FROM "LedgerDay"`);
    await Promise.all([compute(), compute()]);
    await compute();
    expect(await cells()).toEqual(cellsBefore);
  });

  it('gives a unit’s visits the same masses whether the whole day is read or only their trips', async () => {
    const { prisma, pool } = server.platform.database;
    const book = await readBook(pool, town.townId);
    const whole = closeDay(await readDay(pool, town.townId, DAY, book));
    const visits = await prisma.visit.findMany({ where: { townId: town.townId, day: dayToDate(DAY) } });
    expect(visits.length).toBeGreaterThan(0);
    for (const { id, pointId, stream } of visits) {
      const part = closeDay(await readDay(pool, town.townId, DAY, book, { stream, pointIds: [pointId] }));
      expect(part.collected.byVisit.get(id)).toEqual(whole.collected.byVisit.get(id));
      const sharesOf = ({ collected }: typeof whole) => collected.shares.filter(({ visitId }) => visitId === id);
      expect(sharesOf(part)).toEqual(sharesOf(whole));
    }
  });

  it('shows a ward its own, a cooperative what it collects, and nobody else’s to either', async () => {
    const { prisma } = server.platform.database;
    const ward = await rates('', 'ward-officer');
    const codes = new Set(ward.rows.map(({ unit }) => unit?.code));
    expect([...codes]).toHaveLength(1);
    const other = ['14800', '14801'].find((code) => !codes.has(code)) ?? '';
    expect((await why(other, 'ward-officer')).status).toBe(404);
    const forecast = (code: string) =>
      server.ask('ward-officer', 'GET', `/api/ledger/forecast?unit=${code}&stream=household-other`);
    expect((await forecast(other)).status).toBe(404);
    expect((await why([...codes][0] ?? '', 'ward-officer')).status).toBe(200);
    const cooperative = await prisma.cooperative.findFirstOrThrow({ where: { townId: town.townId } });
    await prisma.collectionPoint.update({
      where: { id: town.pointIds[0] },
      data: { cooperativeId: cooperative.id },
    });
    // Whose a point is counts from the day it was changed on: figures of days before stay.
    expect((await rates('&by=cooperative')).rows).toMatchObject([
      { cooperative: { code: 'HTX1' } },
      { cooperative: null },
    ]);
    expect((await rates('', 'cooperative')).rows).toMatchObject([{ unit: { code: 'unassigned' }, collectedKg: 700 }]);
  });
});

describe('a month', () => {
  const months = '/api/ledger/months';
  it('that was closed does not move: what comes late is listed until it is opened again', async () => {
    // The server's own today is later than the town's days.
    expect((await server.ask('dispatcher', 'POST', `${months}/2024-11/close`)).status).toBe(403);
    expect((await server.ask('manager', 'POST', `${months}/2199-11/close`)).body).toMatchObject({
      code: 'month-not-over',
    });
    await serve(2);
    expect(await server.ask('manager', 'POST', `${months}/2024-11/close`)).toMatchObject({
      ...{ status: 409, body: { code: 'month-being-computed' } },
    });
    await compute();
    expect((await server.ask('manager', 'POST', `${months}/2024-11/close`)).status).toBe(200);
    const ratesBefore = await rates();
    await weigh('PC9', 111);
    await serve(3);
    expect(await compute()).toEqual([]);
    expect(await rates()).toEqual(ratesBefore);
    const { items } = (await server.ask('manager', 'GET', months)).body as {
      items: { month: string; state: string; late: { kind: string; name: string | null }[] }[];
    };
    const november = items.find(({ month }) => month === '2024-11');
    expect(november).toMatchObject({ state: 'closed', dirtyDays: 0 });
    expect(november?.late.map(({ kind }) => kind).sort()).toEqual(['event', 'ticket']);

    expect((await server.ask('manager', 'POST', `${months}/2024-11/reopen`, { reason: '' })).status).toBe(400);
    await server.ask('manager', 'POST', `${months}/2024-11/reopen`, { reason: 'Phiếu cân đến muộn' });
    expect(await compute()).toEqual([DAY]);
    const weighed = (all: Rates) => all.rows.reduce((sum, { mass }) => sum + mass.weighed, 0);
    expect(weighed(await rates())).toBe(weighed(ratesBefore) + 111);
    const audit = await server.platform.database.prisma.change.findMany({
      where: { subject: 'ledger' },
      orderBy: { at: 'asc' },
    });
    expect(audit.map(({ note }) => note)).toEqual([null, 'Phiếu cân đến muộn']);
  });
});
