import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { Comparison } from '../../domain/ledger/comparison.ts';
import type { FacilityLedger } from '../../domain/ledger/facility-view.ts';
import type { QualityView } from '../../domain/ledger/quality-view.ts';
import type { Rates } from '../../domain/ledger/rates.ts';
import type { Standing } from '../../domain/ledger/standing.ts';
import type { TruckLedger } from '../../domain/ledger/truck-view.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { emptyWeightKg } from '../../domain/tickets/empty-weight.ts';
import { RESOLUTION_TARGETS } from '../../domain/targets.ts';
import { forgetComplaints } from '../../records/complaints/write-complaints.ts';
import { closeDirtyDays } from '../../records/ledger/close-dirty-days.ts';
import { readClosure } from '../../records/ledger/read-closure.ts';
import { keepTruckDays } from '../../records/ledger/keep-truck-days.ts';
import { writeSomeHistory } from '../../records/ledger/demo-history.ts';
import { countDirtyDays } from '../../records/ledger/dirty-days.ts';
import { readDebts } from '../../records/ledger/read-debts.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown, ZONE } from '../fixtures/town.ts';

const EVERYWHERE = { scopeKind: 'town' as const, scopeId: null, townId: null };

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
/** The town's days are of 2024: the worker's today is as long after. */
const TODAY = '2024-12-02';
const AT = '2024-11-24T22:00:00.000Z';
const ON_THE_DAY = `from=${DAY}&to=${DAY}`;

const read = async <T>(path: string, who: Role = 'manager'): Promise<T> => {
  const answer = await server.ask(who, 'GET', `/api/ledger/${path}`);
  expect(answer.status).toBe(200);
  return answer.body as unknown as T;
};
const stop = (kind: string, index: number) => plan.stops.filter((each) => each.kind === kind)[index];
const report = async (kind: string, of: { id: string; truckId: string } | undefined, more: object = {}) => {
  const event = { id: uuidv7(), kind, truckId: of?.truckId, stopId: of?.id, doneAt: AT, ...more };
  const { body } = await server.ask('dispatcher', 'POST', '/api/field-events', { events: [event] });
  expect(body).toMatchObject({ accepted: [event.id] });
};
const weigh = async (number: string, netKg: number, of: object) => {
  const { status } = await server.ask('site-clerk', 'POST', '/api/tickets', {
    ...{ facilityId: town.landfillId, number, grossKg: 8000 + netKg, tareKg: 8000, weighedAt: AT },
    ...{ streams: ['household-other'], ...of },
  });
  expect(status).toBe(200);
};

/** Truck 1 took both of its points and weighed 1,001 kg; truck 2 unloaded without a ticket and told of no visit; a stranger brought 40 kg. */
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  plan = await makePlan(prisma, town);
  const factor = { townId: town.townId, setting: 'any', validFrom: dayToDate('2020-01-01') };
  await prisma.factor.createMany({
    data: [
      { ...factor, kind: 'generation', value: 0.9 },
      { ...factor, kind: 'composition', stream: 'household-other', value: 1 },
      { ...factor, kind: 'fuel', value: 0.5, source: 'Định mức' },
      { ...factor, kind: 'co2', value: 2.5 },
    ],
  });
  await prisma.target.createMany({
    data: RESOLUTION_TARGETS.map(({ effectiveOn, ...target }) => ({
      ...{ ...target, streams: [...target.streams], townId: town.townId, effectiveOn: dayToDate(effectiveOn) },
    })),
  });
  await report('served', stop('point', 0));
  await report('served', stop('point', 1));
  await weigh('PC1', 1001, { truckId: town.truckIds[0] });
  await weigh('PC2', 40, { plate: '37C-1234', streams: [] });
  await report('unloaded', stop('unload', 1));
  while ((await closeDirtyDays(server.platform.database, town.townId, TODAY)).length > 0);
});
afterAll(() => server.close());

