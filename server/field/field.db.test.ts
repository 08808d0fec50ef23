import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { ownRouteViewSchema } from '../../domain/own-route.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import { dayStateSchema } from '../../domain/tracking.ts';
import { requireActiveTown } from '../active-town.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { viewerAs } from '../fixtures/viewer.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';
import { readOwnRoute } from './own-route.ts';

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

const stopOf = (truck: number, kind: string) =>
  plan.stops.find((stop) => stop.truckId === town.truckIds[truck] && stop.kind === kind)?.id ?? '';
const served = (members: object = {}) => ({
  id: uuidv7(),
  kind: 'served',
  truckId: town.truckIds[0],
  stopId: stopOf(0, 'point'),
  doneAt: '2024-11-24T21:20:00.000Z',
  ...members,
});
const unloaded = (number: string, members: object = {}) =>
  served({
    kind: 'unloaded',
    stopId: stopOf(0, 'unload'),
    ticket: { number, grossKg: 9000, tareKg: 8000 },
    ...members,
  });
const report = (events: object[], role: 'driver' | 'dispatcher' | 'manager' = 'driver') =>
  server.ask(role, 'POST', '/api/field-events', { events });
const count = () => server.platform.database.prisma.fieldEvent.count();

describe('a field event', () => {
  it('is stored when it is accepted, confirmed by who reported it, at the point of its stop', async () => {
    const event = served({ loadKg: 480, position: [105.8, 20] });
    expect(await report([event])).toMatchObject({ status: 200, body: { accepted: [event.id], duplicates: [] } });
    expect(await server.platform.database.prisma.fieldEvent.findUnique({ where: { id: event.id } })).toMatchObject({
      pointId: town.pointIds[0],
      stream: 'household-other',
      loadKg: 480,
      visitGrade: 'confirmed',
      massGrade: 'measured',
    });
  });

  it('sent again, alone, in one batch or at once, changes nothing', async () => {
    const event = served();
    const before = await count();
    expect((await report([event, event])).body).toEqual({ accepted: [event.id], duplicates: [] });
    expect((await report([event])).body).toEqual({ accepted: [], duplicates: [event.id] });
    const twin = served();
    const answers = await Promise.all([report([twin]), report([twin]), report([twin])]);
    expect(answers.flatMap(({ body }) => body.accepted)).toEqual([twin.id]);
    expect(await count()).toBe(before + 2);
  });

  it('with a known id but other content is refused with all that came with it', async () => {
    const event = served();
    await report([event]);
    const before = await count();
    const answer = await report([served(), { ...event, kind: 'skipped' }]);
    expect(answer).toMatchObject({ status: 409, body: { code: 'event-differs', eventIds: [event.id] } });
    expect(await count()).toBe(before);
  });

  it('is of one id however that is written', async () => {
    const event = served();
    const before = await count();
    expect((await report([{ ...event, id: event.id.toUpperCase() }])).body).toEqual({
      accepted: [event.id],
      duplicates: [],
    });
    expect((await report([event])).body).toEqual({ accepted: [], duplicates: [event.id] });
    expect(await count()).toBe(before + 1);
  });

  it('keeps what the device’s clock showed beside the time by the server’s', async () => {
    const event = served({ deviceDoneAt: '2024-11-24T23:20:00.000Z' });
    expect((await report([event])).status).toBe(200);
    expect((await report([event])).body).toMatchObject({ duplicates: [event.id] });
    expect(await server.platform.database.prisma.fieldEvent.findUnique({ where: { id: event.id } })).toMatchObject({
      doneAt: new Date('2024-11-24T21:20:00.000Z'),
      deviceDoneAt: new Date('2024-11-24T23:20:00.000Z'),
    });
  });

  it.each([
    ['no mass', {}, 'estimated'],
    ['the very mass that was planned', { loadKg: 500 }, 'estimated'],
    ['a mass of the crew’s own reckoning', { loadKg: 510 }, 'measured'],
    ['what was planned, but typed', { mass: { kg: 500, how: 'typed' } }, 'measured'],
    ['how full the containers were', { mass: { kg: 700, how: 'fill' } }, 'measured'],
    ['a default that nobody touched', { mass: { kg: 480, how: 'default' } }, 'estimated'],
  ])('with %s is graded by what somebody knew of the mass', async (_, members, massGrade) => {
    const event = served(members);
    await report([event]);
    expect(await server.platform.database.prisma.fieldEvent.findUnique({ where: { id: event.id } })).toMatchObject({
      loadKg: 'mass' in members ? members.mass?.kg : 'loadKg' in members ? members.loadKg : null,
      visitGrade: 'confirmed',
      massGrade,
    });
  });

  it('of unloading several streams leaves open which one its ticket is for', async () => {
    const { prisma } = server.platform.database;
    const day = '2024-12-10';
    const mixed = await makePlan(prisma, town, day, true, 4 * 3600, async (transaction, revisionId) => {
      const trip = await transaction.trip.findFirstOrThrow({
        where: { route: { revisionId, truckId: town.truckIds[0] } },
      });
      const last = await transaction.stop.findFirstOrThrow({ where: { tripId: trip.id, kind: 'point' } });
      const { id: _id, ...copied } = last;
      await transaction.stop.create({ data: { ...copied, sequence: 9, stream: 'food' } });
    });
    const stopId = mixed.stops.find(({ kind }) => kind === 'unload')?.id;
    const event = unloaded('PC-7', { stopId, doneAt: `${day}T00:00:00.000Z` });
    expect((await report([event])).status).toBe(200);
    expect(await prisma.ticket.findFirst({ where: { number: 'PC-7' } })).toMatchObject({ streams: [] });
    const named = unloaded('PC-8', { stopId, doneAt: `${day}T00:00:00.000Z`, stream: 'food' });
    expect((await report([named])).status).toBe(200);
    expect(await prisma.ticket.findFirst({ where: { number: 'PC-8' } })).toMatchObject({ streams: ['food'] });
    await prisma.plan.delete({ where: { id: mixed.planId } });
  });

  it('of unloading writes its ticket with it, as weighed evidence of what was carried', async () => {
    const event = unloaded('PC-1');
    expect((await report([event])).status).toBe(200);
    expect((await report([event])).body).toEqual({ accepted: [], duplicates: [event.id] });
    const { prisma } = server.platform.database;
    expect(await prisma.ticket.findMany({ where: { number: 'PC-1' }, include: { fieldEvent: true } })).toMatchObject([
      {
        number: 'PC-1',
        facilityId: town.landfillId,
        netKg: 1000,
        streams: ['household-other'],
        fieldEvent: { id: event.id, massGrade: 'weighed', loadKg: 1000, facilityId: town.landfillId },
      },
    ]);
  });

  it('with a ticket number that is taken is refused and leaves nothing behind', async () => {
    await report([unloaded('PC-2')]);
    const before = await count();
    for (const number of ['PC-2', ' PC-2', 'PC -2\u200b']) {
      expect(await report([unloaded(number)])).toMatchObject({ status: 409, body: { code: 'ticket-number-taken' } });
    }
    expect(await count()).toBe(before);
  });

  it.each([
    ['a stop of another truck', () => served({ stopId: stopOf(1, 'point') }), 'stopId'],
    ['serving where waste is unloaded', () => served({ stopId: stopOf(0, 'unload') }), 'stopId'],
    ['serving nowhere', () => served({ stopId: null }), 'stopId'],
    ['a stop nobody planned', () => served({ stopId: uuidv7() }), 'stopId'],
    ['a stream that its stop is not of', () => served({ stream: 'medical' }), 'stream'],
    ['a ticket without a number', () => unloaded('  '), 'ticket.number'],
    ['a ticket where nothing is unloaded', () => served({ ticket: { number: 'x', grossKg: 2, tareKg: 1 } }), 'ticket'],
    ['a stop of the day before', () => served({ doneAt: '2024-11-26T21:20:00.000Z' }), 'stopId'],
    ['a far future', () => served({ doneAt: '2099-01-01T00:00:00.000Z' }), 'doneAt'],
  ])('about %s is refused by its path', async (_, make, member) => {
    const answer = await report([make()], 'dispatcher');
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: `body.events.0.${member}` }] } });
  });
});

