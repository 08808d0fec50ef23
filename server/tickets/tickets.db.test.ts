import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  plan = await makePlan(prisma, town);
});
afterAll(() => server.close());

/** By the published plan both trucks unload at the landfill some hours after four in the morning. */
const AT = '2024-11-24T22:00:00.000Z';
const slip = (number: string, members: object = {}) => ({
  ...{ facilityId: town.landfillId, truckId: town.truckIds[0], number, grossKg: 9000, tareKg: 8000 },
  ...{ streams: ['household-other'], weighedAt: AT },
  ...members,
});
type Who = 'site-clerk' | 'dispatcher' | 'driver' | 'manager' | 'ward-officer';
const enter = (body: object, who: Who = 'site-clerk') => server.ask(who, 'POST', '/api/tickets', body);
const list = async (query = '', who: Who = 'site-clerk') => {
  const { body } = await server.ask(who, 'GET', `/api/tickets${query}`);
  return body.items as { id: string; number: string; state: string; netKg: number }[];
};
const doubts = async (state = 'open') => {
  const { body } = await server.ask('dispatcher', 'GET', `/api/plausibility?state=${state}`);
  return body.items as { id: string; kind: string; figures: object; ticket: { number: string } }[];
};
const doubtsOf = async (number: string) =>
  (await doubts()).filter(({ ticket }) => ticket.number === number).map(({ kind }) => kind);