describe('a facility', () => {
  it('tells what came in day by day, what was not weighed, and only to whom it is', async () => {
    const told = await read<FacilityLedger>(`facilities?${ON_THE_DAY}`);
    expect(told.facility.code).toBe('LANDFILL');
    expect(told.days).toEqual([{ day: DAY, netKg: 1041, tickets: 2, unweighed: 1, closed: null }]);
    expect(told.streams).toEqual([
      { stream: 'household-other', netKg: 1001 },
      { stream: 'unknown', netKg: 40 },
    ]);
    expect(told.tickets.map(({ number, truck }) => [number, truck]).sort()).toEqual([
      ...[
        ['PC1', '36C-00001'],
        ['PC2', '37C-1234'],
      ],
    ]);
    expect((await server.ask('site-clerk', 'GET', '/api/ledger/facilities?code=LANDFILL')).status).toBe(200);
    expect((await server.ask('site-clerk', 'GET', '/api/ledger/facilities?code=DEPOT')).status).toBe(404);
  });

  it('reckons the room it has left from the latest survey that was not called off, and keeps who entered it', async () => {
    const path = `/api/facilities/${town.landfillId}/surveys`;
    const survey = {
      day: '2024-11-01',
      remainingCubicMetres: 500,
      densityKgPerCubicMetre: 1000,
      source: 'Biên bản đo',
    };
    expect((await server.ask('dispatcher', 'POST', path, survey)).status).toBe(201);
    const late = await server.ask('dispatcher', 'POST', path, {
      ...survey,
      day: '2024-11-20',
      remainingCubicMetres: 9,
    });
    const cancelled = await server.ask('dispatcher', 'POST', `${path}/${late.body.id}/cancel`, {});
    expect(cancelled.status).toBe(200);
    const { surveys, room } = await read<FacilityLedger>(`facilities?${ON_THE_DAY}`);
    expect(surveys).toMatchObject([survey]);
    // 500 m³ − 1,041 kg ÷ 1,000; nothing came in of late, so nobody can tell how long that lasts.
    expect(room).toMatchObject({
      surveyDay: '2024-11-01',
      remainingCubicMetres: 499,
      daysLeft: null,
      unweighedSince: 1,
    });
    const changes = await server.ask('manager', 'GET', `/api/changes?subject=facilities&id=${town.landfillId}`);
    expect(changes.body).toMatchObject({ items: [{}, {}, { after: { surveys: survey } }] });

    const plans = `/api/facilities/${town.landfillId}/closure-plans`;
    const decision = { decidedOn: '2024-10-01', closesOn: '2099-12-31', source: 'QĐ 12/QĐ-UBND' };
    const enter = (body: object) => server.ask('dispatcher', 'POST', plans, body);
    expect((await enter({ ...decision, successorId: town.landfillId })).status).toBe(400);
    expect((await enter({ ...decision, successorId: town.depotId })).status).toBe(400);
    expect((await enter(decision)).status).toBe(201);
    const { closurePlans, closure } = await read<FacilityLedger>(`facilities?${ON_THE_DAY}`);
    expect(closurePlans).toMatchObject([{ ...decision, successor: null, remark: null }]);
    // The ledger's days are of 2024, and the last 90 days of the present year are asked about: nothing was collected.
    expect(closure).toMatchObject({ successor: null, town: { collectedKg: 0, hereUntreatedKg: 0, rates: null } });
    const { prisma, pool } = server.platform.database;
    const { landfillId: id, townId } = town;
    const landfill = await prisma.facility.findUniqueOrThrow({ where: { id } });
    const { id: _, ...copy } = { ...landfill, code: 'PLANT', kind: 'treatment-plant', windows: [] };
    const plant = await prisma.facility.create({ data: { ...copy, treatsStreams: ['household-other'] } });
    expect((await enter({ ...decision, decidedOn: '2024-10-02', successorId: plant.id })).status).toBe(201);
    const manager = { id: 'x', memberships: [{ ...EVERYWHERE, role: 'manager' as const }] };
    const then = await readClosure({ prisma, pool }, townId, manager, landfill, { room: null, asOf: DAY });
    // Both tickets came here, where nothing is treated; what the second one is of nobody said.
    expect(then.closure).toMatchObject({
      successor: { code: 'PLANT', meanKgPerDay: 0, notTaken: [], notTreated: [] },
      town: { treatedKg: 0, hereTreatedKg: 0, hereUntreatedKg: 1041, hereUnclearKg: 0, successorTreatsKg: 1001 },
    });
    const { collectedKg = 0, rates } = then.closure?.town ?? {};
    expect(rates).toMatchObject({ rate: 0, rateThen: 1001 / collectedKg });
    await prisma.facility.update({ where: { id: plant.id }, data: { isActive: false } });
    const clerks = await read<FacilityLedger>(`facilities?${ON_THE_DAY}`, 'site-clerk');
    expect(clerks.closure).toMatchObject({ town: null });
    expect((await server.ask('dispatcher', 'POST', path, { ...survey, densityKgPerCubicMetre: 5 })).status).toBe(400);
  });
});