describe('a report of a visit', () => {
  const visitOf = (truck: number) =>
    plan.stops.find(({ kind, truckId }) => kind === 'point' && truckId === town.truckIds[truck])?.visitId;
  const stored = (id: string) => server.platform.database.prisma.fieldEvent.findUniqueOrThrow({ where: { id } });

  it('needs no stop: that of its truck is known, and of another truck’s visit none is', async () => {
    const own = served({ stopId: null, visitId: visitOf(0) });
    const helping = served({ stopId: null, visitId: visitOf(1) });
    expect(await report([own, helping])).toMatchObject({ status: 200, body: { accepted: [own.id, helping.id] } });
    expect((await report([own, helping])).body).toEqual({ accepted: [], duplicates: [own.id, helping.id] });
    const about = { day: new Date(DAY), stream: 'household-other' };
    expect(await stored(own.id)).toMatchObject({ ...about, visitId: visitOf(0), stopId: stopOf(0, 'point') });
    expect(await stored(helping.id)).toMatchObject({ ...about, visitId: visitOf(1), stopId: null, visitPart: null });
  });

  it('is what a report of a stop alone is', async () => {
    const event = served();
    await report([event]);
    expect(await stored(event.id)).toMatchObject({ visitId: visitOf(0), shiftId: town.shiftIds[0], tripNumber: 1 });
  });

  it.each([
    ['nobody planned', () => served({ stopId: null, visitId: uuidv7() })],
    ['that is not of the stop', () => served({ visitId: visitOf(1) })],
    ['of another day', () => served({ stopId: null, visitId: visitOf(1), doneAt: '2024-11-29T21:20:00.000Z' })],
    ['with an unloading', () => unloaded('PC-9', { visitId: visitOf(0) })],
  ])('%s is refused by its path', async (_, make) => {
    const answer = await report([make()], 'dispatcher');
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.events.0.visitId' }] } });
  });
});