describe('a ticket', () => {
  it('entered by the clerk counts to the trip of its truck, on the service day', async () => {
    const { status, body } = await enter(slip(' PC 1 '));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ number: 'PC1', netKg: 1000, day: DAY, state: 'valid', source: 'clerk', truckCode: '36C-00001' },
      trip: { shiftId: town.shiftIds[0], tripNumber: 1 },
    });
    expect(await list(`?from=${DAY}&to=${DAY}&state=valid&truck=${town.truckIds[0]}`)).toHaveLength(1);
    expect(await list(`?from=${DAY}&to=${DAY}&truck=${town.truckIds[1]}`)).toHaveLength(0);
    // As somebody types it who looks for a slip.
    expect((await list('?number=c1&most=5')).map(({ number }) => number)).toEqual(['PC1']);
  });

  it('entered again, alone or at once, changes nothing; another with its number is refused', async () => {
    const first = await enter(slip('PC2'));
    const answers = await Promise.all([
      enter(slip('PC2')),
      enter(slip('PC2', { number: 'pc-at-once' })),
      enter(slip('PC2')),
    ]);
    expect(answers[0]?.body.id).toBe(first.body.id);
    expect(answers[2]?.body.id).toBe(first.body.id);
    const together = await Promise.all([1, 2, 3].map(() => enter(slip('PC3'))));
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1);
    for (const other of [{ grossKg: 9001 }, { truckId: town.truckIds[1] }, { weighedAt: '2024-11-24T22:01:00.000Z' }]) {
      expect(await enter(slip('PC2', other))).toMatchObject({
        ...{ status: 409, body: { code: 'ticket-number-taken', ticketId: first.body.id } },
      });
    }
  });

  it('of a number that is there in other letters is the same slip or another, as of the same letters', async () => {
    const first = await enter(slip('Cân-7A'));
    expect((await enter(slip('cân-7a'))).body.id).toBe(first.body.id);
    const taken = { status: 409, body: { code: 'ticket-number-taken', ticketId: first.body.id } };
    expect(await enter(slip('CâN-7a', { grossKg: 9100 }))).toMatchObject(taken);
    const { body } = await enter(slip('K7b'));
    const correction = { ...slip('CâN-7A', { grossKg: 9100 }), reason: 'Chép nhầm số' };
    expect(await server.ask('site-clerk', 'POST', `/api/tickets/${body.id}/correct`, correction)).toMatchObject(taken);
    expect((await list()).find(({ id }) => id === body.id)).toMatchObject({ state: 'valid' });
  });

  it('is weighed where trucks unload, and not at their depot', async () => {
    expect(await enter(slip('PC5', { facilityId: town.depotId }), 'dispatcher')).toMatchObject({
      ...{ status: 400, body: { code: 'ticket-does-not-fit', errors: [{ path: 'body.facilityId' }] } },
    });
  });

  it('is voided with a reason and stays; its number is free again, and what was entered is known', async () => {
    const { body } = await enter(slip('PC4'));
    const where = `/api/tickets/${body.id}/void`;
    expect((await server.ask('site-clerk', 'POST', where, { reason: '' })).status).toBe(400);
    const voided = await server.ask('site-clerk', 'POST', where, { reason: 'Cân nhầm xe' });
    expect(voided.body).toMatchObject({ state: 'void', voided: { reason: 'Cân nhầm xe', replacedById: null } });
    // A phone that had no answer sends it again.
    expect((await enter(slip('PC4'))).body).toMatchObject({ id: body.id, state: 'void' });
    expect((await enter(slip('PC4', { grossKg: 9100 }))).body).toMatchObject({ state: 'valid', netKg: 1100 });
    const { text } = (await server.ask('manager', 'GET', `/api/tickets.csv?from=${DAY}&to=${DAY}`)).body;
    expect(text).toContain('day,facility,number,truck,stream,netKg,state\n');
    expect(text).toContain(`${DAY},LANDFILL,PC4,36C-00001,household-other,1000,void\n`);
    expect(text).toContain(`${DAY},LANDFILL,PC4,36C-00001,household-other,1100,valid\n`);
    expect(await server.platform.database.prisma.change.count({ where: { subjectId: String(body.id) } })).toBe(2);
  });

  it('is corrected by another in its place, once', async () => {
    const { body } = await enter(slip('PC5'));
    const correction = { ...slip('PC5', { grossKg: 9500 }), reason: 'Đọc nhầm số' };
    const where = `/api/tickets/${body.id}/correct`;
    const corrected = await server.ask('site-clerk', 'POST', where, correction);
    expect(corrected.body).toMatchObject({ number: 'PC5', netKg: 1500, state: 'valid', correctsId: body.id });
    expect(await server.ask('site-clerk', 'POST', where, correction)).toMatchObject({
      ...{ status: 409, body: { code: 'ticket-is-void' } },
    });
    const both = (await list()).filter(({ number }) => number === 'PC5');
    expect(both.map(({ state }) => state).sort()).toEqual(['valid', 'void']);
    const taken = await server.ask('site-clerk', 'POST', `/api/tickets/${corrected.body.id}/correct`, {
      ...{ ...slip('PC1'), reason: 'Số khác' },
    });
    expect(taken.status).toBe(409);
    expect((await list()).find(({ id }) => id === corrected.body.id)).toMatchObject({ state: 'valid' });
  });

  it('that the driver reported and the clerk enters is one, and the other way round', async () => {
    const unload = plan.stops.find(({ kind, truckId }) => kind === 'unload' && truckId === town.truckIds[0]);
    const report = (number: string, doneAt: string) =>
      server.ask('driver', 'POST', '/api/field-events', {
        events: [
          {
            ...{ id: uuidv7(), kind: 'unloaded', truckId: town.truckIds[0], stopId: unload?.id, doneAt },
            ticket: { number, grossKg: 9000, tareKg: 8000 },
          },
        ],
      });
    expect((await report('LX1', '2024-11-24T22:10:00.000Z')).status).toBe(200);
    const entered = await enter(slip('LX1'));
    expect(entered.body).toMatchObject({ source: 'driver', trip: { how: 'reported' } });
    await enter(slip('LX2', { weighedAt: '2024-11-24T22:20:00.000Z' }));
    expect((await report('LX2', '2024-11-24T22:25:00.000Z')).status).toBe(200);
    const both = (await list()).filter(({ number }) => number === 'LX2');
    expect(both).toMatchObject([{ source: 'clerk', trip: { how: 'reported' } }]);
    expect((await report('PC1', '2024-11-24T22:25:00.000Z')).status).toBe(200);
  });

  it('of a truck of another town is known by its plate', async () => {
    const foreign = slip('NG1', { truckId: undefined, plate: '37C-123.45' });
    expect((await enter(foreign)).body).toMatchObject({ truckId: null, truckCode: '37C-123.45', trip: null, day: DAY });
    expect(await doubtsOf('NG1')).toEqual(['unknown-truck']);
    expect((await enter(slip('NG2', { truckId: undefined }))).status).toBe(400);
    expect((await enter(slip('NG2', { plate: '37C-1' }))).status).toBe(400);
    expect((await enter(slip('NG2', { truckId: uuidv7() }))).body).toMatchObject({ code: 'ticket-does-not-fit' });
    expect((await enter(slip('NG3', { weighedAt: '1926-11-24T22:00:00.000Z' }))).body).toMatchObject({
      code: 'ticket-does-not-fit',
      errors: [{ pointer: '/weighedAt' }],
    });
  });
});

