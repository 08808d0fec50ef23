import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan } from '../fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from '../fixtures/town.ts';
import type { Fix } from './tracker-report.ts';
import { openPositionWriter } from './handlers/write-positions.ts';
import { openTrackDays } from '../../records/tracks/track-days.ts';
import { openTracking } from './tracking.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer({ osmandPort: 0 });
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

/** What a device that says only where it is leaves open. */
const SILENT = {
  speed: null,
  course: null,
  accuracyMetres: null,
  altitudeMetres: null,
  batteryPercent: null,
  attributes: {},
};
const positions = (deviceId: string) =>
  server.platform.database.prisma.position.findMany({ where: { deviceId }, orderBy: { fixTime: 'asc' } });
const get = (query: string) => fetch(`${server.url}/osmand?${query}`);
const json = (body: unknown) => server.ask(null, 'POST', '/osmand', body);

describe('a position', () => {
  it('is stored before it is answered, for the truck that has the device', async () => {
    const answer = await get('id=xe-1&lat=20.01&lon=105.81&timestamp=1732485600&speed=20&batt=55&ignition=true');
    expect(answer.status).toBe(200);
    expect(await positions('xe-1')).toMatchObject([
      {
        truckId: town.truckIds[0],
        townId: town.townId,
        lon: 105.81,
        lat: 20.01,
        batteryPercent: 55,
        attributes: { ignition: true },
        fixTime: new Date(1732485600_000),
      },
    ]);
  });

  it('sent twice, also at once, is one row and 200 each time', async () => {
    const query = 'id=xe-2&lat=20.01&lon=105.81&timestamp=1732485601';
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(async () => (await get(query)).status));
    expect([...statuses, (await get(query)).status]).toEqual(Array(6).fill(200));
    expect(await positions('xe-2')).toHaveLength(1);
  });

  it.each([
    [true, 'stored'],
    [false, 'implausible'],
  ])('may lie weeks ahead of the clock in a made-up town and in no other: %s', async (isSynthetic, outcome) => {
    const { prisma } = server.platform.database;
    await prisma.town.updateMany({ data: { isSynthetic } });
    // Opened now, it knows no truck from before.
    const tracking = openTracking(server.platform, () => new Date('2024-11-01T00:00:00Z'));
    try {
      const fixTime = new Date('2024-11-20T00:00:00Z');
      expect(await tracking.receive({ ...SILENT, deviceId: 'xe-1', fixTime, position: [105.81, 20.01] })).toBe(outcome);
    } finally {
      await tracking.close();
      await prisma.town.updateMany({ data: { isSynthetic: true } });
      await prisma.position.deleteMany();
    }
  });

  it('may come as a form, and as a post with everything in the address', async () => {
    const { prisma } = server.platform.database;
    await prisma.position.deleteMany();
    const form = new URLSearchParams({ id: 'xe-2', lat: '20.02', lon: '105.82', timestamp: '1732485700' });
    expect((await fetch(`${server.url}/osmand`, { method: 'POST', body: form })).status).toBe(200);
    const inAddress = new URLSearchParams({ id: 'xe-2', lat: '20.03', lon: '105.83', timestamp: '1732485701' });
    expect((await fetch(`${server.url}/osmand?${inAddress}`, { method: 'POST' })).status).toBe(200);
    expect((await positions('xe-2')).map(({ lat }) => lat)).toEqual([20.02, 20.03]);
  });

  it('may come as a form or as JSON without a content type, and with what no database holds', async () => {
    await server.platform.database.prisma.position.deleteMany();
    const post = async (body: string) => {
      const answer = await fetch(`${server.url}/osmand`, { method: 'POST', body: new TextEncoder().encode(body) });
      return answer.status;
    };
    expect(await post('id=xe-2&lat=20.02&lon=105.82&timestamp=1732485710&mock=true&alarm=sos&altitude=NaN')).toBe(200);
    const location = { timestamp: '2024-11-24T22:02:00Z', coords: { latitude: 20.02, longitude: 105.82 } };
    const lone = `{"device_id":"xe-2","location":${JSON.stringify({ ...location, extras: {} }).replace('{}', '{"a":"\\ud800"}')}}`;
    expect(await post(lone)).toBe(200);
    expect((await get('id=xe-2&lat=20.02&lon=105.82&timestamp=1732485712&note=a%00b')).status).toBe(200);
    expect((await positions('xe-2')).map(({ attributes }) => attributes)).toEqual([
      { mock: true, alarm: 'sos' },
      { note: 'ab' },
      { a: '' },
    ]);
  });

  it('may call itself what it is not, and say more than once what may be left out', async () => {
    await server.platform.database.prisma.position.deleteMany();
    const post = async (body: string, type: string, place = '/osmand') => {
      const headers = { 'content-type': type };
      return (await fetch(`${server.url}${place}`, { method: 'POST', headers, body })).status;
    };
    const at = (second: number) => `"timestamp":${1732485720 + second}`;
    const coords = '"coords":{"latitude":20.02,"longitude":105.82,"altitude":NaN}';
    const form = 'id=xe-2&lat=20.02&lon=105.82';
    expect((await get(`${form}&timestamp=1732485720&speed=1&speed=2`)).status).toBe(200);
    expect(await post('', 'application/json', `/osmand?${form}&timestamp=1732485721`)).toBe(200);
    expect(await post(`${form}&timestamp=1732485722`, 'application/json')).toBe(200);
    const batch = `[{"device_id":"xe-2","location":[{${at(3)},${coords}},{${at(4)},${coords}}]}]`;
    expect(await post(batch, 'text/plain; charset=x-unknown')).toBe(200);
    const message = `{"_type":"location","lat":20.02,"lon":105.82,"alt":NaN,"tst":${1732485720 + 5}}`;
    expect(await post(message, 'text/plain', '/api/tracking/owntracks?d=xe-2')).toBe(200);
    expect((await positions('xe-2')).map(({ fixTime }) => fixTime.getTime() / 1000 - 1732485720)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('may come to the root of a port of its own', async () => {
    await server.platform.database.prisma.position.deleteMany();
    const answer = await fetch(`${server.trackerUrl}/?id=xe-1&lat=20.01&lon=105.81&timestamp=1732485605`);
    expect(answer.status).toBe(200);
    expect(await positions('xe-1')).toHaveLength(1);
    expect((await fetch(`${server.trackerUrl}/api/town`)).status).toBe(404);
  });
});

describe('a position in the JSON of Traccar Client', () => {
  const report = (location: object, device_id = 'xe-1') => ({
    device_id,
    location: { timestamp: '2024-11-25T02:00:00.000Z', ...location },
  });

  it('has speed in metres per second and a battery level as a share', async () => {
    await server.platform.database.prisma.position.deleteMany();
    const answer = await json(
      report({
        coords: { latitude: 20.01, longitude: 105.81, accuracy: 8, speed: 5, heading: -1, altitude: 3 },
        is_moving: true,
        battery: { level: 0.5, is_charging: false },
      }),
    );
    expect(answer.status).toBe(200);
    expect(await positions('xe-1')).toMatchObject([
      { speed: 5, course: null, batteryPercent: 50, attributes: { motion: true, charge: false } },
    ]);
  });

  it('without coordinates is a sign of life: 200 and no row', async () => {
    await server.platform.database.prisma.position.deleteMany();
    expect((await json(report({}))).status).toBe(200);
    expect(await positions('xe-1')).toEqual([]);
  });

  it('of an unknown device is 404, of no device 400', async () => {
    expect((await json(report({}, 'stranger'))).status).toBe(404);
    expect((await json({ location: {} })).status).toBe(400);
  });
});

describe('what other servers and apps pass on', () => {
  const traccar = (uniqueId: string, second: number, members: object = {}) => ({
    position: { fixTime: 1732490000_000 + second * 1000, latitude: 20.01, longitude: 105.81, speed: 5, ...members },
    device: { id: 1, uniqueId },
  });
  const pass = (body: unknown) => server.ask(null, 'POST', '/api/tracking/traccar', body);
  const own = (body: unknown, query = '') => server.ask(null, 'POST', `/api/tracking/owntracks${query}`, body);
  const seconds = async (from: number) =>
    (await positions('xe-1'))
      .map(({ fixTime }) => fixTime.getTime() / 1000 - from)
      .filter((second) => second >= 0 && second < 60);

  it('is stored one by one or as an array, and again changes nothing', async () => {
    expect((await pass(traccar('xe-1', 0))).status).toBe(200);
    expect((await pass([traccar('xe-1', 10), traccar('xe-1', 0), traccar('xe-1', 20)])).status).toBe(200);
    expect(await seconds(1732490000)).toEqual([0, 10, 20]);
    const message = (tst: number) => ({ _type: 'location', lat: 20.01, lon: 105.81, tst });
    expect((await own([message(1732490030), { _type: 'lwt', tst: 1 }], '?d=xe-1')).status).toBe(200);
    expect(await seconds(1732490000)).toEqual([0, 10, 20, 30]);
  });

  it('that is encrypted is answered as taken, and counted on the row of its device', async () => {
    const { prisma } = server.platform.database;
    expect((await own({ _type: 'encrypted', data: 'c2VjcmV0' }, '?d=xe-1')).status).toBe(200);
    const counted = () => prisma.droppedReports.findMany({ where: { deviceId: 'xe-1', reason: 'unreadable' } });
    await expect.poll(async () => (await counted()).length).toBeGreaterThan(0);
  });

  it('may hold a whole shift in one array', async () => {
    const shift = Array.from({ length: 1500 }, (_, at) => ({
      position: { latitude: 'x' },
      device: { uniqueId: `y${at}` },
    }));
    expect((await pass([...shift, traccar('xe-1', 55)])).status).toBe(200);
    expect(await seconds(1732490000)).toContain(55);
  });

  it('takes what it can of a batch, and refuses only what is of nobody or nothing', async () => {
    const batch = [traccar('xe-1', 40), traccar('xe-1', 41, { latitude: 'x' }), traccar('stranger-1', 42), 7];
    expect((await pass(batch)).status).toBe(200);
    expect(await seconds(1732490000)).toContain(40);
    expect(await seconds(1732490000)).not.toContain(41);
    expect((await pass(traccar('stranger-1', 43))).status).toBe(404);
    expect((await pass([{ device: {} }])).status).toBe(400);
    expect((await own({ _type: 'location', lat: 1, lon: 1, tst: 1 })).status).toBe(400);
  });
});

describe('a report that must not become a position', () => {
  it.each(['id=stranger&lat=20&lon=105', 'lat=20&lon=105', 'id=xe-1&lat=north&lon=105'])(
    'is answered with 400: %s',
    async (query) => {
      expect((await get(query)).status).toBe(400);
    },
  );

  it('because its place or time cannot be true is answered with 200, so that the device does not send it for ever', async () => {
    await server.platform.database.prisma.position.deleteMany();
    for (const place of [
      'lat=0&lon=0',
      'lat=95&lon=105',
      'lat=20&lon=105&timestamp=86400',
      'lat=20&lon=105&timestamp=4102444800000',
    ]) {
      expect((await get(`id=xe-1&${place}`)).status).toBe(200);
    }
    expect(await positions('xe-1')).toEqual([]);
  });

  it('is counted by device and reason where the administrator sees it, and nobody else', async () => {
    const far = await startTestServer();
    try {
      await makeTown(far.platform.database.prisma);
      const send = (query: string) => fetch(`${far.url}/osmand?${query}`);
      for (const query of [
        'id=xe-1&lat=48.85&lon=2.35',
        'id=xe-1&lat=48.85&lon=2.35',
        'id=xe-1&lat=20.01&lon=105.81&timestamp=86400',
        'id=xe-2&location=20.08,',
        'id=stranger&lat=20&lon=105.8',
      ]) {
        await send(query);
      }
      await expect
        .poll(async () => (await far.ask('admin', 'GET', '/api/devices/dropped')).body.length)
        .toBeGreaterThan(3);
      const { body } = await far.ask('admin', 'GET', '/api/devices/dropped');
      const rows = (body as unknown as Record<string, unknown>[]).map((row) => [
        row.deviceId,
        row.truckCode,
        row.reason,
        row.count,
      ]);
      expect(rows.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
        ['stranger', null, 'unknown-device', 1],
        ['xe-1', '36C-00001', 'far-away', 2],
        ['xe-1', '36C-00001', 'too-old', 1],
        ['xe-2', '36C-00002', 'unreadable', 1],
      ]);
      expect((await far.ask('dispatcher', 'GET', '/api/devices/dropped')).status).toBe(403);
    } finally {
      await far.close();
    }
  });

  it('of a phone nobody knows, sent on and on, leaves the other phones of its address alone', async () => {
    for (let i = 0; i < 60; i++) {
      expect((await get('id=nobody-knows&lat=20&lon=105')).status).toBe(400);
    }
    expect((await get('id=xe-2&lat=20.01&lon=105.81')).status).toBe(200);
  });

  it('costs whoever guesses device ids their patience, and the known devices beside them nothing', async () => {
    expect((await get('id=xe-1&lat=20.01&lon=105.81')).status).toBe(200);
    const statuses: number[] = [];
    for (let i = 0; i < 35; i++) statuses.push((await get(`id=guess-${i}&lat=20&lon=105`)).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await get('id=xe-1&lat=20.01&lon=105.81')).status).toBe(200);
    // A right guess is answered like a wrong one once all are used up, and leaves nothing behind.
    const { prisma } = server.platform.database;
    await prisma.truck.update({ where: { id: town.truckIds[1] }, data: { deviceId: 'never-heard' } });
    const guessed = await get('id=never-heard&lat=20.01&lon=105.81');
    await prisma.truck.update({ where: { id: town.truckIds[1] }, data: { deviceId: 'xe-2' } });
    expect(guessed.status).toBe(429);
    expect(await positions('never-heard')).toEqual([]);
  });
});