describe('publishing another revision in mid-day', () => {
  it('changes nothing of what was reported, and a finished truck stays finished', async () => {
    const { prisma } = server.platform.database;
    const day = '2024-12-09';
    const first = await makePlan(prisma, town, day);
    const ofFirst = (kind: string) =>
      first.stops.filter((stop) => stop.truckId === town.truckIds[0] && stop.kind === kind).map(({ id }) => id);
    const doneAt = `${day}T00:00:00.000Z`;
    const [one, two] = ofFirst('point');
    await report(
      [
        served({ kind: 'shift-started', stopId: ofFirst('start')[0], doneAt }),
        served({ stopId: one, doneAt }),
        served({ kind: 'skipped', stopId: two, reason: 'road-blocked', doneAt }),
        served({ kind: 'unloaded', stopId: ofFirst('unload')[0], doneAt }),
        served({ kind: 'shift-ended', stopId: ofFirst('end')[0], doneAt: `${day}T01:00:00.000Z` }),
      ],
      'dispatcher',
    );
    const read = async () => {
      const { events } = dayStateSchema.parse((await server.ask('dispatcher', 'GET', `/api/day/${day}`)).body);
      const { arrivals } = arrivalsViewSchema.parse(
        (await server.ask(null, 'GET', `/api/public/arrivals?date=${day}`)).body,
      );
      return { events, states: arrivals.map(({ pointId, state }) => [pointId, state]) };
    };
    const before = await read();
    expect(before.states.map(([, state]) => state)).toEqual(['served', 'planned', 'skipped', 'planned']);
    await makePlan(prisma, town, day);
    expect(await read()).toEqual(before);
    const own = ownRouteViewSchema.parse((await server.ask('driver', 'GET', `/api/own-route?date=${day}`)).body);
    const { ofStop } = reportsByVisit([own], own.events);
    expect(own.stops.map(({ id }) => ofStop.get(id)?.events.map(({ kind }) => kind))).toEqual([
      ['shift-started'],
      ['served'],
      ['skipped'],
      ['unloaded'],
      ['shift-ended'],
    ]);
  });
});

describe('the day in the field', () => {
  it('does not grow with how often the same is reported, and says what was reported last', async () => {
    const day = '2024-12-11';
    const { stops } = await makePlan(server.platform.database.prisma, town, day);
    const stopId = stops.find(({ kind, truckId }) => kind === 'point' && truckId === town.truckIds[0])?.id;
    const reports = Array.from({ length: 200 }, (_, k) =>
      served({
        stopId,
        ...(k % 2 === 1 && { kind: 'skipped', reason: 'road-blocked' }),
        doneAt: new Date(Date.parse(`${day}T00:00:00Z`) + k * 1000).toISOString(),
      }),
    );
    const read = async () =>
      dayStateSchema.parse((await server.ask('dispatcher', 'GET', `/api/day/${day}`)).body).events;
    await report(reports.slice(0, 1), 'dispatcher');
    expect(await read()).toMatchObject([{ kind: 'served' }]);
    await report(reports, 'dispatcher');
    expect(await read()).toMatchObject([{ kind: 'skipped', doneAt: reports.at(-1)?.doneAt }]);
  });
});

