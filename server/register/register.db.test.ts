import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/policy/roles.ts';
import { REGISTER_SUBJECTS } from '../../domain/register/subjects.ts';
import { type Answer, startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';
import { subjectCases, type SubjectCase } from './fixtures/subject-cases.ts';

let server: TestServer;
let town: TestTown;
let cases: Record<string, SubjectCase>;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
  cases = await subjectCases(server.platform.database.prisma, town);
});
afterAll(() => server.close());

const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>, role: Role = 'admin') =>
  server.ask(role, method, path, body, headers);
const at = (answer: Answer) => ({ 'if-match': answer.headers.get('etag') ?? '' });
const idOf = (answer: Answer) => String(answer.body.id);
const items = (answer: Answer) => answer.body.items as Record<string, unknown>[];

describe.each(REGISTER_SUBJECTS)('%s', (subject) => {
  const path = `/api/${subject}`;
  let own: SubjectCase;
  let id: string;
  let made: Answer;
  beforeAll(async () => {
    own = cases[subject];
    made = await ask('POST', path, own.made);
    id = idOf(made);
  });
  const read = () => ask('GET', `${path}/${id}`);

  it('are made as they were sent, and read with the tag of their version', async () => {
    expect(made).toMatchObject({ status: 201, body: { ...own.made, version: 1, isActive: true } });
    expect(made.headers.get('location')).toBe(`${path}/${id}`);
    const answer = await read();
    expect(answer).toMatchObject({ status: 200, body: { id, version: 1 } });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect((await ask('GET', `${path}/${uuidv7()}`)).status).toBe(404);
  });

  it('are changed by who read them last, and the change is told with who made it', async () => {
    const before = await read();
    expect((await ask('PATCH', `${path}/${id}`, own.changed)).status).toBe(428);
    const changed = await ask('PATCH', `${path}/${id}`, own.changed, at(before));
    expect(changed).toMatchObject({ status: 200, body: own.changed });
    expect(changed.headers.get('etag')).toBe('"2"');
    const stale = await ask('PATCH', `${path}/${id}`, own.changed, at(before));
    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'stale', current: { id, ...own.changed }, changes: [{ kind: 'changed', after: own.changed }] },
    });
    const { prisma } = server.platform.database;
    const rows = await prisma.change.findMany({ where: { subject, subjectId: id }, orderBy: { id: 'asc' } });
    expect(rows.map(({ kind }) => kind)).toEqual(['created', 'changed']);
    const [, row] = rows;
    expect(Object.keys(row.after as object).sort()).toEqual(Object.keys(own.changed).sort());
    expect(Object.keys(row.before as object).sort()).toEqual(Object.keys(own.changed).sort());
    expect(row.actorUserId).not.toBeNull();
  });

  it('keep their version when nothing differs', async () => {
    const before = await read();
    const same = await ask('PATCH', `${path}/${id}`, own.changed, at(before));
    expect([same.status, same.headers.get('etag')]).toEqual([200, before.headers.get('etag')]);
  });

  it('say at the field what is wrong with it, and keep nothing of it', async () => {
    const before = await read();
    for (const [fields, pointer] of own.refused) {
      const answer = await ask('PATCH', `${path}/${id}`, fields, at(before));
      expect([answer.status, answer.body.code, answer.body.errors?.map((error) => Object(error).pointer)]).toEqual([
        400,
        'input-invalid',
        [pointer],
      ]);
    }
    expect((await read()).body).toEqual(before.body);
  });

  it('are found by words without their accents, and by nothing else', async () => {
    const found = await ask('GET', `${path}?q=${encodeURIComponent(own.words)}`);
    expect(items(found).map((item) => item.id)).toContain(id);
    expect(items(await ask('GET', `${path}?q=khong-co-gi-nhu-the`))).toEqual([]);
  });

  it('are archived instead of deleted, and come back', async () => {
    const archived = await ask('POST', `${path}/${id}/archive`);
    expect(archived).toMatchObject({ status: 200, body: { id, isActive: false } });
    const listed = async (query: string) =>
      items(await ask('GET', `${path}?limit=1000&${query}`)).map((item) => item.id);
    expect(await listed('')).not.toContain(id);
    expect(await listed('archived=1')).toContain(id);
    expect(await ask('POST', `${path}/${id}/restore`)).toMatchObject({ status: 200, body: { isActive: true } });
    expect(await listed('')).toContain(id);
  });

  it('are changed together or not at all', async () => {
    const another = await ask('POST', path, own.other);
    const one = await read();
    const versions = [one, another].map((answer) => ({ id: idOf(answer), version: Number(answer.body.version) }));
    const late = [versions[0], { ...versions[1], version: 99 }];
    const refused = await ask('PATCH', path, { items: late, changes: own.together });
    expect(refused).toMatchObject({ status: 412, body: { id: idOf(another) } });
    expect((await read()).body).toEqual(one.body);
    const done = await ask('PATCH', path, { items: versions, changes: own.together });
    expect(done.status).toBe(200);
    expect(items(done)).toHaveLength(2);
    for (const item of items(done)) expect(item).toMatchObject(own.together);
  });

  it('are seen and changed by those they belong to, and are not there for others', async () => {
    const { prisma } = server.platform.database;
    const seen: Record<string, boolean> = {};
    for (const role of ['cooperative', 'ward-officer', 'site-clerk', 'manager', 'driver'] as const) {
      const { status } = await ask('GET', `${path}/${id}`, undefined, {}, role);
      if (status === 403) continue;
      expect([200, 404]).toContain(status);
      seen[role] = status === 200;
      const listed = items(await ask('GET', `${path}?limit=1000`, undefined, {}, role)).map((item) => item.id);
      expect(listed.includes(id)).toBe(status === 200);
      // An earlier version, and a tag that nobody was ever given.
      for (const tag of ['"0"', '"other"']) {
        const edited = await ask('PATCH', `${path}/${id}`, own.changed, { 'if-match': tag }, role);
        expect([403, status === 200 ? 412 : 404]).toContain(edited.status);
      }
    }
    expect(seen).toEqual(own.seenBy);
    expect(await prisma.change.count({ where: { subject, subjectId: id } })).toBeGreaterThan(1);
  });
});

