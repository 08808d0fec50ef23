import { readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepImportFile } from '../../records/area-imports/area-import.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.platform.database.prisma.areaImport.deleteMany();
  await server.platform.database.prisma.town.deleteMany();
  await server.platform.blobs.delete('imports/');
});

const UNITS = '{"type":"FeatureCollection","features":[]}';

function form(files: Record<string, string>, fields: Record<string, string> = { name: 'Vaduz' }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, content] of Object.entries(files)) data.append(name, new Blob([content]), `tệp-${name}.csv`);
  return data;
}

async function post(body: FormData, role: 'admin' | 'dispatcher' = 'admin') {
  const headers = { cookie: await server.cookieOf(role), 'accept-language': 'en', origin: server.url };
  const answer = await fetch(`${server.url}/api/imports`, { method: 'POST', body, headers });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function makeArea(isActive: boolean): Promise<string> {
  const id = uuid();
  await server.platform.database.prisma.town.create({
    data: {
      id,
      slug: uuid(),
      name: 'Thị xã',
      timeZone: 'Asia/Ho_Chi_Minh',
      isActive,
      datasets: {
        create: { id, isActive: true, attribution: '© OpenStreetMap contributors', bbox: [105, 20, 106, 21] },
      },
    },
  });
  return id;
}

const keys = async () => (await server.platform.blobs.list('imports/')).map((blob) => blob.key);

describe('uploading an area', () => {
  it('keeps the files and queues their import', async () => {
    const answer = await post(form({ osm: 'pbf', units: UNITS, points: 'code' }, { name: 'Vaduz', onFault: 'skip' }));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/imports/${answer.body.id}`);
    expect(answer.body).toMatchObject({ name: 'Vaduz', state: 'queued', percent: 0, faults: [] });
    expect(await keys()).toHaveLength(3);
    const row = await server.platform.database.prisma.areaImport.findUniqueOrThrow({ where: { id: answer.body.id } });
    expect(row.input).toMatchObject({
      files: { points: { name: 'tệp-points.csv' } },
      options: { onFault: 'skip', timeZone: 'Asia/Ho_Chi_Minh', activate: false },
    });
    const listed = await server.ask('admin', 'GET', '/api/imports');
    expect(listed.body).toMatchObject([{ id: answer.body.id }]);
  });

  it.each([
    ['a missing file', () => form({ osm: 'pbf' }), 'file-missing'],
    ['a file of another kind', () => form({ osm: 'pbf', units: UNITS, photos: 'x' }), 'file-unexpected'],
    ['an unknown time zone', () => form({ osm: 'p', units: UNITS }, { name: 'x', timeZone: 'Mars' }), 'input-invalid'],
    ['no name', () => form({ osm: 'p', units: UNITS }, {}), 'input-invalid'],
    ['a text too large', () => form({ osm: 'p', units: UNITS, trucks: 'x'.repeat(8_000_001) }), 'file-too-large'],
  ])('is refused for %s, and nothing of it stays', async (_, body, code) => {
    const answer = await post(body());
    expect(answer.body.code).toBe(code);
    expect(await keys()).toEqual([]);
    expect(await server.platform.database.prisma.areaImport.count()).toBe(0);
  });

  it('leaves nothing when the connection breaks', async () => {
    const cookie = await server.cookieOf('admin');
    const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x', origin: server.url };
    const request = http.request(`${server.url}/api/imports`, { method: 'POST', headers });
    request.on('error', () => undefined);
    request.write('--x\r\nContent-Disposition: form-data; name="osm"; filename="a.pbf"\r\n\r\nhalf of a file');
    const drafts = () => readdirSync(path.join(server.platform.config.dataDir, 'blobs', '.writing'));
    await expect.poll(drafts).toHaveLength(1);
    request.destroy();
    await expect.poll(drafts).toHaveLength(0);
    expect(await keys()).toEqual([]);
  });

  const faultless = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nVaduz\r\n';
  const malformed = '--x\r\n: no name of a header\r\n\r\nrest\r\n';
  it.each([
    ['two malformed part headers', `${faultless}${malformed}${malformed}--x--\r\n`],
    [
      'a file of another kind that is cut short',
      '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nhalf',
    ],
    [
      'a file without a name that is cut short',
      '--x\r\nContent-Disposition: form-data; name="osm"; filename=""\r\n\r\nhalf',
    ],
  ])('with %s is refused, and the server goes on', async (_, body) => {
    const headers = { cookie: await server.cookieOf('admin'), 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await fetch(`${server.url}/api/imports`, {
      method: 'POST',
      body,
      headers: { ...headers, origin: server.url },
    });
    expect(answer.status).toBe(400);
    expect(await keys()).toEqual([]);
    expect((await server.ask('admin', 'GET', '/api/imports')).status).toBe(200);
  });

  it('is for administrators', async () => {
    expect((await post(form({ osm: 'pbf', units: UNITS }), 'dispatcher')).status).toBe(403);
  });
});

describe('an import', () => {
  const fault = {
    file: 'points',
    fileName: 'diem.csv',
    line: 7,
    column: 'Kinh độ',
    code: 'decimal-comma',
    value: '=105,8',
    params: { suggestion: '105.8' },
  };

  it('gives its faults as a spreadsheet in the language asked for, and no formulas in it', async () => {
    const { id } = await server.platform.database.prisma.areaImport.create({
      data: { name: 'x', input: {}, state: 'failed', failure: { code: 'faulty-files', params: {} }, faults: [fault] },
    });
    const ask = async (language: string) => {
      const headers = { cookie: await server.cookieOf('admin') };
      const answer = await fetch(`${server.url}/api/imports/${id}/rejects.csv?language=${language}`, { headers });
      return Buffer.from(await answer.arrayBuffer()).toString();
    };
    expect(await ask('en')).toBe(
      '\uFEFFFile,Line,Column,Value,Fault,Code\n' +
        `diem.csv,7,Kinh độ,"'=105,8","The number “=105,8” is written with a comma. Write 105.8.",decimal-comma\n`,
    );
    expect(await ask('vi')).toContain('viết bằng dấu phẩy');
  });

  it('gives a faulty file back with the faults marked in it, as long as it is kept', async () => {
    const { id } = await server.platform.database.prisma.areaImport.create({
      data: { name: 'x', input: {}, state: 'done', faults: [{ ...fault, line: 2 }] },
    });
    const ask = async (role: 'admin' | 'dispatcher', file = 'points') => {
      const headers = { cookie: await server.cookieOf(role) };
      return await fetch(`${server.url}/api/imports/${id}/marked/${file}?language=en`, { headers });
    };
    expect((await ask('admin')).status).toBe(404);
    await keepImportFile(server.platform.blobs, id, 'points', Buffer.from('Kinh độ;Mã\n105,8;P1\n'));
    expect((await server.ask('admin', 'GET', `/api/imports/${id}`)).body).toMatchObject({ mendable: ['points'] });
    const answer = await ask('admin');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=diem.csv');
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(
      '\uFEFFFaults;Kinh độ;Mã\n"Kinh độ: The number “=105,8” is written with a comma. Write 105.8.";"105,8";P1\n',
    );
    expect((await ask('admin', 'trucks')).status).toBe(404);
    expect((await ask('dispatcher')).status).toBe(403);
  });

  it('tells in the list how many faults it has, and alone which', async () => {
    const { id } = await server.platform.database.prisma.areaImport.create({
      data: { name: 'x', input: {}, state: 'done', faults: [fault, fault] },
    });
    const listed = await server.ask('admin', 'GET', '/api/imports');
    expect(listed.body).toMatchObject([{ id, faultCount: 2, faults: [] }]);
    const alone = await server.ask('admin', 'GET', `/api/imports/${id}`);
    expect(alone.body).toMatchObject({ faultCount: 2, faults: [fault, fault] });
  });

  it('can be cancelled once, and its files go', async () => {
    const { body } = await post(form({ osm: 'pbf', units: UNITS }));
    const answer = await server.ask('admin', 'POST', `/api/imports/${body.id}/cancel`, {});
    expect(answer.body).toMatchObject({ state: 'cancelled' });
    expect(await keys()).toEqual([]);
    const again = await server.ask('admin', 'POST', `/api/imports/${body.id}/cancel`, {});
    expect([again.status, again.body.code]).toEqual([409, 'import-not-running']);
    const unknown = await server.ask('admin', 'POST', `/api/imports/${uuid()}/cancel`, {});
    expect(unknown.body.code).toBe('no-such-import');
  });
});

describe('areas', () => {
  it('are switched at once, and every open page is told', async () => {
    const [old, next] = [await makeArea(true), await makeArea(false)];
    const told: unknown[] = [];
    const unsubscribe = await server.platform.bus.subscribe('area', (payload) => told.push(payload));
    expect((await server.ask(null, 'GET', '/api/area')).body.id).toBe(old);
    const switched = await server.ask('admin', 'POST', `/api/areas/${next}/activate`, {});
    expect(switched.body).toMatchObject({ id: next, isActive: true });
    await expect.poll(() => told).toEqual([{ areaId: next }]);
    await unsubscribe();
    const { body } = await server.ask(null, 'GET', '/api/area');
    expect(body).toMatchObject({
      id: next,
      baseMapUrl: `/api/areas/${next}/base-map.pmtiles`,
      languages: ['vi', 'en'],
    });
    const all = await server.ask('admin', 'GET', '/api/areas');
    expect((all.body as unknown as { id: string; isActive: boolean }[]).map((a) => [a.id, a.isActive])).toEqual([
      [next, true],
      [old, false],
    ]);
  });

  it('stay as they are when an unknown one is asked for, or somebody else asks', async () => {
    const id = await makeArea(true);
    expect((await server.ask('admin', 'POST', `/api/areas/${uuid()}/activate`, {})).body.code).toBe('no-such-area');
    expect((await server.ask('dispatcher', 'POST', `/api/areas/${id}/activate`, {})).status).toBe(403);
    expect((await server.ask(null, 'GET', '/api/area')).body.id).toBe(id);
  });

  it('may be none yet', async () => {
    const answer = await server.ask(null, 'GET', '/api/area');
    expect([answer.status, answer.body.code]).toEqual([404, 'no-area']);
  });
});

describe('a base map', () => {
  const url = (id: string) => `${server.url}/api/areas/${id}/base-map.pmtiles`;
  const ask = async (id: string, headers: Record<string, string>) => {
    const answer = await fetch(url(id), { headers });
    return { status: answer.status, range: answer.headers.get('content-range'), text: await answer.text(), answer };
  };

  it('is sent whole and by range to anybody, and kept by browsers', async () => {
    const id = uuid();
    await server.platform.blobs.put(`areas/${id}/base-map.pmtiles`, '0123456789');
    const whole = await ask(id, {});
    expect([whole.status, whole.text]).toEqual([200, '0123456789']);
    expect(whole.answer.headers.get('cache-control')).toContain('immutable');
    expect(await ask(id, { range: 'bytes=2-4' })).toMatchObject({ status: 206, range: 'bytes 2-4/10', text: '234' });
    expect(await ask(id, { range: 'bytes=7-' })).toMatchObject({ status: 206, text: '789' });
    expect(await ask(id, { range: 'bytes=-3' })).toMatchObject({ status: 206, text: '789' });
    expect(await ask(id, { range: 'bytes=5-999' })).toMatchObject({ status: 206, text: '56789' });
    expect(await ask(id, { range: 'bytes=10-' })).toMatchObject({ status: 416, range: 'bytes */10' });
    expect(await ask(id, { range: 'bytes=2-4', 'if-range': '"other"' })).toMatchObject({ status: 200 });
    const etag = whole.answer.headers.get('etag') ?? '';
    expect((await ask(id, { 'if-none-match': etag })).status).toBe(304);
  });

  it('of an area that is not there is not found', async () => {
    expect((await ask(uuid(), {})).status).toBe(404);
  });
});