describe('a phone that was offline while another revision was published', () => {
  it('goes on by the one it has, and nothing it reports is lost', async () => {
    const { prisma } = server.platform.database;
    const other = await makePlan(prisma, town, DAY, false);
    const stopId = other.stops.find(({ kind, truckId }) => kind === 'point' && truckId === town.truckIds[0])?.id;
    const event = served({ stopId });
    expect((await report([event])).body).toEqual({ accepted: [event.id], duplicates: [] });
  });
});

describe('reporting for a truck', () => {
  it('is for its own driver and for dispatchers', async () => {
    const ofTruck2 = served({ truckId: town.truckIds[1], stopId: stopOf(1, 'point') });
    expect(await report([ofTruck2])).toMatchObject({ status: 403, body: { code: 'not-your-truck' } });
    expect((await report([ofTruck2], 'manager')).status).toBe(403);
    expect((await report([ofTruck2], 'dispatcher')).status).toBe(200);
  });
});

describe('a driver after midnight', () => {
  /** A shift of Saturdays from 14:00 to 24:00, planned until 23:54. */
  const late = async (work: (night: TestPlan) => Promise<void>) => {
    const { prisma } = server.platform.database;
    const [shiftId] = town.shiftIds;
    const times = { weekdays: [6], startSecond: 14 * 3600, endSecond: 24 * 3600 };
    const { weekdays, startSecond, endSecond } = await prisma.shift.findUniqueOrThrow({ where: { id: shiftId } });
    await prisma.shift.update({ where: { id: shiftId }, data: times });
    try {
      await work(await makePlan(prisma, town, '2024-11-16', true, 22.8 * 3600));
    } finally {
      await prisma.shift.update({ where: { id: shiftId }, data: { weekdays, startSecond, endSecond } });
    }
  };
  const pointOf = ({ stops }: TestPlan) =>
    stops.find(({ kind, truckId }) => kind === 'point' && truckId === town.truckIds[0])?.id;

  it('may report what is done late in the shift, though none works on the new day', async () => {
    await late(async (night) => {
      // 00:20 on Sunday.
      const event = served({ stopId: pointOf(night), doneAt: '2024-11-16T17:20:00.000Z' });
      expect(await report([event])).toMatchObject({ status: 200, body: { accepted: [event.id] } });
    });
  });

  it('may not for a day far from any shift', async () => {
    await late(async () => {
      const event = served({ kind: 'break-started', stopId: null, doneAt: '2024-11-20T05:00:00.000Z' });
      expect(await report([event])).toMatchObject({ status: 403, body: { code: 'not-your-truck' } });
    });
  });

  it('keeps a route that was begun until its end is reported, however late', async () => {
    const { prisma } = server.platform.database;
    const area = await requireActiveTown(prisma);
    const driver = await prisma.user.findUniqueOrThrow({ where: { email: 'driver@demo.local' } });
    const ownAt = (instant: string) =>
      readOwnRoute(prisma, area, viewerAs('driver', driver.id), undefined, new Date(instant));
    await late(async (night) => {
      const next = await makePlan(prisma, town, '2024-11-17', true, 22.8 * 3600);
      await report([served({ stopId: pointOf(night), doneAt: '2024-11-16T16:30:00.000Z' })]);
      expect(await ownAt('2024-11-16T17:40:00Z')).toMatchObject({ id: night.routeIds[0], day: '2024-11-16' });
      expect(await ownAt('2024-11-16T23:30:00Z')).toMatchObject({ id: next.routeIds[0] });
      const end = night.stops.find(({ kind, truckId }) => kind === 'end' && truckId === town.truckIds[0])?.id;
      await report([served({ kind: 'shift-ended', stopId: end, doneAt: '2024-11-16T17:45:00.000Z' })]);
      expect(await ownAt('2024-11-16T17:50:00Z')).toMatchObject({ id: next.routeIds[0] });
      await prisma.plan.delete({ where: { id: next.planId } });
      expect(await ownAt('2024-11-16T17:50:00Z')).toMatchObject({ id: night.routeIds[0] });
      await expect(ownAt('2024-11-16T23:30:00Z')).rejects.toMatchObject({ code: 'no-own-route' });
    });
  });
});