describe('a list that is read page by page', () => {
  it('gives every record once, in order, whatever the size of the pages', async () => {
    const { prisma } = server.platform.database;
    const [like] = await prisma.collectionPoint.findMany({ take: 1 });
    const { id: _, ...row } = like;
    await prisma.collectionPoint.createMany({
      data: Array.from({ length: 40 }, (_, k) => ({
        ...row,
        windows: [],
        stretch: undefined,
        code: `T${(k * 7) % 40}`,
        name: `Đường ${k}`,
      })),
    });
    const all = items(await ask('GET', '/api/points?limit=1000'));
    const codes = all.map(({ code }) => String(code));
    expect(codes.indexOf('T2')).toBeLessThan(codes.indexOf('T10'));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 60 }), fc.constantFrom('', 'duong', 'D 1'), async (limit, q) => {
        const expected = items(await ask('GET', `/api/points?limit=1000&q=${q}`)).map(({ id }) => id);
        const got: unknown[] = [];
        let cursor = '';
        do {
          const page: Answer = await ask(
            'GET',
            `/api/points?limit=${limit}&q=${q}${cursor ? `&cursor=${cursor}` : ''}`,
          );
          got.push(...items(page).map(({ id }) => id));
          cursor = typeof page.body.nextCursor === 'string' ? page.body.nextCursor : '';
        } while (cursor !== '');
        expect(got).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a point', () => {
  it('keeps what was expected of it before a change for the days before', async () => {
    const { prisma } = server.platform.database;
    const pointId = town.pointIds[1];
    const path = `/api/points/${pointId}`;
    const before = await ask('GET', path);
    const streams = [
      { stream: 'household-other', expectedKgPerDay: 750, weekdays: [1, 4] },
      { stream: 'food', expectedKgPerDay: 20, weekdays: [2] },
    ];
    const changed = await ask('PATCH', path, { streams }, at(before));
    expect((changed.body.streams as object[]).length).toBe(2);
    const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    expect((await ask('GET', `${path}?on=${yesterday}`)).body.streams).toEqual(before.body.streams);
    const gone = await ask('PATCH', path, { streams: [] }, at(changed));
    expect(gone.body.streams).toEqual([]);
    expect((await ask('GET', `${path}?on=${yesterday}`)).body.streams).toEqual(before.body.streams);
    const periods = await prisma.pointStreamPeriod.findMany({ where: { pointId }, orderBy: { stream: 'asc' } });
    expect(periods.map(({ stream, expectedKgPerDay }) => [stream, expectedKgPerDay])).toEqual([
      ['food', 0],
      ['household-other', 500],
    ]);
  });

  it('gets other days together with others, of one stream or of all, its kg as they were', async () => {
    const made = async (code: string, streams: object[]) =>
      await ask('POST', '/api/points', { ...cases.points.made, code, streams });
    const food = { stream: 'food', expectedKgPerDay: 20, weekdays: [2] };
    const other = { stream: 'household-other', expectedKgPerDay: 750, weekdays: [1, 4] };
    const both = await made('NGAY-1', [food, other]);
    const one = await made('NGAY-2', [other]);
    const change = async (bases: Answer[], collectionDays: object) =>
      await ask('PATCH', '/api/points', {
        items: bases.map(({ body }) => ({ id: body.id, version: body.version })),
        changes: { collectionDays },
      });
    const days = { rules: [{ weekdays: [3], everyWeeks: { weeks: 2, from: '2026-11-25' } }], dates: [] };
    const ofFood = await change([both, one], {
      stream: 'food',
      weekdays: [3],
      days: { ...days, alsoOnDaysOff: false },
    });
    expect(items(ofFood)).toMatchObject([
      { code: 'NGAY-1', streams: [{ ...food, weekdays: [3], days }, other] },
      { code: 'NGAY-2', streams: [other] },
    ]);
    const [first, second] = items(ofFood).map((body) => ({ ...one, body }));
    const ofAll = await change([first ?? one, second ?? one], { stream: null, weekdays: [2, 6], days: null });
    expect(items(ofAll)).toMatchObject([
      {
        streams: [
          { ...food, weekdays: [2, 6], days: null },
          { ...other, weekdays: [2, 6] },
        ],
      },
      { streams: [{ ...other, weekdays: [2, 6] }] },
    ]);
  });

  it('that is moved is of the unit it lies in then, and says that its road is being found', async () => {
    const path = `/api/points/${town.pointIds[0]}`;
    const before = await ask('GET', path);
    const moved = await ask('PATCH', path, { position: [105.835, 20.012] }, at(before));
    expect(moved.body).toMatchObject({ unitId: town.unitIds[1], roadState: 'being-found' });
    const chosen = await ask('PATCH', path, { position: [105.836, 20.012], unitId: town.unitIds[0] }, at(moved));
    expect(chosen.body).toMatchObject({ unitId: town.unitIds[0] });
    const nowhere = { ...cases.points.made, code: 'XA', position: [100, 10], unitId: undefined };
    expect(await ask('POST', '/api/points', nowhere)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/position', code: 'outside-units' }] },
    });
  });
});