describe('writing positions', () => {
  it('stores the good ones of a batch when the database refuses one of them', async () => {
    const { database } = server.platform;
    await database.prisma.position.deleteMany();
    const writer = openPositionWriter(openTrackDays(database));
    const fix = (second: number, truckId = town.truckIds[0]): Fix => ({
      townId: town.townId,
      truckId,
      deviceId: 'xe-1',
      fixTime: new Date(1732485600_000 + second * 1000),
      position: [105.8, 20],
      ...SILENT,
    });
    const noTruck = '019a0000-0000-7000-8000-000000000009';
    const outcomes = await Promise.allSettled(
      [0, 1, 2].map((second) => writer.write(fix(second, second === 1 ? noTruck : undefined))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await positions('xe-1')).toHaveLength(2);
  });
});

describe('the state of the day', () => {
  it('has the latest position of each truck on that day, and which plan holds', async () => {
    const { prisma } = server.platform.database;
    await prisma.position.deleteMany();
    const { planId } = await makePlan(prisma, town);
    // 05:00 and 06:00 of the day in Vietnam, and the evening before.
    for (const instant of ['2024-11-24T22:00:00Z', '2024-11-24T23:00:00Z', '2024-11-24T15:00:00Z']) {
      await get(`id=xe-1&lat=20.0${new Date(instant).getUTCHours() % 10}&lon=105.81&timestamp=${instant}`);
    }
    const { body } = await server.ask('manager', 'GET', `/api/day/${DAY}`);
    expect(body).toMatchObject({ day: DAY, planId, publishedRevisionNumber: 1, events: [] });
    expect(body.positions).toMatchObject([
      { truckId: town.truckIds[0], position: [105.81, 20.03], fixTime: '2024-11-24T23:00:00.000Z' },
    ]);
  });

  it('lasts from midnight to midnight, or until a shift of the night is over', async () => {
    const { prisma } = server.platform.database;
    const spanOf = async (day: string) => {
      const { from, to } = (await server.ask('manager', 'GET', `/api/day/${day}`)).body;
      return [from, to];
    };
    await makePlan(prisma, town, '2024-12-02');
    expect(await spanOf('2024-12-02')).toEqual(['2024-12-01T17:00:00.000Z', '2024-12-02T17:00:00.000Z']);
    // Begins at 23:30 and takes 4,000 seconds.
    await makePlan(prisma, town, '2024-12-03', true, 23.5 * 3600);
    expect(await spanOf('2024-12-03')).toEqual(['2024-12-02T17:00:00.000Z', '2024-12-03T17:36:40.000Z']);
    // Planned until before midnight, in a shift from 22:00 to 06:00 and an hour more: late, it is still of that day.
    const night = { startSecond: 22 * 3600, endSecond: 30 * 3600, maxOvertimeSeconds: 3600 };
    await prisma.shift.update({ where: { id: town.shiftIds[1] }, data: night });
    await makePlan(prisma, town, '2024-12-04', true, 22.5 * 3600);
    expect(await spanOf('2024-12-04')).toEqual(['2024-12-03T17:00:00.000Z', '2024-12-05T00:00:00.000Z']);
  });
});

describe('the file of a past day', () => {
  const fix = (at: Date, lon: number) => `<trkpt lat="20.0101" lon="${lon}"><time>${at.toISOString()}</time></trkpt>`;
  const gpx = (fixes: readonly string[]) =>
    `<?xml version="1.0"?><gpx version="1.1" creator="thử"><trk><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
  const send = async (text: string, truck: string) => {
    const form = new FormData();
    form.set('truck', truck);
    form.set('file', new Blob([text]), 'chuyen.gpx');
    const answer = await fetch(`${server.url}/api/tracks`, {
      method: 'POST',
      headers: { cookie: await server.cookieOf('admin') },
      body: form,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('is taken in once and infers like live fixes; what it cannot hold is counted', async () => {
    await makePlan(server.platform.database.prisma, town, '2024-12-16');
    // Ten minutes at the first point after an hour’s quarter, then away to the second without a stay.
    const from = Date.parse('2024-12-15T21:15:00Z');
    const stays = Array.from({ length: 20 }, (_, index) => fix(new Date(from + index * 30_000), 105.805));
    const leaves = [1, 2, 3].map((index) => fix(new Date(from + 600_000 + index * 60_000), 105.805 + index * 0.003));
    const far = fix(new Date(from + 900_000), 12);
    const track = gpx([...stays, ...leaves, far, '<trkpt lat="20.0101" lon="105.805"></trkpt>']);
    expect(await send(track, town.truckIds[0])).toEqual({
      status: 200,
      body: { kept: 23, known: 0, dropped: 2, days: [{ day: '2024-12-16', inferred: 1 }] },
    });
    expect((await send(track, town.truckIds[0])).body).toMatchObject({ kept: 0, known: 23, dropped: 2 });
    const { body } = await server.ask('manager', 'GET', '/api/day/2024-12-16');
    expect(body.events).toMatchObject([{ kind: 'served', pointId: town.pointIds[0], visitGrade: 'inferred' }]);
  });

  it('is refused with a sentence where it is no track, or of no truck of the town', async () => {
    expect(await send('xin chào', town.truckIds[0])).toMatchObject({ status: 422, body: { code: 'track-unreadable' } });
    expect(await send('<gpx><trk><trkseg/></trk></gpx>', town.truckIds[0])).toMatchObject({
      ...{ status: 422, body: { code: 'track-empty' } },
    });
    const one = gpx([fix(new Date('2024-12-15T21:15:00Z'), 105.805)]);
    expect(await send(one, '019a0000-0000-7000-8000-000000000009')).toMatchObject({
      status: 400,
      body: { code: 'no-such-tracked-truck' },
    });
  });
});

describe('where a crew’s phone was', () => {
  const fix = (minute: number, members: object = {}) => ({
    at: new Date(Date.UTC(2024, 10, 24, 21, minute)).toISOString(),
    ...{ position: [105.81, 20.01 + minute / 10_000], speed: 3, course: null, accuracyMetres: 12 },
    ...members,
  });
  const send = async (role: 'driver' | 'dispatcher' | 'manager', truck: number, fixes: object[]) =>
    await server.ask(role, 'POST', '/api/positions', { truckId: town.truckIds[truck], fixes });

  it('is kept once, in whatever order and however often it is sent, and what cannot be true is dropped', async () => {
    const { prisma } = server.platform.database;
    await prisma.position.deleteMany();
    const first = await send('driver', 0, [fix(3), fix(1), fix(2), fix(4, { position: [0, 0] })]);
    expect(first).toMatchObject({ status: 200, body: { stored: 3, known: 0, dropped: 1 } });
    expect((await send('driver', 0, [fix(2), fix(5)])).body).toEqual({ stored: 1, known: 1, dropped: 0 });
    const rows = await prisma.position.findMany({ orderBy: { fixTime: 'asc' } });
    expect(rows.map(({ fixTime }) => fixTime.getUTCMinutes())).toEqual([1, 2, 3, 5]);
    expect(new Set(rows.map(({ truckId }) => truckId))).toEqual(new Set([town.truckIds[0]]));
  });

  it('is taken of the truck the crew drives around that time, and of no other', async () => {
    expect((await send('driver', 1, [fix(6)])).body).toMatchObject({ status: 403, code: 'not-your-truck' });
    expect((await send('dispatcher', 1, [fix(6)])).status).toBe(200);
    expect((await send('manager', 0, [fix(6)])).status).toBe(403);
  });
});