describe('the quality of the figures', () => {
  it('counts what is not reported, not weighed, or of nobody, and lists it', async () => {
    const told = await read<QualityView>(`quality?${ON_THE_DAY}`);
    expect(told.totals).toEqual({
      ...{ scheduled: 4, unreported: 2, trips: 1, unweighed: 0, tickets: 2, implausible: 0, unassigned: 1 },
    });
    expect(told.months).toMatchObject([{ month: '2024-11', scheduled: 4, unreported: 2 }]);
    expect(told.units).toEqual([
      { code: '14801', name: 'Phường 2', scheduled: 2, unreported: 2 },
      { code: '14800', name: 'Phường 1', scheduled: 2, unreported: 0 },
    ]);
    expect(told.lists.unreported.items.map(({ point, truck }) => [point, truck])).toEqual([
      ['P3', '36C-00002'],
      ['P4', '36C-00002'],
    ]);
    expect(told.lists.unassigned?.items).toMatchObject([{ number: 'PC2', why: 'no-trip', netKg: 40 }]);
  });

  it('tells a ward officer of the ward’s visits and of no tickets', async () => {
    const told = await read<QualityView>(`quality?${ON_THE_DAY}`, 'ward-officer');
    expect(told.totals).toMatchObject({ scheduled: 2, unreported: 0, trips: null, tickets: null });
    expect(told.lists).toMatchObject({ unweighed: null, implausible: null, unassigned: null });
  });
});

describe('where a unit, a stream or a cooperative stands', () => {
  it('tells a unit’s periods, parts, place and coverage in one answer', async () => {
    const told = await read<Standing>(`standing?unit=14800&to=${DAY}`);
    // 1,000 people × 0.9 kg, 1,001 kg of it weighed but at a place that treats nothing to standard.
    expect(told.periods.map(({ period, row }) => [period, row?.generatedKg, row?.collectedKg, row?.rate])).toEqual(
      ['day', 'month', 'quarter', 'year'].map((period) => [period, 900, 1001, 0]),
    );
    expect(told.parts).toMatchObject([
      { year: { stream: 'household-other', target: 0.98 }, forecast: null, targetThen: 0.98 },
    ]);
    expect(told).toMatchObject({
      ranks: ['rate', 'kept', 'complaints'].map((by) => ({ by, place: 1, of: 2 })),
      others: [{ code: '14800' }, { code: '14801' }],
    });
    expect(told.coverage).not.toBeNull();
  });

  it('shows a ward officer the own ward alone, a cooperative what its points gave', async () => {
    const own = await read<Standing>(`standing?unit=14800&to=${DAY}`, 'ward-officer');
    expect(own).toMatchObject({ ranks: null, others: [{ code: '14800' }] });
    expect((await server.ask('ward-officer', 'GET', `/api/ledger/standing?unit=14801&to=${DAY}`)).status).toBe(404);
    expect((await server.ask('manager', 'GET', `/api/ledger/standing?cooperative=HTX1&to=${DAY}`)).status).toBe(404);
    expect((await read<Standing>(`standing?stream=household-other&to=${DAY}`)).parts).toHaveLength(2);
    expect((await server.ask('manager', 'GET', '/api/ledger/standing?unit=14800&stream=food')).status).toBe(400);
  });
});