describe('what is strange about a ticket', () => {
  it('is listed with its figures until somebody closes it with a reason', async () => {
    await enter(slip('LA1', { truckId: town.truckIds[1], grossKg: 15_000, tareKg: 8000 }));
    const found = (await doubts()).filter(({ ticket }) => ticket.number === 'LA1');
    expect(found).toMatchObject([{ kind: 'overloaded', figures: { netKg: 7000, capacityKg: 5000 } }]);
    const where = `/api/plausibility/${found[0]?.id}/close`;
    expect((await server.ask('manager', 'POST', where, { reason: 'Rác ướt sau mưa' })).status).toBe(403);
    await server.ask('dispatcher', 'POST', where, { reason: 'Rác ướt sau mưa' });
    expect(await doubtsOf('LA1')).toEqual([]);
    expect((await doubts('closed')).map(({ id }) => id)).toContain(found[0]?.id);
  });

  it('is a ticket without a plan, until a person says of which trip it is', async () => {
    const { body } = await enter(slip('KH1', { truckId: town.truckIds[1], weighedAt: '2024-11-25T12:00:00.000Z' }));
    expect(body.trip).toBeNull();
    expect(await doubtsOf('KH1')).toEqual(['no-trip']);
    const trip = { day: DAY, shiftId: town.shiftIds[1], tripNumber: 1 };
    const set = (of: object | null) => server.ask('dispatcher', 'POST', `/api/tickets/${body.id}/trip`, { trip: of });
    const { body: around } = await server.ask('dispatcher', 'GET', `/api/tickets/${body.id}/trips`);
    expect(around.items).toContainEqual(
      expect.objectContaining({ ...trip, facilityName: expect.any(String), reportedAt: null }),
    );
    expect((await set({ ...trip, tripNumber: 7 })).body).toMatchObject({ code: 'no-such-trip' });
    expect((await set(trip)).body).toMatchObject({ trip: { tripNumber: 1, how: 'manual' } });
    expect(await doubtsOf('KH1')).toEqual([]);
  });
});

