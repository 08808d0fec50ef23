import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayLogSchema } from '../../domain/day-log/day-log.ts';
import { ownRouteViewSchema } from '../../domain/own-route.ts';
import { dayStateSchema } from '../../domain/tracking.ts';
import { visitListSchema, visitStorySchema } from '../../domain/visits/visits.ts';
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

const stopOf = (kind: string) =>
  plan.stops.find((stop) => stop.truckId === town.truckIds[0] && stop.kind === kind)?.id ?? '';
const served = (members: object = {}) => ({
  ...{ id: uuidv7(), kind: 'served', truckId: town.truckIds[0], stopId: stopOf('point') },
  doneAt: '2024-11-24T21:20:00.000Z',
  ...members,
});
const retraction = (fieldEventId: string, members: object = {}) => ({
  ...{ id: uuidv7(), fieldEventId, truckId: town.truckIds[0], doneAt: '2024-11-24T21:20:06.000Z' },
  ...members,
});
const report = (event: object) => server.ask('driver', 'POST', '/api/field-events', { events: [event] });
const takeBack = (body: object) => server.ask('driver', 'POST', '/api/retractions', body);
const read = async (path: string) => (await server.ask('dispatcher', 'GET', path)).body;
/** What the office and the crew take for reported. */
const standing = async () => ({
  office: dayStateSchema.parse(await read(`/api/day/${DAY}`)).events.map(({ id }) => id),
  crew: ownRouteViewSchema
    .parse((await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`)).body)
    .events.map(({ id }) => id),
});

describe('a report that was taken back', () => {
  it('holds for nobody, stays with its trace, and frees its visit', async () => {
    const event = served();
    await report(event);
    expect(await standing()).toEqual({ office: [event.id], crew: [event.id] });
    const back = retraction(event.id);
    expect(await takeBack(back)).toMatchObject({ status: 200, body: { id: back.id, fieldEventId: event.id } });
    expect(await standing()).toEqual({ office: [], crew: [] });
    const { items } = visitListSchema.parse(await read(`/api/visits?day=${DAY}`));
    expect(items.map(({ state }) => state)).not.toContain('served');
    const { visitId } = await server.platform.database.prisma.fieldEvent.findUniqueOrThrow({ where: { id: event.id } });
    const { story } = visitStorySchema.parse(await read(`/api/visits/${visitId}`));
    expect(story).toContainEqual(
      expect.objectContaining({ kind: 'served', isOverruled: true, retractedAt: expect.any(String) }),
    );
    const log = dayLogSchema.parse(await read(`/api/day/${DAY}/log?kind=field`));
    expect(log.items.map(({ kind }) => kind)).toEqual(['retracted', 'served']);
  });

  it.each([
    ['report, retraction', [0, 1]],
    ['retraction, report', [1, 0]],
    ['both twice, the retraction first', [1, 1, 0, 1, 0]],
    ['both twice, the report first', [0, 0, 1, 0, 1]],
  ])('holds for nobody in whatever order both come: %s', async (_, order) => {
    const event = served();
    const back = retraction(event.id);
    for (const which of order) {
      expect((await (which === 0 ? report(event) : takeBack(back))).status).toBe(200);
    }
    expect(await standing()).toEqual({ office: [], crew: [] });
  });

  it('holds for nobody when both come at once', async () => {
    const pairs = Array.from({ length: 8 }, () => served()).map((event) => ({ event, back: retraction(event.id) }));
    const answers = await Promise.all(pairs.flatMap(({ event, back }) => [report(event), takeBack(back)]));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await standing()).toEqual({ office: [], crew: [] });
  });

  it('with a ticket takes that with it', async () => {
    const ticket = { number: 'RL-1', grossKg: 9000, tareKg: 8000 };
    const event = served({ kind: 'unloaded', stopId: stopOf('unload'), ticket });
    await report(event);
    await takeBack(retraction(event.id));
    const row = { where: { fieldEventId: event.id }, include: { voided: true } } as const;
    expect(await server.platform.database.prisma.ticket.findFirst(row)).toMatchObject({
      state: 'void',
      voided: { reason: 'Tổ xe đã rút lại báo cáo đổ rác' },
    });
  });
});

describe('several retractions as one step', () => {
  const takeBackAll = (retractions: object[]) =>
    server.ask('driver', 'POST', '/api/retraction-batches', { retractions });

  it('take all of the reports back', async () => {
    const events = [served(), served({ kind: 'skipped', reason: 'blocked' }), served()];
    for (const event of events) await report(event);
    const backs = events.map(({ id }) => retraction(id));
    const items = backs.map(({ id, fieldEventId }) => ({ id, fieldEventId }));
    for (let time = 0; time < 2; time++) {
      expect(await takeBackAll(backs)).toMatchObject({ status: 200, body: { items } });
    }
    expect(await standing()).toEqual({ office: [], crew: [] });
  });

  it.each([
    ['one of another truck', 'driver', () => ({ truckId: town.truckIds[1] }), { code: 'not-your-truck' }],
    [
      ...(['one of a time that has not come', 'dispatcher', () => ({ doneAt: '2199-01-01T00:00:00.000Z' })] as const),
      { code: 'event-does-not-fit', errors: [{ path: 'body.retractions.1.doneAt' }] },
    ],
  ] as const)('with %s among them take nothing back', async (_, role, members, problem) => {
    const event = served();
    await report(event);
    const retractions = [retraction(event.id), retraction(uuidv7(), members())];
    const answer = await server.ask(role, 'POST', '/api/retraction-batches', { retractions });
    expect(answer.body).toMatchObject(problem);
    expect((await standing()).office).toEqual([event.id]);
    await takeBack(retraction(event.id));
  });

  it.each([
    ['known', true],
    ['in the same step', false],
  ])('with an id among them that is of something else, %s, take nothing back', async (_, isKnown) => {
    const event = served();
    await report(event);
    const other = retraction(uuidv7());
    if (isKnown) await takeBack(other);
    const again = { ...other, fieldEventId: uuidv7() };
    const answer = await takeBackAll([retraction(event.id), ...(isKnown ? [] : [other]), again]);
    expect(answer).toMatchObject({ status: 409, body: { code: 'retraction-differs' } });
    expect((await standing()).office).toEqual([event.id]);
    await takeBack(retraction(event.id));
  });
});

describe('a retraction', () => {
  it('of another truck’s report, of another’s truck or of no time that has come takes nothing back', async () => {
    const event = served({ truckId: town.truckIds[1], stopId: undefined, kind: 'break-started' });
    await server.ask('dispatcher', 'POST', '/api/field-events', { events: [event] });
    expect((await takeBack(retraction(event.id))).status).toBe(200);
    expect((await takeBack(retraction(event.id, { truckId: town.truckIds[1] }))).body.code).toBe('not-your-truck');
    const ahead = { doneAt: '2199-01-01T00:00:00.000Z' };
    expect(
      (await server.ask('dispatcher', 'POST', '/api/retractions', retraction(event.id, ahead))).body,
    ).toMatchObject({
      ...{ code: 'event-does-not-fit', errors: [{ path: 'body.doneAt' }] },
    });
    expect((await standing()).office).toEqual([event.id]);
  });

  it('with a known id but other content is refused, and none is changed or removed', async () => {
    const back = retraction(uuidv7());
    await takeBack(back);
    expect((await takeBack({ ...back, fieldEventId: uuidv7() })).body.code).toBe('retraction-differs');
    const { prisma } = server.platform.database;
    const where = { id: back.id };
    await expect(prisma.retraction.update({ where, data: { doneAt: new Date() } })).rejects.toThrow('is never changed');
    await expect(prisma.retraction.delete({ where })).rejects.toThrow('is never deleted');
    const event = served();
    await report(event);
    await expect(
      prisma.fieldEvent.update({ where: { id: event.id }, data: { retractedAt: new Date() } }),
    ).rejects.toThrow(/never changed/);
  });
});