describe('two periods compared', () => {
  const asked = `/api/ledger/comparison?from=${DAY}&to=${DAY}&beforeFrom=2024-10-01&beforeTo=2024-10-31`;
  it('stand side by side, a ward officer’s own alone, and days without figures give no kilograms', async () => {
    const all = (await server.ask('manager', 'GET', asked)).body as unknown as Comparison;
    expect(all).toMatchObject({ now: { days: 1 }, before: { days: 0 }, all: { before: null, treatedKgPerDay: null } });
    const same = (await server.ask('manager', 'GET', `${asked.split('&before')[0]}&beforeFrom=${DAY}&beforeTo=${DAY}`))
      .body as unknown as Comparison;
    expect(same.rows.length).toBeGreaterThan(0);
    for (const row of same.rows) expect(row).toMatchObject({ treatedKgPerDay: 0, now: row.before });
    const ward = (await server.ask('ward-officer', 'GET', asked)).body as unknown as Comparison;
    expect(new Set(ward.rows.map(({ now }) => now?.unit?.code))).toEqual(new Set(['14800']));
    expect((await server.ask('manager', 'GET', `${asked}&unit=14800&stream=food`)).status).toBe(400);
    expect((await server.ask('manager', 'GET', asked.replace('to=', 'from=x&to='))).status).toBe(400);
  });
});

describe('trucks', () => {
  it('are told by what was planned, tracked and weighed, and a cooperative sees its own', async () => {
    const { prisma } = server.platform.database;
    const [truckId = ''] = town.truckIds;
    // Half an hour northward at 10 m/s: a degree of latitude is 111,195 m.
    const begin = Date.parse('2024-11-24T21:00:00Z');
    await prisma.position.createMany({
      data: Array.from({ length: 31 }, (_, minute) => ({
        ...{ townId: town.townId, truckId, deviceId: 'xe-1', fixTime: new Date(begin + minute * 60_000) },
        ...{ lon: 105.8, lat: 20 + (minute * 600) / 111_194.93 },
      })),
    });
    const { database } = server.platform;
    expect(await keepTruckDays(database, town.townId, DAY, new Date())).toBe(1);
    expect(await keepTruckDays(database, town.townId, DAY, new Date())).toBe(0);
    const told = await read<TruckLedger>(`trucks?code=36C-00001&${ON_THE_DAY}`);
    // 18 km driven, 1,001 kg: 55.6 kg a km; a trip of a truck that carries 5 t; 18 × 0.5 litres × 2.5 kg.
    expect(told.truck?.totals).toMatchObject({
      ...{ plannedMetres: 6000, drivenMetres: 18_000, movingSeconds: 1800, netKg: 1001, weighedTrips: 1 },
      ...{ loadFactor: 1001 / 5000, fuelLitres: 9, co2Kg: 22.5 },
    });
    expect(told.truck?.trips).toMatchObject([{ day: DAY, trip: 1, plannedVisits: 2, served: 2, netKg: 1001 }]);
    expect(told.factors.fuel).toEqual([{ value: 0.5, validFrom: '2020-01-01', source: 'Định mức' }]);
    const second = told.trucks.find(({ code }) => code === '36C-00002');
    expect(second?.totals).toMatchObject({ drivenMetres: null, metres: 6000, fuelLitres: 3, netKg: 0 });
    expect((await server.ask('cooperative', 'GET', '/api/ledger/trucks?code=NOBODY')).status).toBe(404);
  });
});