describe('the own route', () => {
  it('is the published one of the driver’s crew, with what was reported on it', async () => {
    const event = served();
    await report([event]);
    const { status, body } = await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: plan.routeIds[0], truckNumber: 1, day: DAY, planId: plan.planId });
    expect((body.events as { id: string }[]).map(({ id }) => id)).toContain(event.id);
  });

  it('of another revision still has what was reported on the one before', async () => {
    const event = served();
    await report([event]);
    const { prisma } = server.platform.database;
    const { routeIds } = await makePlan(prisma, town, DAY);
    const { body } = await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`);
    expect(body['id']).toBe(routeIds[0]);
    const route = ownRouteViewSchema.parse(body);
    const first = route.stops.find(({ kind }) => kind === 'point');
    expect(first?.id).not.toBe(event.stopId);
    expect(
      reportsByVisit([route], route.events)
        .ofStop.get(first?.id ?? '')
        ?.events.map(({ id }) => id),
    ).toContain(event.id);
    plan = await makePlan(prisma, town);
  });

  it('of a night shift stays the own one after midnight until it is over', async () => {
    const { prisma } = server.platform.database;
    const area = await requireActiveTown(prisma);
    const driver = await prisma.user.findUniqueOrThrow({ where: { email: 'driver@demo.local' } });
    // From 23:30 to 00:36; in UTC from 16:30 to 17:36.
    const night = await makePlan(prisma, town, '2024-11-30', true, 23.5 * 3600);
    const next = await makePlan(prisma, town, '2024-12-01');
    const ownAt = (instant: string) =>
      readOwnRoute(prisma, area, viewerAs('driver', driver.id), undefined, new Date(instant));
    expect(await ownAt('2024-11-30T17:30:00Z')).toMatchObject({ id: night.routeIds[0], day: '2024-11-30' });
    expect(await ownAt('2024-11-30T17:45:00Z')).toMatchObject({ id: next.routeIds[0], day: '2024-12-01' });
    await expect(ownAt('2024-12-02T18:00:00Z')).rejects.toMatchObject({ code: 'no-own-route' });
  });

  it('of a truck’s second shift has nothing of what was done at the stops of the first', async () => {
    const { prisma } = server.platform.database;
    const day = '2024-12-03';
    const driven = await prisma.shift.findUniqueOrThrow({ where: { id: town.shiftIds[0] } });
    const times = { weekdays: [1, 2, 3, 4, 5, 6, 7], startSecond: 14 * 3600, endSecond: 22 * 3600 };
    const { townId, truckId, crewId } = driven;
    const shift = await prisma.shift.create({ data: { townId, truckId, crewId, ...times } });
    const noon = new Date(`${day}T07:00:00Z`);
    const figures = { drivingSeconds: 0, lengthMetres: 0, waitSeconds: 0, serviceSeconds: 0, loadKg: 0, costDong: 0 };
    const stop = { arrivesAt: noon, startsAt: noon, departsAt: noon, waitSeconds: 0, loadKg: 0, loadAfterKg: 0 };
    const secondId = uuidv7();
    const first = await makePlan(prisma, town, day, true, 4 * 3600, async (transaction, revisionId) => {
      await transaction.route.create({
        data: {
          ...figures,
          ...{ id: secondId, revisionId, truckId, shiftId: shift.id, startsAt: noon, endsAt: noon },
          stops: {
            create: ['start', 'unload', 'end'].map((kind, sequence) => ({
              ...stop,
              ...{ kind, sequence, facilityId: town.landfillId, loadAfterLitres: 0, legSeconds: 0, legMetres: 0 },
            })),
          },
        },
      });
    });
    const ofFirst = (kind: string) => first.stops.find((s) => s.kind === kind && s.truckId === truckId)?.id;
    const doneAt = `${day}T00:00:00.000Z`;
    await report([
      served({ kind: 'shift-started', stopId: ofFirst('start'), doneAt }),
      served({ kind: 'unloaded', stopId: ofFirst('unload'), doneAt }),
    ]);
    const { body } = await server.ask('driver', 'GET', `/api/own-route?date=${day}`);
    expect(body['id']).toBe(secondId);
    const route = ownRouteViewSchema.parse(body);
    expect([...reportsByVisit([route], route.events).ofStop.keys()]).toEqual([]);
    await prisma.plan.delete({ where: { id: first.planId } });
    await prisma.shift.delete({ where: { id: shift.id } });
  });

  it('is known to be seen once its driver has told so, which nobody else can', async () => {
    const { body } = await server.ask('driver', 'GET', `/api/own-route?date=${DAY}`);
    const routeId = body['id'];
    const seen = async () => {
      const { items } = (await server.ask('dispatcher', 'GET', `/api/day/${DAY}/seen`)).body as {
        items: { routeId: string; seenAt: string | null }[];
      };
      return items.find((item) => item.routeId === routeId)?.seenAt;
    };
    expect(await seen()).toBeNull();
    expect((await server.ask('dispatcher', 'POST', '/api/own-route/seen', { routeId })).status).toBe(403);
    expect(await server.ask('driver', 'POST', '/api/own-route/seen', { routeId: uuidv7() })).toMatchObject({
      ...{ status: 404, body: { code: 'not-your-route' } },
    });
    const heard: unknown[] = [];
    const stop = await server.platform.bus.subscribe('routesSeen', (announcement) => heard.push(announcement));
    expect((await server.ask('driver', 'POST', '/api/own-route/seen', { routeId })).status).toBe(200);
    const first = await seen();
    expect(first).toEqual(expect.any(String));
    await vi.waitFor(() => expect(heard).toEqual([{ day: DAY }]), { timeout: 30_000 });
    await server.ask('driver', 'POST', '/api/own-route/seen', { routeId });
    expect(await seen()).toBe(first);
    // What was seen before is no news: the next announcement is another's.
    await server.platform.bus.publish('routesSeen', { day: '2026-01-01' });
    await vi.waitFor(() => expect(heard).toEqual([{ day: DAY }, { day: '2026-01-01' }]), { timeout: 30_000 });
    await stop();
  });

  it('is a problem with words on a day without one', async () => {
    expect(await server.ask('driver', 'GET', '/api/own-route?date=2026-11-30')).toMatchObject({
      status: 404,
      body: { code: 'no-own-route' },
    });
  });
});

describe('a photo', () => {
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#448844' } })
      .withExif({
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '20/1 6/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '105/1 48/1 0/1',
        },
      })
      .jpeg()
      .toBuffer();
  const send = async (file: Uint8Array, id = uuidv7(), role: 'driver' | 'manager' = 'driver') => {
    const body = new FormData();
    body.set('id', id);
    body.set('takenAt', '2024-11-24T22:00:00.000Z');
    body.set('file', new Blob([new Uint8Array(file)]), 'anh.jpg');
    const headers = { cookie: await server.cookieOf(role), 'accept-language': 'vi' };
    const answer = await fetch(`${server.url}/api/photos`, { method: 'POST', headers, body });
    return { id, status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('is made anew without what the camera wrote, kept once, and shown to whom its visit concerns', async () => {
    const file = await picture(2400, 1200);
    const { id, status, body } = await send(file);
    expect([status, body]).toMatchObject([200, { id, width: 1600, height: 800 }]);
    expect((await send(file, id)).body).toEqual(body);
    expect((await send(await picture(10, 10), id)).status).toBe(409);
    const get = async (role: Role) =>
      await fetch(`${server.url}/api/photos/${id}`, { headers: { cookie: await server.cookieOf(role) } });
    const shown = await get('dispatcher');
    const kept = await sharp(await shown.arrayBuffer()).metadata();
    expect([shown.headers.get('content-type'), kept.width, kept.exif]).toEqual(['image/jpeg', 1600, undefined]);
    expect(await server.platform.database.prisma.photo.findUnique({ where: { id } })).toMatchObject({
      ...{ exifLon: 105.8, exifLat: 20.1, lon: null },
    });
    expect([(await get('driver')).status, (await get('ward-officer')).status]).toEqual([200, 404]);
  });

  it('that is too large, too wide or no picture is refused with a sentence', async () => {
    const wide = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    // What it says of itself is enough: nothing may be decoded to find out.
    wide.writeUInt32BE(30_000, 16);
    wide.writeUInt32BE(30_000, 20);
    wide.writeUInt32BE(crc32(wide.subarray(12, 29)), 29);
    const refused = [await send(new Uint8Array(20_000_001)), await send(wide), await send(Buffer.from('<svg/>'))];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [413, 'photo-too-large'],
      [422, 'photo-too-many-pixels'],
      [422, 'photo-unreadable'],
    ]);
    expect(refused[1]?.body.detail).toContain('30000 × 30000');
    expect((await send(await picture(10, 10), uuidv7(), 'manager')).status).toBe(403);
  });
});