describe('a ward officer', () => {
  it('cannot give a point of the ward to another, nor make one there', async () => {
    const officer = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      ask(method, path, body, headers, 'ward-officer');
    const mine = await officer('GET', `/api/points/${town.pointIds[1]}`);
    expect(mine.status).toBe(200);
    const given = await officer('PATCH', `/api/points/${town.pointIds[1]}`, { unitId: town.unitIds[1] }, at(mine));
    expect(given).toMatchObject({ status: 400, body: { errors: [{ pointer: '/unitId', code: 'not-yours' }] } });
    const there = await officer('POST', '/api/points', { ...cases.points.made, code: 'Y1', unitId: town.unitIds[1] });
    expect(there.status).toBe(400);
    expect(await server.platform.database.prisma.collectionPoint.count({ where: { code: 'Y1' } })).toBe(0);
  });
});

describe('a truck', () => {
  it('is not archived while shifts drive it, and says so in the language asked for', async () => {
    const answer = await ask('POST', `/api/trucks/${town.truckIds[1]}/archive`, undefined, { 'accept-language': 'vi' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'still-in-use', by: { shifts: 1 } } });
    expect(answer.body.detail).toContain('1 ca làm việc');
  });

  it('tells its device to nobody who may not change it', async () => {
    const deviceFor = async (role: Role) =>
      (await ask('GET', `/api/trucks/${town.truckIds[0]}`, undefined, {}, role)).body.deviceId;
    expect([await deviceFor('manager'), await deviceFor('cooperative')]).toEqual([null, 'xe-1']);
  });
});