describe('the indicators and tasks of the resolution', () => {
  interface Listed {
    items: { id: string; number: string; version: number; result: string; ledger: object | null }[];
  }

  it('are entered and changed by managers, filled in by the ledger, and each change is kept', async () => {
    const items = [
      { kind: 'task', what: 'Phân loại rác tại nguồn', number: '10' },
      { kind: 'indicator', what: 'Chất thải rắn đô thị', number: '2', figure: 'urban-solid' },
    ];
    expect((await server.ask('dispatcher', 'POST', '/api/duties', { items })).status).toBe(403);
    const made = await server.ask('manager', 'POST', '/api/duties', { items });
    expect(made.status).toBe(201);
    const list = made.body as unknown as Listed;
    expect(list.items.map(({ number }) => number)).toEqual(['2', '10']);
    // Its days are of 2024, and the year that is asked about is the present one.
    expect(list.items.map(({ ledger }) => ledger)).toEqual([null, null]);
    const [, task] = list.items;
    const path = `/api/duties/${task?.id}`;
    const change = (version: number, body: object) =>
      server.ask('manager', 'PATCH', path, body, { 'if-match': `"${version}"` });
    expect((await change(1, { result: '7 phường, xã đã làm', state: 'under-way' })).status).toBe(200);
    expect((await change(1, { result: 'của người đến sau' })).status).toBe(412);
    const { body } = await server.ask('manager', 'GET', `/api/changes?subject=duties&id=${task?.id}`);
    expect(body).toMatchObject({
      items: [{ kind: 'changed', before: { state: 'open' }, after: { state: 'under-way' } }, { kind: 'created' }],
    });

    const attach = async (who: Role, name: string, content: string) => {
      const form = new FormData();
      form.set('file', new File([content], name));
      const headers = { cookie: await server.cookieOf(who) };
      const answer = await fetch(`${server.url}${path}/files`, { method: 'POST', headers, body: form });
      return {
        status: answer.status,
        body: (await answer.json()) as { items: { files: { id: string; name: string }[] }[] },
      };
    };
    expect((await attach('dispatcher', 'bb.pdf', '%PDF-1.4 biên bản')).status).toBe(403);
    expect((await attach('manager', 'bb.pdf', '<html><script>')).status).toBe(422);
    const { status, body: listed } = await attach('manager', 'Biên bản.pdf', '%PDF-1.4 biên bản');
    const again = await attach('manager', 'khác.pdf', '%PDF-1.4 biên bản');
    expect([status, again.body.items[1]?.files.map(({ name }) => name)]).toEqual([200, ['Biên bản.pdf']]);
    const file = `${path}/files/${listed.items[1]?.files[0]?.id}`;
    const got = await server.ask('dispatcher', 'GET', file);
    expect(got.body).toEqual({ text: '%PDF-1.4 biên bản' });
    expect(got.headers.get('content-disposition')).toContain(
      'attachment; filename="Bi?n b?n.pdf"; filename*=UTF-8\'\'',
    );
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await server.ask('cooperative', 'GET', file)).status).toBe(403);
    expect((await server.ask('dispatcher', 'POST', `${file}/remove`, {})).status).toBe(403);
    expect((await server.ask('manager', 'POST', `${file}/remove`, {})).status).toBe(200);
    expect((await server.ask('manager', 'GET', file)).status).toBe(404);
    expect(await server.platform.blobs.list('duties/')).toEqual([]);
    const kept = await server.ask('manager', 'GET', `/api/changes?subject=duties&id=${task?.id}`);
    expect(kept.body).toMatchObject({
      items: [{ before: { file: 'Biên bản.pdf' } }, { after: { file: 'Biên bản.pdf' } }, {}, {}],
    });
    const gone = await server.ask('manager', 'POST', `${path}/archive`, {}, { 'if-match': '"2"' });
    expect((gone.body as unknown as Listed).items).toHaveLength(1);
  });
});

