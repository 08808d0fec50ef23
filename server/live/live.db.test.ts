import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveEvents, LiveMessages } from '../../domain/live.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { announceArea } from '../../records/area-imports/area-import.ts';
import { describeInBothShapes } from '../../test/shapes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';
import { publishInParts } from './publish-in-parts.ts';

type Client = Socket<LiveMessages, Record<string, (argument: unknown) => void>>;
const deadline = { timeout: 60_000, interval: 50 };

describeInBothShapes('the live channel', (shape) => {
  // Two servers, as behind a proxy: what one is told, the other one's clients hear.
  let near: TestServer;
  let far: TestServer;
  let town: TestTown;
  let plan: TestPlan;
  const clients: Client[] = [];

  beforeAll(async () => {
    const where = {
      databaseUrl: shape.databaseUrl,
      redisUrl: shape.redisUrl,
      authSecret: randomBytes(32).toString('hex'),
    };
    near = await startTestServer(where);
    far = await startTestServer(where, { recheckMilliseconds: 200 });
    town = await makeTown(near.platform.database.prisma);
    plan = await makePlan(near.platform.database.prisma, town);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(async () => {
    await near?.close();
    await far?.close();
  });

  async function connect(server: TestServer, role: Role | null, headers: Record<string, string> = {}): Promise<Client> {
    const cookie = role && (await server.cookieOf(role));
    const client: Client = io(server.url, {
      extraHeaders: { ...(cookie && { cookie }), ...headers },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    clients.push(client);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve);
      client.once('connect_error', reject);
    });
    return client;
  }

  function listen<Event extends keyof LiveEvents>(client: Client, event: Event): Parameters<LiveEvents[Event]>[0][] {
    const heard: Parameters<LiveEvents[Event]>[0][] = [];
    client.onAny((name: string, argument: Parameters<LiveEvents[Event]>[0]) => {
      if (name === event) heard.push(argument);
    });
    return heard;
  }

  const report = (second: number) =>
    fetch(`${near.url}/osmand?id=xe-1&lat=20.01&lon=105.81&timestamp=${1732485600 + second}`);
  const event = (truck: number) => ({
    id: uuidv7(),
    kind: 'served',
    truckId: town.truckIds[truck],
    stopId: plan.stops.find((stop) => stop.truckId === town.truckIds[truck] && stop.kind === 'point')?.id,
    doneAt: '2024-11-24T21:20:00.000Z',
  });
  const reportEvent = (truck: number) =>
    near.ask('dispatcher', 'POST', '/api/field-events', { events: [event(truck)] });

  const takeBack = ({ id: fieldEventId, truckId }: ReturnType<typeof event>) =>
    near.ask('dispatcher', 'POST', '/api/retractions', {
      ...{ id: uuidv7(), fieldEventId, truckId, doneAt: '2024-11-24T21:20:05.000Z' },
    });

  it('lets in who is signed in, and nobody else', async () => {
    await expect(connect(near, null)).rejects.toThrow('signed-out');
    await connect(near, 'dispatcher');
  });

  it('refuses a page of another site', async () => {
    await expect(connect(near, 'dispatcher', { origin: 'https://evil.example' })).rejects.toThrow('websocket error');
  });

  it('tells of a position that another server took, a truck at most once a second', async () => {
    const heard = listen(await connect(far, 'dispatcher'), 'positions');
    await Promise.all(Array.from({ length: 20 }, (_, second) => report(second)));
    await vi.waitFor(() => {
      expect(heard.flat().map(({ fixTime }) => fixTime)).toContain(new Date((1732485600 + 19) * 1000).toISOString());
    }, deadline);
    expect(heard.flat().every(({ truckId }) => truckId === town.truckIds[0])).toBe(true);
    expect(heard.length).toBeLessThan(20);
  });

  it('tells a driver of the own truck’s events and of publications, and of nothing else', async () => {
    const driver = await connect(far, 'driver');
    const positions = listen(driver, 'positions');
    const events = listen(driver, 'fieldEvents');
    const plans = listen(driver, 'plan');
    await report(100);
    const takenBack = listen(driver, 'retractions');
    const [theirs, own] = [event(1), event(0)];
    for (const told of [theirs, own]) {
      await near.ask('dispatcher', 'POST', '/api/field-events', { events: [told] });
      await takeBack(told);
    }
    await near.ask('dispatcher', 'POST', '/api/plans', { date: '2026-12-24' });
    await near.ask('dispatcher', 'POST', `/api/plans/${plan.planId}/unpublish`);
    await vi.waitFor(() => expect(plans.length).toBe(1), deadline);
    await vi.waitFor(() => expect(events.length).toBe(1), deadline);
    expect(events.flat().map(({ truckId }) => truckId)).toEqual([town.truckIds[0]]);
    expect(plans).toMatchObject([{ changed: 'publication', publishedRevisionId: null, bestCost: null }]);
    expect(takenBack.flat()).toEqual([{ id: own.id, truckId: town.truckIds[0] }]);
    expect(positions).toEqual([]);
  });

  it('tells dispatchers of plans and of every truck’s events', async () => {
    const dispatcher = await connect(far, 'dispatcher');
    const plans = listen(dispatcher, 'plan');
    const events = listen(dispatcher, 'fieldEvents');
    const { body } = await near.ask('dispatcher', 'POST', '/api/plans', { date: '2026-12-25' });
    await reportEvent(1);
    await vi.waitFor(
      () => expect(plans).toMatchObject([{ id: body.id, changed: 'progress', state: 'queued' }]),
      deadline,
    );
    await vi.waitFor(() => expect(events.flat()).toMatchObject([{ truckId: town.truckIds[1], day: DAY }]), deadline);
  });

  it('tells whoever sees a part of the ledger that days of it were computed, and drivers nothing', async () => {
    const heard = await Promise.all(
      (['manager', 'ward-officer', 'cooperative', 'driver'] as const).map(async (role) =>
        listen(await connect(far, role), 'ledger'),
      ),
    );
    await near.platform.bus.publish('ledger', { days: [DAY] });
    await vi.waitFor(() => expect(heard.map(({ length }) => length)).toEqual([1, 1, 1, 0]), deadline);
  });

  it('tells everybody that another area is in use, also who sees no more than a part of it', async () => {
    const heard = await Promise.all(
      (['dispatcher', 'ward-officer', 'driver'] as const).map(async (role) => listen(await connect(far, role), 'area')),
    );
    await announceArea(near.platform, 'area-1');
    await vi.waitFor(() => expect(heard).toEqual(heard.map(() => [{ areaId: 'area-1' }])), deadline);
  });

  it('ends with the session', async () => {
    const signIn = await far.ask(null, 'POST', '/api/auth/sign-in/email', {
      email: 'manager@demo.local',
      password: near.platform.config.demoPassword,
    });
    const cookie = signIn.headers.getSetCookie()[0].split(';')[0];
    const client = await connect(far, null, { cookie });
    await far.ask(null, 'POST', '/api/auth/sign-out', {}, { cookie });
    await vi.waitFor(() => expect(client.connected).toBe(false), deadline);
  });

  it.each(['ended elsewhere', 'run out', 'suspended'])('ends with a session that is %s', async (how) => {
    const { prisma } = near.platform.database;
    const where = { email: 'manager@demo.local' };
    const signIn = await far.ask(null, 'POST', '/api/auth/sign-in/email', {
      ...where,
      password: near.platform.config.demoPassword,
    });
    const cookie = signIn.headers.getSetCookie()[0].split(';')[0];
    // This server looks at single connections half a minute apart: it is their sessions that end them.
    const client = await connect(near, null, { cookie });
    const { token } = signIn.body as unknown as { token: string };
    if (how === 'ended elsewhere') await prisma.session.delete({ where: { token } });
    if (how === 'run out') await prisma.session.update({ where: { token }, data: { expiresAt: new Date(0) } });
    if (how === 'suspended') await prisma.user.update({ where, data: { banned: true } });
    try {
      await vi.waitFor(() => expect(client.connected).toBe(false), { timeout: 20_000, interval: 50 });
    } finally {
      await prisma.user.update({ where, data: { banned: false } });
    }
  });

  it('lets a driver who changes trucks hear the new one, and the former no more', async () => {
    const { prisma } = near.platform.database;
    const events = listen(await connect(far, 'driver'), 'fieldEvents');
    const crew = await prisma.crew.findFirstOrThrow({ where: { driverUserId: { not: null } } });
    const other = await prisma.crew.findFirstOrThrow({ where: { driverUserId: null } });
    const drives = async (id: string, not: string) => {
      await prisma.crew.update({ where: { id: not }, data: { driverUserId: null } });
      await prisma.crew.update({ where: { id }, data: { driverUserId: crew.driverUserId } });
    };
    const heardLast = () => events.flat().at(-1)?.truckId;
    await drives(other.id, crew.id);
    try {
      await vi.waitFor(async () => {
        await reportEvent(1);
        expect(heardLast()).toBe(town.truckIds[1]);
      }, deadline);
      await reportEvent(0);
      const { length } = events;
      await reportEvent(1);
      await vi.waitFor(() => expect(events.length).toBeGreaterThan(length), deadline);
      expect(heardLast()).toBe(town.truckIds[1]);
      expect(events.flat().map(({ truckId }) => truckId)).not.toContain(town.truckIds[0]);
    } finally {
      await drives(crew.id, other.id);
    }
  });

  it('says that pages have to look again when the server itself could not hear for a while', async () => {
    const clients = [await connect(far, 'driver'), await connect(near, 'manager')];
    const told = clients.map(() => 0);
    for (const [index, client] of clients.entries()) client.on('gap', () => (told[index] += 1));
    await shape.breakBus();
    await vi.waitFor(() => expect(told).toEqual([1, 1]), deadline);
    const events = listen(clients[1], 'fieldEvents');
    await reportEvent(0);
    await vi.waitFor(() => expect(events.length).toBe(1), deadline);
  });

  it('hangs up on a client that says what it may not', async () => {
    const nothing = { truckId: null, visitId: null, pointId: null, facilityId: null };
    for (const [role, word, said] of [
      ['dispatcher', 'positions', 'hello'],
      ['dispatcher', 'choose', { day: DAY }],
      ['manager', 'choose', { ...nothing, day: DAY }],
      ['driver', 'choose', { ...nothing, day: DAY }],
    ] as const) {
      const client = await connect(near, role);
      client.emit(word, said);
      await vi.waitFor(() => expect([role, word, client.connected]).toEqual([role, word, false]), deadline);
    }
  });

  it('shows dispatchers of one day what the others have chosen, until they turn away or leave, and nobody else', async () => {
    const nothing = { day: DAY, truckId: null, visitId: null, pointId: null, facilityId: null };
    const latest = (client: Client): unknown[] => {
      const heard: unknown[] = [];
      client.onAny((name: string, argument: unknown) => {
        if (name === 'colleagues') heard.push(argument);
      });
      return heard;
    };
    const watched = await Promise.all(
      (['driver', 'manager', 'dispatcher'] as const).map(async (role) => latest(await connect(far, role))),
    );
    const one = await connect(near, 'dispatcher');
    const other = await connect(far, 'admin');
    const [ofOne, ofOther] = [latest(one), latest(other)];
    one.emit('choose', { ...nothing, truckId: town.truckIds[0] });
    other.emit('choose', nothing);
    const mine = { id: one.id, name: expect.stringMatching(/./), day: DAY };
    await vi.waitFor(() => {
      expect(ofOther.at(-1)).toEqual([{ ...nothing, ...mine, truckId: town.truckIds[0] }]);
      expect(ofOne.at(-1)).toEqual([{ ...nothing, id: other.id, name: expect.stringMatching(/./) }]);
    }, deadline);
    one.emit('choose', { ...nothing, truckId: town.truckIds[1], pointId: town.pointIds[0] });
    await vi.waitFor(
      () => expect(ofOther.at(-1)).toMatchObject([{ truckId: town.truckIds[1], pointId: town.pointIds[0] }]),
      deadline,
    );
    one.emit('choose', { ...nothing, day: '2030-01-01' });
    await vi.waitFor(() => expect([ofOne.at(-1), ofOther.at(-1)]).toEqual([[], []]), deadline);
    one.emit('choose', nothing);
    await vi.waitFor(() => expect(ofOther.at(-1)).toMatchObject([{ id: one.id, truckId: null }]), deadline);
    one.close();
    await vi.waitFor(() => expect(ofOther.at(-1)).toEqual([]), deadline);
    // Whoever has not opened the day on a board of theirs hears nothing, and neither does who may not steer it.
    expect(watched).toEqual([[], [], []]);
  });
});

describe('announcing many things', () => {
  it('keeps each announcement within the bus’s limit', async () => {
    const parts: unknown[][] = [];
    const bus = { publish: async (_: string, part: unknown) => void parts.push(part as unknown[]) };
    const entries = Array.from({ length: 500 }, (_, index) => ({ index, text: 'ừ'.repeat(100) }));
    await publishInParts(bus, 'fieldEvents', entries);
    expect(parts.flat()).toEqual(entries);
    expect(parts.every((part) => Buffer.byteLength(JSON.stringify(part)) <= 7800)).toBe(true);
  });
});