describe('what is entered beside a record', () => {
  it('counts from the day it says, is told in the history of its owner, and can be called off', async () => {
    const path = `/api/trucks/${town.truckIds[1]}`;
    const before = await ask('GET', path);
    const days = { from: '2030-02-01', to: '2030-02-03', reason: 'maintenance' };
    const made = await ask('POST', `${path}/absences`, days);
    expect(made.status).toBe(201);
    const after = await ask('GET', path);
    expect(after.body).toMatchObject({
      absences: [{ id: idOf(made), ...days, note: null }],
      version: before.body.version,
    });
    expect((await ask('GET', `${path}?on=2030-02-04`)).body.absences).toEqual([]);
    const changes = await ask('GET', `/api/changes?subject=trucks&id=${town.truckIds[1]}`);
    expect(items(changes)[0]).toMatchObject({
      kind: 'changed',
      after: { absences: days },
      actor: { id: expect.any(String) },
    });
    expect((await ask('POST', `${path}/absences/${idOf(made)}/cancel`)).status).toBe(200);
    expect((await ask('GET', path)).body.absences).toEqual([]);
    expect((await ask('POST', `${path}/absences/${idOf(made)}/cancel`)).status).toBe(404);
  });

  it('is refused at the field when it ends before it begins, and kept for what has no last day', async () => {
    const path = `/api/trucks/${town.truckIds[1]}/absences`;
    expect(await ask('POST', path, { from: '2030-02-03', to: '2030-02-01', reason: 'breakdown' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/to', code: 'before-first-day' }] },
    });
    expect(await ask('POST', path, { from: '2030-02-03', reason: 'gone' })).toMatchObject({
      body: { errors: [{ pointer: '/reason' }] },
    });
    expect((await ask('POST', path, { from: '2030-02-03', reason: 'breakdown' })).status).toBe(201);
    const { body } = await ask('GET', `/api/trucks/${town.truckIds[1]}?on=2031-01-01`);
    expect(body.absences).toMatchObject([{ to: null }]);
  });

  it('can be leave, closed days, closed streets and documents', async () => {
    const { prisma } = server.platform.database;
    const crew = await prisma.crew.findFirstOrThrow({ where: { code: 'TO1' } });
    const days = { from: '2030-02-01', to: '2030-02-02' };
    await ask('POST', `/api/crews/${crew.id}/leaves`, { ...days, reason: 'sickness' });
    await ask('POST', `/api/crews/${crew.id}/documents`, { kind: 'licence', number: 'C-1', expiresOn: '2030-05-01' });
    expect((await ask('GET', `/api/crews/${crew.id}`)).body).toMatchObject({
      leaves: [{ ...days, reason: 'sickness' }],
      documents: [{ kind: 'licence', number: 'C-1', expiresOn: '2030-05-01' }],
    });
    const closed = { ...days, reason: 'Sửa cân', closesAtSecond: 43_200 };
    await ask('POST', `/api/facilities/${town.landfillId}/closures`, closed);
    expect((await ask('GET', `/api/facilities/${town.landfillId}`)).body).toMatchObject({ closures: [closed] });
    const street = {
      ...days,
      name: 'Trần Phú',
      reason: 'Lễ hội',
      geometry: {
        type: 'LineString',
        coordinates: [
          [105.81, 20.01],
          [105.82, 20.01],
        ],
      },
    };
    const made = await ask('POST', '/api/street-closures', street);
    expect(made).toMatchObject({ status: 201, body: street });
    expect(items(await ask('GET', '/api/street-closures?on=2030-02-02'))).toMatchObject([street]);
    expect(items(await ask('GET', '/api/street-closures?on=2030-02-03'))).toEqual([]);
    expect((await ask('POST', `/api/street-closures/${idOf(made)}/cancel`)).status).toBe(200);
    expect(items(await ask('GET', '/api/street-closures?on=2030-02-02'))).toEqual([]);
  });
});

describe('the history of a record', () => {
  it('names whom its fields name, and is read by those who may read the record', async () => {
    const [pointId] = town.pointIds;
    const path = `/api/changes?subject=points&id=${pointId}`;
    const history = await ask('GET', path);
    expect(history.body.names).toMatchObject({ [town.unitIds[0]]: 'Phường 1', [town.unitIds[1]]: 'Phường 2' });
    expect((await ask('GET', path, undefined, {}, 'ward-officer')).status).toBe(200);
    expect((await ask('GET', path, undefined, {}, 'cooperative')).status).toBe(404);
    expect((await ask('GET', path, undefined, {}, 'driver')).status).toBe(403);
    expect((await ask('GET', '/api/changes?subject=points', undefined, {}, 'ward-officer')).status).toBe(404);
    expect(items(await ask('GET', '/api/changes?subject=points&limit=2'))).toHaveLength(2);
    expect((await ask('GET', '/api/changes?subject=accounts', undefined, {}, 'manager')).status).toBe(404);
  });
});

describe('the days off of the town', () => {
  const decide = (day: string, body: object) => ask('PUT', `/api/holidays/${day}`, body);
  const calendar = async (of: string, month: string) => {
    const { body } = await ask('GET', `/api/${of}/calendar?month=${month}`);
    return body.days as { day: string; off: object | null; standsInFor: string[]; streams: object[] }[];
  };

  it('are proposed by the country’s calendar, worked unless the town says otherwise, and added to by the town', async () => {
    const day = async (wanted: string) =>
      items(await ask('GET', '/api/holidays?year=2031')).find((one) => one.day === wanted);
    expect(await day('2031-09-02')).toMatchObject({ isNational: true, isDecided: false, isOff: false });
    const off = { name: 'Quốc khánh', isOff: true, replacementDay: '2031-09-04' };
    expect(await decide('2031-09-02', off)).toMatchObject({ status: 200, body: { ...off, isDecided: true } });
    await decide('2031-09-10', { name: 'Hội làng', isOff: true, replacementDay: null });
    expect(await day('2031-09-10')).toMatchObject({ isNational: false, isOff: true });
    expect((await ask('DELETE', '/api/holidays/2031-09-10')).status).toBe(200);
    expect(await day('2031-09-10')).toBeUndefined();
    const { prisma } = server.platform.database;
    const told = await prisma.change.findMany({ where: { subject: 'holidays' }, orderBy: { id: 'asc' } });
    expect(told.map(({ kind }) => kind)).toEqual(['created', 'created', 'deleted']);
  });

  it('take no replacement that is a day off, and are none where they stand in for another', async () => {
    const wrong = { name: 'Nghỉ bù', isOff: true, replacementDay: '2031-09-02' };
    expect(await decide('2031-09-03', wrong)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/replacementDay', code: 'day-off' }] },
    });
    expect(await decide('2031-09-04', { name: 'Nghỉ', isOff: true, replacementDay: null })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/isOff', code: 'stands-in' }] },
    });
    expect(await decide('2031-09-05', { name: 'Lễ', isOff: false, replacementDay: '2031-09-06' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/replacementDay' }] },
    });
  });

  it('show in the calendars of points and units, where rules of collection do too', async () => {
    const path = `/api/points/${town.pointIds[2]}`;
    const days = {
      rules: [{ weekdays: [2], everyWeeks: { weeks: 2, from: '2031-09-02' } }],
      dates: ['2031-09-27'],
      alsoOnDaysOff: false,
    };
    const streams = [{ stream: 'bulky', expectedKgPerDay: 5, weekdays: [1, 3], days }];
    const changed = await ask('PATCH', path, { streams }, at(await ask('GET', path)));
    // The weekdays follow from the rules.
    expect(changed.body.streams).toEqual([{ ...streams[0], weekdays: [2] }]);
    const month = await calendar(`points/${town.pointIds[2]}`, '2031-09');
    expect(month).toHaveLength(30);
    expect(month.filter((one) => one.streams.length > 0).map(({ day }) => day)).toEqual([
      '2031-09-04',
      '2031-09-16',
      '2031-09-27',
      '2031-09-30',
    ]);
    expect(month[1]).toMatchObject({ off: { name: 'Quốc khánh', replacementDay: '2031-09-04' } });
    expect(month[3]).toMatchObject({ standsInFor: ['2031-09-02'], streams: [{ stream: 'bulky', points: 1 }] });
    const point = await server.platform.database.prisma.collectionPoint.findUniqueOrThrow({
      where: { id: town.pointIds[2] },
    });
    const [, , , fourth] = await calendar(`units/${point.unitId}`, '2031-09');
    expect(fourth.streams).toContainEqual({ stream: 'bulky', points: 1 });
    const { prisma } = server.platform.database;
    const { id: datasetId } = await prisma.mapDataset.findFirstOrThrow({ where: { townId: town.townId } });
    const street = async (metresNorth: number) =>
      await prisma.street.create({
        data: {
          ...{ datasetId, name: 'Trần Phú', folded: ' tran phu' },
          places: [[point.roadLon, point.roadLat + metresNorth / 111_195]],
        },
      });
    const along = await calendar(`streets/${(await street(50)).id}`, '2031-09');
    expect(along[3].streams).toEqual([{ stream: 'bulky', points: 1 }]);
    const beside = await calendar(`streets/${(await street(90)).id}`, '2031-09');
    expect(beside[3].streams).toEqual([]);
    expect((await ask('GET', `/api/streets/${town.pointIds[0]}/calendar`)).status).toBe(404);
  });
});