describe('what residents complain of', () => {
  it('is sent without an account, answered by whose it is, and counted beside visits; only an office sees a number', async () => {
    const { prisma } = server.platform.database;
    const { id: cooperativeId } = await prisma.cooperative.findFirstOrThrow({ where: { townId: town.townId } });
    await prisma.collectionPoint.update({ where: { id: town.pointIds[0] }, data: { cooperativeId } });
    const today = dayOf(new Date(), ZONE);
    const id = uuidv7();
    const words = { text: 'Số nhà 12, túi rác còn nguyên', phone: '0912 345 678' };
    const complaint = { id, kind: 'not-collected', day: today, pointId: town.pointIds[0], ...words };
    const send = (body: object) => server.ask(null, 'POST', '/api/public/complaints', body);
    const sent = await send(complaint);
    expect(sent).toMatchObject({ status: 201, body: { id, place: 'Điểm 1', answered: null } });
    expect(JSON.stringify(sent.body)).not.toMatch(/Số nhà|0912/);
    expect((await send(complaint)).status).toBe(201);
    expect((await send({ ...complaint, id: uuidv7(), day: addDays(today, -15) })).status).toBe(422);
    expect((await send({ ...complaint, id: uuidv7(), pointId: uuidv7() })).status).toBe(422);
    expect((await send({ ...complaint, id: uuidv7(), kind: 'other', text: ' ' })).status).toBe(400);
    // In the other ward, of no cooperative.
    const elsewhere = { id: uuidv7(), kind: 'late', day: today, pointId: town.pointIds[2] };
    expect((await server.ask('ward-officer', 'POST', '/api/complaints', elsewhere)).status).toBe(422);
    expect((await server.ask('dispatcher', 'POST', '/api/complaints', elsewhere)).status).toBe(201);

    const of = (who: Role, rest = '') => server.ask(who, 'GET', `/api/complaints${rest}`);
    const seen = async (who: Role) => ((await of(who)).body as { items: { id: string }[] }).items.length;
    expect(await Promise.all((['manager', 'ward-officer', 'cooperative'] as const).map(seen))).toEqual([2, 1, 1]);
    expect(JSON.stringify((await of('manager')).body)).not.toContain('0912');
    expect((await of('ward-officer', `/${id}`)).body).toMatchObject({ ...words, point: { code: 'P1' } });
    expect((await of('cooperative', `/${id}`)).body).toMatchObject({ text: words.text, phone: null });
    expect((await of('ward-officer', `/${elsewhere.id}`)).status).toBe(404);

    const answer = (who: Role, isJustified: boolean) =>
      server.ask(who, 'POST', `/api/complaints/${id}/answer`, { answer: 'Xe hỏng, đã lấy bù.', isJustified });
    expect((await answer('manager', true)).status).toBe(403);
    expect((await answer('cooperative', false)).status).toBe(200);
    expect((await answer('dispatcher', true)).body).toMatchObject({ answered: { isJustified: true } });
    expect((await answer('cooperative', false)).status).toBe(409);
    expect((await server.ask(null, 'GET', `/api/public/complaints/${id}`)).body).toMatchObject({
      answered: { isJustified: true, answer: 'Xe hỏng, đã lấy bù.' },
    });
    const { body: changes } = await server.ask('manager', 'GET', `/api/changes?subject=complaints&id=${id}`);
    expect(changes).toMatchObject({ items: [{ after: { isJustified: true } }, {}, { kind: 'created', actor: null }] });
    expect(JSON.stringify(changes)).not.toMatch(/Số nhà|0912/);

    await prisma.complaint.updateMany({ data: { day: dayToDate(DAY) } });
    const { complaints } = await read<Standing>(`standing?unit=14800&to=${DAY}`);
    expect(complaints?.find(({ period }) => period === 'day')).toMatchObject({ all: 1, justified: 1, open: 0 });
    const { rows } = await read<Rates>(`rates?by=cooperative&${ON_THE_DAY}`);
    expect(rows.at(-1)).toMatchObject({ cooperative: null, complaints: { all: 1, justified: 0, open: 1 } });
    const visit = await prisma.visit.findFirstOrThrow({ where: { pointId: town.pointIds[0], day: dayToDate(DAY) } });
    const { body: told } = await server.ask('cooperative', 'GET', `/api/visits/${visit.id}`);
    expect((told as { story: object[] }).story).toContainEqual(
      expect.objectContaining({ kind: 'complained', complaintId: id, isJustified: true }),
    );

    const left = async (days: number) => {
      await forgetComplaints(prisma, addDays(today, days), { phoneDays: 90, textDays: 365 });
      const { text, phone } = await prisma.complaint.findUniqueOrThrow({ where: { id } });
      return [text, phone];
    };
    expect(await left(89)).toEqual([words.text, words.phone]);
    expect(await left(92)).toEqual([words.text, null]);
    expect(await left(367)).toEqual(['', null]);
  });
});

describe('open data', () => {
  it('are there for nobody until a manager opens them, then for everybody, with what they mean', async () => {
    const ask = (path: string) => server.ask(null, 'GET', `/api/open-data${path}`);
    expect((await ask('/ledger.json')).status).toBe(404);
    expect((await ask('/ledger.csv')).status).toBe(404);
    const open = { isOpen: true, licence: 'CC BY 4.0' };
    expect((await server.ask('dispatcher', 'PUT', '/api/open-data', open)).status).toBe(403);
    expect((await server.ask('manager', 'PUT', '/api/open-data', open)).body).toEqual(open);
    const { body } = await ask('/ledger.json');
    expect(body).toMatchObject({ version: 1, licence: 'CC BY 4.0', isSynthetic: true });
    expect(body.rows).toContainEqual({
      ...{ month: '2024-11', unit: 'unassigned', unitName: 'Unassigned', setting: null, stream: 'unknown' },
      ...{ generatedKg: 0, collectedKg: 40, treatedKg: 0, weighedKg: 40, measuredKg: 0, estimatedKg: 0 },
      ...{ scheduledVisits: 0, servedVisits: 0, isClosed: false },
    });
    const [head = '', ...lines] = String((await ask('/ledger.csv')).body.text)
      .trim()
      .split('\n');
    expect(head).toBe((body.columns as { name: string }[]).map(({ name }) => name).join(','));
    expect(lines).toHaveLength((body.rows as object[]).length);
    await server.ask('manager', 'PUT', '/api/open-data', { ...open, isOpen: false });
    expect((await ask('')).body).toEqual({ ...open, isOpen: false });
    expect((await ask('/ledger.csv')).status).toBe(404);
  });
});

