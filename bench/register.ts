import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { seedDemoAccounts } from '../server/accounts/demo-accounts.ts';
import { makeTown, type TestTown } from '../server/fixtures/town.ts';
import { startServer } from '../server/server.ts';
import { startOwnServices } from '../worker/area/own-services.ts';
import { memoryOfProcess } from './process-memory.ts';

const PASSWORD = 'mat-khau-de-do';
const POINT_NAME = 'Điểm tập kết số';
const LOOK_MILLISECONDS = 200;

/**
 * `npm run bench -- register [POINTS] [TRUCKS]`: how long the register of a large town takes through its API, by default with
 * 10,000 points and 200 trucks: the list's first page and all of it, searches, one save, one change of many, and the book of points
 * as a spreadsheet, given out and taken in again with every name changed. This process is the server.
 */
export async function run(args: string[]): Promise<void> {
  const points = Number(args[0] ?? 10_000);
  const trucks = Number(args[1] ?? 200);
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-register-'));
  const services = await startOwnServices(path.join(directory, 'data'));
  const platform = await openPlatform(
    {
      ...loadConfig({ DATA_DIR: path.join(directory, 'data'), LOG_LEVEL: 'error', DEMO_PASSWORD: PASSWORD }),
      databaseUrl: services.databaseUrl,
      port: 0,
    },
    'bench-register',
  );
  await seedDemoAccounts(platform);
  const running = await startServer(platform);
  try {
    const town = await makeTown(platform.database.prisma);
    await fill(platform, town, points, trucks);
    const server = await signIn(running.url);
    const rows: Record<string, string | number>[] = [];
    const measure = async (what: string, limit: number | null, work: () => Promise<unknown>): Promise<void> => {
      const times: number[] = [];
      for (let round = 0; round < 7; round++) {
        const began = performance.now();
        await work();
        times.push(performance.now() - began);
      }
      const [first] = times;
      rows.push({ what, 'first ms': Math.round(first), 'median ms': median(times), 'limit ms': limit ?? '' });
    };
    await measure(`list of ${points} points, first 500`, 500, () => get(server, '/api/points?limit=500'));
    await measure('all of it, page by page', null, () => all(server, '/api/points?limit=1000'));
    for (const q of ['d', 'duong 12', 'diem 4321', 'khong co']) {
      await measure(`search “${q}”, first 100`, 100, () =>
        get(server, `/api/points?limit=100&q=${encodeURIComponent(q)}`),
      );
    }
    await measure(`list of ${trucks} trucks`, 500, () => get(server, '/api/trucks?limit=500'));
    await measure('search of trucks', 100, () => get(server, '/api/trucks?q=36c%20100'));
    let kg = 100;
    await measure('one point saved', null, async () => {
      kg += 1;
      const answer = await server.ask('GET', `/api/points/${town.pointIds[0]}`);
      const streams = [{ stream: 'household-other', expectedKgPerDay: kg, weekdays: [1, 4] }];
      const saved = await server.ask(
        'PATCH',
        `/api/points/${town.pointIds[0]}`,
        { streams },
        { 'if-match': answer.etag },
      );
      if (saved.status !== 200) throw new Error(`saving answered ${saved.status}`);
    });
    let seconds = 100;
    await measure('500 points changed at once', null, async () => {
      seconds += 1;
      const { items } = await get(server, '/api/points?limit=500');
      const versions = items.map(({ id, version }) => ({ id, version }));
      const answer = await server.ask('PATCH', '/api/points', {
        items: versions,
        changes: { serviceSeconds: seconds },
      });
      if (answer.status !== 200) throw new Error(`changing answered ${answer.status}`);
    });
    console.table(rows);
    console.table(await spreadsheet(server, points));
  } finally {
    await running.close();
    await platform.close();
    await services.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The book of points given out, looked through as an import that changes each, and imported. */
async function spreadsheet(server: Asker, points: number): Promise<Record<string, string | number>[]> {
  const rows: Record<string, string | number>[] = [];
  const timed = async <T>(what: string, limit: number | null, work: () => Promise<T>): Promise<T> => {
    const before = memoryOfProcess(process.pid);
    let peak = before;
    const looking = setInterval(() => {
      peak = Math.max(peak, memoryOfProcess(process.pid));
    }, LOOK_MILLISECONDS);
    const began = performance.now();
    const result = await work();
    clearInterval(looking);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    rows.push({ what, seconds, 'limit s': limit ?? '', 'server before MB': before, 'at most MB': peak });
    return result;
  };
  const exported = (format: string): Promise<Blob> =>
    timed(`${points} points as ${format}`, null, () =>
      server.download(`/api/register/export?subject=points&format=${format}`),
    );
  await exported('geojson');
  const workbook = await exported('xlsx');
  await timed('preview of the xlsx, nothing changed', 10, () => server.upload('points.xlsx', workbook, true));
  const table = await exported('csv');
  const renamed = new Blob([(await table.text()).replaceAll(POINT_NAME, 'Điểm gom rác số')]);
  await timed('preview of the csv, each name changed', 10, () => server.upload('points.csv', renamed, true));
  const { counts } = await timed('import of it', 60, () => server.upload('points.csv', renamed, false));
  if (counts.changed < points - 10) throw new Error(`the import changed ${counts.changed} points`);
  return rows;
}

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: unknown;
}

/** Asks the API as the demo's administrator. */
interface Asker {
  ask(method: string, where: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  download(where: string): Promise<Blob>;
  /** Hands a spreadsheet of points in. */
  upload(name: string, content: Blob, isDry: boolean): Promise<{ counts: { changed: number } }>;
}

async function signIn(url: string): Promise<Asker> {
  const headers = { 'content-type': 'application/json' };
  const credentials = JSON.stringify({ email: 'admin@demo.local', password: PASSWORD });
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body: credentials });
  if (!signedIn.ok) throw new Error(`signing in answered ${signedIn.status}: ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    async ask(method, where, body, more = {}) {
      const answer = await fetch(url + where, {
        method,
        headers: { ...headers, cookie, ...more },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: await answer.json() };
    },
    async download(where) {
      const answer = await fetch(url + where, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${where} answered ${answer.status}`);
      return await answer.blob();
    },
    async upload(name, content, isDry) {
      const form = new FormData();
      form.set('subject', 'points');
      form.set('dryRun', isDry ? '1' : '0');
      form.set('file', content, name);
      const answer = await fetch(`${url}/api/register/imports`, { method: 'POST', headers: { cookie }, body: form });
      if (!answer.ok) throw new Error(`the import answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
      return await answer.json();
    },
  };
}

interface Page {
  items: { id: string; version: number }[];
  nextCursor: string | null;
}

async function get(server: Asker, path: string): Promise<Page> {
  const answer = await server.ask('GET', path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.body as Page;
}

async function all(server: Asker, path: string): Promise<void> {
  let page = await get(server, path);
  while (page.nextCursor !== null) page = await get(server, `${path}&cursor=${page.nextCursor}`);
}

function median(milliseconds: readonly number[]): number {
  return Math.round([...milliseconds].sort((a, b) => a - b)[Math.floor(milliseconds.length / 2)]);
}

async function fill({ database }: Platform, town: TestTown, points: number, trucks: number): Promise<void> {
  const { prisma } = database;
  const rows = Array.from({ length: points - town.pointIds.length }, (_, k) => {
    const [lon, lat] = [105.8 + ((k * 7919) % 4000) / 1e5, 20 + ((k * 104_729) % 2000) / 1e5];
    return {
      id: uuidv7(),
      townId: town.townId,
      unitId: town.unitIds[k % 2],
      code: `D${k}`,
      name: `${POINT_NAME} ${k}`,
      address: `Đường ${k % 97}, ngõ ${k % 31}`,
      kind: 'gathering-point',
      lon,
      lat,
      roadLon: lon,
      roadLat: lat,
      roadDistanceMetres: 3,
      serviceSeconds: 180,
    };
  });
  await prisma.collectionPoint.createMany({ data: rows });
  await prisma.pointStream.createMany({
    data: rows.flatMap(({ id }) => [
      { pointId: id, stream: 'household-other', expectedKgPerDay: 60, weekdays: [1, 3, 5] },
      { pointId: id, stream: 'food', expectedKgPerDay: 25, weekdays: [2, 4, 6] },
    ]),
  });
  const { id: _, number: __, code: ___, deviceId: ____, ...like } = await prisma.truck.findFirstOrThrow();
  await prisma.truck.createMany({
    data: Array.from({ length: trucks - 2 }, (_, k) => ({ ...like, number: k + 3, code: `36C-${10_000 + k}` })),
  });
}