describe('who may', () => {
  it('enter and change tickets are the office, and the clerk at the own facility', async () => {
    expect((await enter(slip('QU1'), 'driver')).status).toBe(403);
    expect((await enter(slip('QU1'), 'manager')).status).toBe(403);
    expect(await enter(slip('QU1', { facilityId: town.depotId }))).toMatchObject({ status: 404 });
    // Another place where trucks unload, of which the clerk is not.
    const { prisma } = server.platform.database;
    const { id: _id, ...landfill } = await prisma.facility.findUniqueOrThrow({ where: { id: town.landfillId } });
    const windows = landfill.windows as object;
    const other = await prisma.facility.create({ data: { ...landfill, windows, code: 'OTHER' } });
    const { body } = await enter(slip('QU2', { facilityId: other.id }), 'dispatcher');
    expect((await list()).map(({ number }) => number)).not.toContain('QU2');
    expect((await server.ask('site-clerk', 'POST', `/api/tickets/${body.id}/void`, { reason: 'không' })).status).toBe(
      404,
    );
    expect((await server.ask('ward-officer', 'GET', '/api/tickets')).status).toBe(403);
  });

  it('weigh has the trucks, tares and the next number at hand', async () => {
    const { body } = await server.ask('site-clerk', 'GET', '/api/weighbridge');
    expect(body).toMatchObject({ facility: { id: town.landfillId }, facilities: [{ id: town.landfillId }] });
    const trucks = body.trucks as { code: string; usualTare: unknown }[];
    expect(trucks.map(({ code }) => code).sort()).toEqual(['36C-00001', '36C-00002']);
    expect((await server.ask('driver', 'GET', '/api/weighbridge')).status).toBe(403);
  });

  it('has the number that follows the last weighed, told with the day of today where numbers tell days', async () => {
    await enter(slip('PC-20250305-07', { weighedAt: '2025-03-05T01:00:00.000Z' }));
    // Found in a pocket, and entered after it.
    await enter(slip('PC-20250304-19', { weighedAt: '2025-03-04T01:00:00.000Z' }));
    const { body } = await server.ask('site-clerk', 'GET', '/api/weighbridge');
    const today = (body.day as string).replaceAll('-', '');
    expect(body).toMatchObject({ facility: { nextNumber: `PC-${today}-01` } });
  });
});

it('a weighbridge’s file is shown, kept once, and what cannot be so is told by its row', async () => {
  const send = async (fields: Record<string, string>, text: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ facility: town.landfillId, ...fields })) body.set(name, value);
    body.set('file', new Blob([text]), 'tram-can.csv');
    const headers = { cookie: await server.cookieOf('site-clerk'), 'accept-language': 'vi' };
    const answer = await fetch(`${server.url}/api/tickets/file`, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const row = (number: string, gross = '9000') => `${number};36C-00001;${gross};8000;25/11/2024;05:00`;
  const text = ['Số phiếu;Biển số;Tổng;Bì;Ngày;Giờ', row('TC-1'), row('TC-2', '9100'), row('TC-3', '7000')].join('\n');
  await enter(slip('TC-2', { grossKg: 9100, weighedAt: '2024-11-24T22:10:00.000Z' }));
  const shown = await send({ dryRun: '1' }, text);
  expect(shown.body).toMatchObject({
    ...{ isKept: false, counts: { added: 1, unchanged: 1, refused: 1 }, added: [{ line: 2, name: 'TC-1' }] },
    faults: [{ line: 4, column: 'Bì', value: '8000', sentence: 'Bì “8000” lớn hơn tổng 7000.' }],
  });
  expect((await send({}, text)).status).toBe(422);
  expect((await list()).some(({ number }) => number === 'TC-1')).toBe(false);
  const unweighed = 'Số phiếu;Biển số;Ngày;Giờ\nTC-9;36C-00001;25/11/2024;05:00\n';
  expect(await send({ onFault: 'skip' }, unweighed)).toMatchObject({ status: 422, body: { code: 'rows-refused' } });
  expect((await send({ onFault: 'skip' }, text)).body).toMatchObject({ isKept: true, counts: { added: 1 } });
  const again = await send({ onFault: 'skip' }, text.replace('05:00', '05:00:41'));
  expect(again.body).toMatchObject({ counts: { added: 0, unchanged: 2 } });
  expect((await list()).filter(({ number }) => number.startsWith('TC-'))).toMatchObject([
    { source: 'file', trip: { tripNumber: 1 } },
    { source: 'clerk' },
  ]);
});
