import { v7 as uuidv7 } from 'uuid';
import { startTestServer, type TestServer } from '../server/fixtures/server.ts';
import { makeTown, type TestTown } from '../server/fixtures/town.ts';

/**
 * `npm run bench -- register [POINTS] [TRUCKS]`: how long the register of a large town takes through its API, by default with
 * 10,000 points and 200 trucks: the list's first page and all of it, searches, one save, and one change of many.
 */
export async function run(args: string[]): Promise<void> {
  const points = Number(args[0] ?? 10_000);
  const trucks = Number(args[1] ?? 200);
  const server = await startTestServer({}, { checkAnswers: false });
  try {
    const town = await makeTown(server.platform.database.prisma);
    await fill(server, town, points, trucks);
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
      const answer = await server.ask('admin', 'GET', `/api/points/${town.pointIds[0]}`);
      const streams = [{ stream: 'household-other', expectedKgPerDay: kg, weekdays: [1, 4] }];
      const etag = answer.headers.get('etag') ?? '';
      const saved = await server.ask(
        'admin',
        'PATCH',
        `/api/points/${town.pointIds[0]}`,
        { streams },
        { 'if-match': etag },
      );
      if (saved.status !== 200) throw new Error(`saving answered ${saved.status}`);
    });
    let seconds = 100;
    await measure('500 points changed at once', null, async () => {
      seconds += 1;
      const { items } = await get(server, '/api/points?limit=500');
      const versions = items.map(({ id, version }) => ({ id, version }));
      const answer = await server.ask('admin', 'PATCH', '/api/points', {
        items: versions,
        changes: { serviceSeconds: seconds },
      });
      if (answer.status !== 200) throw new Error(`changing answered ${answer.status}`);
    });
    console.table(rows);
  } finally {
    await server.close();
  }
}

interface Page {
  items: { id: string; version: number }[];
  nextCursor: string | null;
}

async function get(server: TestServer, path: string): Promise<Page> {
  const answer = await server.ask('admin', 'GET', path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.body as unknown as Page;
}

async function all(server: TestServer, path: string): Promise<void> {
  let page = await get(server, path);
  while (page.nextCursor !== null) page = await get(server, `${path}&cursor=${page.nextCursor}`);
}

function median(milliseconds: readonly number[]): number {
  return Math.round([...milliseconds].sort((a, b) => a - b)[Math.floor(milliseconds.length / 2)]);
}

async function fill(server: TestServer, town: TestTown, points: number, trucks: number): Promise<void> {
  const { prisma } = server.platform.database;
  const rows = Array.from({ length: points - town.pointIds.length }, (_, k) => {
    const [lon, lat] = [105.8 + ((k * 7919) % 4000) / 1e5, 20 + ((k * 104_729) % 2000) / 1e5];
    return {
      id: uuidv7(),
      townId: town.townId,
      unitId: town.unitIds[k % 2],
      code: `D${k}`,
      name: `Điểm tập kết số ${k}`,
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