describe('the debts a plan is made with', () => {
  it('are none with figures of one day, and told from the days that are over', async () => {
    const units = new Map(town.unitIds.map((id) => [id, { setting: 'urban' as const }]));
    const { prisma } = server.platform.database;
    const asked = { day: '2024-11-27', yesterday: '2024-11-26' };
    expect(await readDebts(prisma, town.townId, units, RESOLUTION_TARGETS, asked)).toEqual([]);
    // As if as much had been served and told of each of two weeks before.
    const {
      id: _,
      replaced: __,
      ...figures
    } = await prisma.ledgerCell.findFirstOrThrow({
      where: { unitId: town.unitIds[0], day: dayToDate(DAY), cooperativeId: null },
    });
    const before = Array.from({ length: 14 }, (_, index) => dayToDate(`2024-11-${String(index + 5).padStart(2, '0')}`));
    await prisma.ledgerCell.createMany({
      data: before.map((day) => ({ ...figures, day, generatedKg: 1000, weighedKg: 880, served: 2 })),
    });
    const debts = await readDebts(prisma, town.townId, units, RESOLUTION_TARGETS, asked);
    // Fourteen days lack 980 − 880 each; on the fifteenth 1,001 kg came where 882 were asked for: 1,281 ÷ 15.
    // The other unit lacks all of 98 % of 1,800 kg of the one day that is known of it.
    expect(debts).toMatchObject([
      { unitId: town.unitIds[0], kgPerDay: 85, days: 15 },
      { unitId: town.unitIds[1], kgPerDay: 118, days: 15 },
    ]);
  });
});

describe('the made-up history of a made-up town', () => {
  it('is taken by the database, with what crews told and what only tracks show', async () => {
    const { database } = server.platform;
    const asked = [{ id: town.townId, timeZone: ZONE }, '2021-05-12', 1] as const;
    await writeSomeHistory(database, ...asked);
    // Twelve days at once: those still to be written are no figures yet, and pages say so.
    const unwritten = () => countDirtyDays(database.pool, town.townId, '2021-05-12', '2021-04-20', '2021-05-20');
    expect(await unwritten()).toBe(22);
    while ((await writeSomeHistory(database, ...asked)) !== null);
    const days = { gte: dayToDate('2021-04-01'), lt: dayToDate('2021-05-12') };
    const told = await database.prisma.fieldEvent.groupBy({ by: ['source'], where: { day: days }, _count: true });
    expect(told.map(({ source }) => source).sort()).toEqual(['app', 'track']);
    // What a truck weighs empty by its papers, as crews of a simulated day have it: else each of theirs would be a tare to look into.
    const tickets = await database.prisma.ticket.findMany({
      where: { weighedAt: { gte: dayToDate('2021-04-01'), lt: dayToDate('2021-05-12') } },
      include: { truck: true },
    });
    expect(tickets.length).toBeGreaterThan(0);
    for (const { tareKg, truck } of tickets) expect(tareKg).toBe(truck && emptyWeightKg(truck));
    // Drawn from days and codes alone: of these days two are complained of, the last one on their last, too late for an answer.
    const complaints = await database.prisma.complaint.findMany({ where: { day: days }, orderBy: { day: 'asc' } });
    expect(complaints).toMatchObject([
      { kind: 'not-collected', pointId: town.pointIds[0], unitId: town.unitIds[0], isJustified: false },
      { kind: 'late', pointId: town.pointIds[1], unitId: town.unitIds[0], isJustified: null, answer: null },
    ]);
  });
});