describe('a change of the register', () => {
  it('is none where an id comes in capitals', async () => {
    const path = `/api/points/${town.pointIds[2]}`;
    const before = await ask('GET', path);
    const same = { unitId: String(before.body.unitId).toUpperCase() };
    expect(
      (await ask('PATCH', path.toUpperCase().replace('/API/POINTS', '/api/points'), same, at(before))).body,
    ).toEqual(before.body);
    const changes = await ask('GET', `/api/changes?subject=points&id=${town.pointIds[2]?.toUpperCase()}`);
    expect(items(changes).filter(({ kind }) => kind === 'changed')).toEqual([]);
  });

  it('is announced to open pages', async () => {
    const heard: unknown[] = [];
    const stop = await server.platform.bus.subscribe('register', (announcement) => heard.push(announcement));
    const path = `/api/points/${town.pointIds[3]}`;
    await ask('PATCH', path, { containers: 7 }, at(await ask('GET', path)));
    await expect.poll(() => heard).toContainEqual({ subject: 'points', ids: [town.pointIds[3]] });
    await stop();
  });
});

describe('the people of a unit', () => {
  it('are those of the day asked for', async () => {
    const path = `/api/units/${town.unitIds[1]}`;
    const before = await ask('GET', path);
    const change = { population: 2500, populationFrom: '2030-01-01', populationSource: 'Tổng điều tra' };
    expect((await ask('PATCH', path, change, at(before))).status).toBe(200);
    expect((await ask('GET', `${path}?on=2030-01-01`)).body.population).toBe(2500);
  });
});
