import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AllGeoJSON, area as groundOf } from '@turf/turf';
import { faultPlace } from '../../domain/area-files/fault-messages.ts';
import { REACH_DISTANCES } from '../../domain/coverage.ts';
import { importView, LISTED_IMPORTS } from '../../records/area-imports/area-import.ts';
import {
  FACILITIES,
  gridPbf,
  jobOf,
  openTestPlatform,
  point,
  POINTS_HEAD,
  type TestPlatform,
  type TownFiles,
  TRUCKS,
  unit,
} from './fixtures/grid-town.ts';
import { forgetFiles } from './forget-files.ts';
import { areaImporter } from './import-area.ts';
import { holdImport } from './import-hold.ts';

let platform: TestPlatform;
let firstId: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  firstId = await platform.request();
  await areaImporter(platform)(jobOf(firstId));
});
afterAll(() => platform.close());
// Whatever a test imported, the first area is the one in use for the next.
afterEach(async () => {
  const { prisma } = platform.database;
  await prisma.town.deleteMany({ where: { id: { not: firstId } } });
  await prisma.town.update({ where: { id: firstId }, data: { isActive: true } });
  for (const key of await platform.blobsBeside(firstId)) await platform.blobs.delete(key);
});

async function viewOf(importId: string) {
  return importView(await platform.database.prisma.areaImport.findUniqueOrThrow({ where: { id: importId } }));
}

async function run(files: TownFiles, options = {}) {
  const importId = await platform.request(files, options);
  await areaImporter(platform)(jobOf(importId));
  return await viewOf(importId);
}

/** Waits until the import has begun to lay its ground, which it does not do for long. */
async function hasGround(importId: string): Promise<void> {
  await expect.poll(() => platform.blobs.list(`areas/${importId}/`), { interval: 20 }).not.toEqual([]);
}

describe('an area whose files are right', () => {
  it('is there whole, with graph and base map, and is the one in use when it is the first', async () => {
    const area = await platform.database.prisma.town.findUniqueOrThrow({
      where: { id: firstId },
      include: {
        _count: true,
        datasets: true,
        points: { include: { unit: true, reaches: { orderBy: { metres: 'asc' } }, streams: true } },
        shifts: true,
      },
    });
    expect(area).toMatchObject({ slug: 'thi-xa-o-vuong', isActive: true });
    expect(area.datasets).toMatchObject([{ isActive: true }]);
    expect(area._count).toMatchObject({
      units: 2,
      groups: 2,
      facilities: 2,
      trucks: 2,
      crews: 2,
      shifts: 3,
      // Those of a resolution are the demo town's alone.
      targets: 0,
    });
    expect(area.points.map((p) => [p.code, p.unit.code]).sort()).toEqual([
      ['ALLEY', 'A'],
      ['P1', 'A'],
      ['P3', 'B'],
    ]);
    for (const { reaches, roadDistanceMetres } of area.points) {
      expect(reaches.map((reach) => [reach.kind, reach.metres, reach.graphId])).toEqual(
        REACH_DISTANCES.map((metres) => ['on-foot', metres, area.datasets[0].graphId]),
      );
      // Who walks farther comes at least as far.
      const grounds = reaches.map(({ geometry }) => groundOf(geometry as unknown as AllGeoJSON));
      expect(grounds.toSorted((a, b) => a - b)).toEqual(grounds);
      expect(roadDistanceMetres).toBeLessThan(5);
    }
    expect(await platform.blobs.info(`areas/${firstId}/base-map.pmtiles`)).toBeDefined();
    expect(await platform.blobs.info(`areas/${firstId}/graph/graph.json`)).toBeDefined();
    expect(await viewOf(firstId)).toMatchObject({ state: 'done', percent: 100, townId: firstId, faults: [] });
    expect(await platform.blobsBeside(firstId)).toEqual([]);
  });

  it('notes for a point in an alley the limits of the trucks that come near it', async () => {
    const points = await platform.database.prisma.collectionPoint.findMany({ orderBy: { code: 'asc' } });
    const limits = points.map((p) => [p.code, p.maxWeightTonnes, p.maxWidthMetres, p.maxHeightMetres]);
    expect(limits).toEqual([
      ['ALLEY', 3, 1.8, 2.2],
      ['P1', null, null, null],
      ['P3', null, null, null],
    ]);
  });

  it('takes the place of the one in use when that is asked for, and its crews keep their drivers', async () => {
    const { prisma } = platform.database;
    await prisma.user.create({ data: { id: 'u1', name: 'Tài xế', email: 'driver@demo.local' } });
    await prisma.crew.update({ where: { townId_code: { townId: firstId, code: 'T1' } }, data: { driverUserId: 'u1' } });
    const { townId } = await run({}, { activate: true });
    const active = await prisma.town.findMany({
      where: { isActive: true },
      include: { crews: { orderBy: { code: 'asc' } } },
    });
    expect(active.map((area) => [area.id, area.slug])).toEqual([[townId, 'thi-xa-o-vuong-2']]);
    expect(active[0].crews.map((crew) => crew.driverUserId)).toEqual(['u1', null]);
  });

  it('may have neither points nor fleet', async () => {
    const view = await run({ points: null, trucks: null, facilities: null });
    expect(view.counts).toMatchObject({ units: 2, points: 0, trucks: 0 });
    expect(await platform.database.prisma.town.findMany({ where: { isActive: true }, select: { id: true } })).toEqual([
      { id: firstId },
    ]);
  });

  it('may have points before it has a fleet', async () => {
    expect((await run({ trucks: null, facilities: null })).counts).toMatchObject({ points: 3, trucks: 0 });
  });
});

describe('an import into a town that is there', () => {
  const codes = (rows: { code: string; isActive: boolean }[]) =>
    rows.map((row) => (row.isActive ? row.code : `(${row.code})`)).sort();

  it('changes, adds and archives by code, and what stays keeps its id', async () => {
    const { prisma } = platform.database;
    const townId = (await run({}, { slug: 'lai', name: 'Lại' })).townId ?? '';
    const before = await prisma.collectionPoint.findMany({ where: { townId } });
    const trucksBefore = await prisma.truck.findMany({ where: { townId } });
    await prisma.collectionPoint.updateMany({ where: { townId, code: 'P1' }, data: { note: 'Hỏi bảo vệ' } });
    const points = [POINTS_HEAD, point('P1', 1, 1, '95,,H1'), point('P3', 5, 5), point('P4', 5, 1)].join('\n');
    const trucks = TRUCKS.split('\n').slice(0, 2).join('\n');
    const view = await run({ osm: null, units: null, facilities: null, points, trucks }, { town: 'lai' });
    expect(view).toMatchObject({ state: 'done', townId });
    expect(view.counts).toMatchObject({
      pointsAdded: 1,
      pointsChanged: 1,
      pointsArchived: 1,
      trucksArchived: 1,
      crewsArchived: 1,
      shiftsArchived: 2,
    });
    expect(view.counts).not.toHaveProperty('unitsChanged');
    const after = await prisma.collectionPoint.findMany({ where: { townId }, include: { streams: true } });
    expect(codes(after)).toEqual(['(ALLEY)', 'P1', 'P3', 'P4']);
    for (const row of before) expect(after.find(({ code }) => code === row.code)?.id).toBe(row.id);
    const changed = after.find(({ code }) => code === 'P1');
    expect(changed).toMatchObject({ note: 'Hỏi bảo vệ', streams: [{ expectedKgPerDay: 95 }], version: 2 });
    const trucksAfter = await prisma.truck.findMany({ where: { townId } });
    expect(codes(trucksAfter)).toEqual(['(XE-2)', 'XE-1']);
    expect(trucksAfter.map(({ id }) => id).sort()).toEqual(trucksBefore.map(({ id }) => id).sort());
    const told = await prisma.change.findMany({ where: { townId, subject: 'points' } });
    expect(told.map(({ kind }) => kind).sort()).toEqual(['archived', 'changed', 'created']);

    // The same once more changes nothing, and what comes back gets its old id.
    const again = await run({ osm: null, units: null, facilities: null, points, trucks }, { town: 'lai' });
    expect(Object.keys(again.counts ?? {}).filter((name) => /Added|Changed|Archived/.test(name))).toEqual([]);
    await run({ osm: null, units: null, facilities: null }, { town: 'lai' });
    const back = await prisma.truck.findMany({ where: { townId } });
    expect(codes(back)).toEqual(['XE-1', 'XE-2']);
    expect(back.map(({ id }) => id).sort()).toEqual(trucksBefore.map(({ id }) => id).sort());
  });

  it('of an extract alone lays everything anew onto its roads and keeps the rest', async () => {
    const { prisma } = platform.database;
    const townId = (await run({}, { slug: 'duong-moi', name: 'Đường mới' })).townId ?? '';
    const pointsOf = () => prisma.collectionPoint.findMany({ where: { townId }, orderBy: { code: 'asc' } });
    const before = await pointsOf();
    await prisma.collectionPoint.updateMany({ where: { townId, code: 'P1' }, data: { roadLon: 0, roadLat: 0 } });
    const view = await run(
      { units: null, points: null, trucks: null, facilities: null },
      { town: 'duong-moi', attribution: '© Bản mới' },
    );
    expect(view).toMatchObject({ state: 'done', townId, counts: { pointsChanged: 1 } });
    expect((await pointsOf()).map(({ version: _, ...row }) => row)).toEqual(
      before.map(({ version: _, ...row }) => row),
    );
    const datasets = await prisma.mapDataset.findMany({ where: { townId }, orderBy: { createdAt: 'asc' } });
    expect(datasets.map(({ id, isActive }) => [id, isActive])).toEqual([
      [townId, false],
      [view.id, true],
    ]);
    expect(await prisma.town.findUniqueOrThrow({ where: { id: townId } })).toMatchObject({ slug: 'duong-moi' });
    expect(await platform.blobs.info(`areas/${view.id}/base-map.pmtiles`)).toBeDefined();
    const reaches = await prisma.pointReach.count({ where: { point: { townId } } });
    expect(reaches).toBe(before.length * REACH_DISTANCES.length);
    await platform.blobs.delete(`areas/${view.id}/`);
  });

  it('leaves rows with faults as they are, and says when there is no such town', async () => {
    const { prisma } = platform.database;
    const townId = (await run({}, { slug: 'loi', name: 'Lỗi' })).townId ?? '';
    const points = [POINTS_HEAD, point('P1', 1, 1, 'x,,H1'), point('P3', 5, 5)].join('\n');
    const files = { osm: null, units: null, trucks: null, facilities: null, points };
    await run(files, { town: 'loi', onFault: 'skip' });
    expect(codes(await prisma.collectionPoint.findMany({ where: { townId } }))).toEqual(['(ALLEY)', 'P1', 'P3']);
    expect(await run(files, { town: 'khong-co' })).toMatchObject({
      state: 'failed',
      failure: { code: 'no-such-town', params: { town: 'khong-co' } },
    });
  });
});

describe('an area with a fault', () => {
  const points = (...rows: string[]) => ({ points: [POINTS_HEAD, ...rows].join('\n') });
  const cases: [string, () => TownFiles | Promise<TownFiles>, string[]][] = [
    ['an extract that is no PBF', () => ({ osm: '<osm></osm>'.repeat(99) }), ['luoi.osm.pbf osm-not-a-pbf']],
    [
      'an extract that is cut off',
      async () => ({ osm: (await gridPbf()).slice(0, -200) }),
      ['luoi.osm.pbf osm-truncated'],
    ],
    [
      'units elsewhere than the roads',
      () => ({
        units: `{"features":[${unit('A', 5000, 6000)}]}`,
        points: null,
        trucks: null,
        facilities: null,
      }),
      ['luoi.osm.pbf osm-elsewhere'],
    ],
    [
      'units that overlap',
      () => ({ units: `{"features":[\n${unit('A', -2, 6)},\n${unit('B', 3, 12)}]}` }),
      ['units.csv:3:geometry units-overlap'],
    ],
    [
      'units of another town, which are named and not the points',
      () => ({ units: `{"features":[${unit('A', 5000, 6000)}]}` }),
      ['luoi.osm.pbf osm-elsewhere'],
    ],
    [
      'points outside every unit, and swapped ones',
      () => points(point('FAR', 40, 1), 'SWAP,x,20.081,105.861,80,,H1'),
      ['points.csv:2:lon outside-units', 'points.csv:3:lat lon-lat-swapped'],
    ],
    [
      'a point that no truck fits',
      () => points(point('LOW', 1, 1, '80,1.9,H1')),
      ['points.csv:2:lon no-truck-can-reach'],
    ],
    ['a point far from every road', () => points(point('WILD', 10, 6)), ['points.csv:2:lon no-truck-can-reach']],
    [
      'a cooperative and a depot that nobody knows',
      () => ({
        ...points(point('P', 1, 1, '80,,H9')),
        trucks: TRUCKS.replace('household-other,D,', 'household-other,X,'),
      }),
      ['points.csv:2:cooperative unknown-cooperative', 'trucks.csv:2:depot unknown-depot'],
    ],
    [
      'units whose longitude and latitude are swapped, which are named and not their points',
      () => ({ units: `{"features":[\n${swapped(unit('A', -2, 3.5))},\n${swapped(unit('B', 3.5, 12))}]}` }),
      ['units.csv:geometry units-swapped'],
    ],
    [
      'faults in every file, all in one run and none for another',
      () => ({
        ...points(point('P1', 1, 1), point('P2', 1, 1, 'viel,,H9'), point('P3', 40, 1)),
        units: `{"features":[\n${unit('A', -2, 12).replace('"population":720', '"population":"0x10"')}]}`,
        facilities: FACILITIES.replace('D,Bãi xe', 'D,').replace('L,Bãi rác,landfill', 'L,Bãi rác,tip'),
        trucks: TRUCKS.replace('XE-1,5000', 'XE-1,0x10').replace('3,household-other,D,', '3,household-other,X,'),
      }),
      [
        'units.csv:2:population not-a-count',
        'points.csv:3:kg_household-other not-a-number',
        'points.csv:3:cooperative unknown-cooperative',
        'points.csv:4:lon outside-units',
        'trucks.csv:2:capacity_kg not-a-number',
        'trucks.csv:3:depot unknown-depot',
        'facilities.csv:2:name missing-value',
        'facilities.csv:3:kind not-a-choice',
      ],
    ],
    [
      'a facility and a point far from every road, both in one run',
      () => ({ ...points(point('WILD', 10, 6)), facilities: `${FACILITIES}\nD2,Bãi xa,depot,${105.9},${20.2},` }),
      ['points.csv:2:lon no-truck-can-reach', 'facilities.csv:4:lon no-road-near'],
    ],
  ];

  /** A feature with each corner's longitude and latitude exchanged. */
  const swapped = (feature: string) => feature.replaceAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g, '[$2,$1]');

  it.each(cases)('is refused for %s, and the old one stays in use', async (_, files, expected) => {
    const view = await run(await files());
    expect(view.faults.map((fault) => `${faultPlace(fault)} ${fault.code}`)).toEqual(expected);
    expect(view).toMatchObject({
      state: 'failed',
      failure: { code: 'faulty-files', params: { count: expected.length } },
    });
    const rowFiles = ['facilities', 'points', 'trucks'].filter((kind) => view.faults.some(({ file }) => file === kind));
    expect(await platform.database.prisma.town.findMany({ select: { id: true, isActive: true } })).toEqual([
      { id: firstId, isActive: true },
    ]);
    // What can be mended and handed in again is kept, and nothing else.
    expect(await platform.blobsBeside(firstId)).toEqual(rowFiles.map((kind) => `imports/${view.id}/${kind}`));
  });

  it('is made without the faulty rows when they are to be skipped', async () => {
    const rows = [point('P1', 1, 1), point('FAR', 40, 1), point('P1', 2, 2), point('WILD', 10, 6)];
    const facilities = `${FACILITIES}\nD2,Bãi xa,depot,${105.9},${20.2},`;
    const trucks = TRUCKS.replace('3,household-other,D,', '3,household-other,D2,');
    const view = await run({ ...points(...rows), facilities, trucks }, { onFault: 'skip' });
    expect(view).toMatchObject({ state: 'done', counts: { points: 1, trucks: 1, facilities: 2, leftOut: 5 } });
    expect(view.faults.map((fault) => `${faultPlace(fault)} ${fault.code}`)).toEqual([
      'points.csv:3:lon outside-units',
      'points.csv:4:code duplicate',
      'points.csv:5:lon no-truck-can-reach',
      'trucks.csv:3:depot unknown-depot',
      'facilities.csv:4:lon no-road-near',
    ]);
    const kept = ['facilities', 'points', 'trucks'].map((kind) => `imports/${view.id}/${kind}`);
    expect(await platform.blobsBeside(firstId, view.id)).toEqual(kept);
    // A worker that died in the moment of its end has left its job to another.
    await areaImporter(platform)(jobOf(view.id, { attempt: 2 }));
    expect(await platform.blobsBeside(firstId, view.id)).toEqual(kept);
  });

  it('keeps its faulty files for as long as it is listed', async () => {
    const { prisma } = platform.database;
    const { id } = await run(points(point('FAR', 40, 1)));
    const { createdAt } = await prisma.areaImport.findUniqueOrThrow({ where: { id } });
    await prisma.areaImport.createMany({
      data: Array.from({ length: LISTED_IMPORTS }, (_, i) => ({
        ...{ name: 'sau đó', input: {}, state: 'cancelled' as const },
        createdAt: new Date(createdAt.getTime() + 1 + i),
      })),
    });
    await forgetFiles(platform, uuid());
    expect(await platform.blobsBeside(firstId)).toEqual([]);
  });
});

describe('an import that is done', () => {
  it('keeps its graph and map when its files cannot be removed and nobody can be told', async () => {
    const importId = await platform.request();
    const fails = async () => {
      throw new Error('out of order');
    };
    const blobs: TestPlatform['blobs'] = {
      ...platform.blobs,
      delete: (key) => (key.startsWith('imports/') ? fails() : platform.blobs.delete(key)),
    };
    await areaImporter({ ...platform, blobs, bus: { ...platform.bus, publish: fails } })(jobOf(importId));
    expect(await viewOf(importId)).toMatchObject({ state: 'done', townId: importId });
    expect(await platform.blobs.info(`areas/${importId}/base-map.pmtiles`)).toBeDefined();
    expect(await platform.blobs.info(`areas/${importId}/graph/graph.json`)).toBeDefined();
  });
});

describe('an import that does not come to its end', () => {
  it('is not kept from the next attempt by one that could not begin', async () => {
    const { signal } = new AbortController();
    // The database refuses the question, because this is no id.
    const attempts = [1, 2].map(() => () => holdImport(platform, 'no-id', signal).catch(String));
    for (const attempt of attempts) expect(await attempt()).not.toContain('Another worker');
  });

  it('leaves nothing when it is cancelled', async () => {
    const importId = await platform.request();
    const { prisma } = platform.database;
    const running = areaImporter(platform)(jobOf(importId));
    await hasGround(importId);
    await prisma.areaImport.update({ where: { id: importId }, data: { state: 'cancelled', finishedAt: new Date() } });
    await running;
    expect(await viewOf(importId)).toMatchObject({ state: 'cancelled', townId: null });
    expect(await prisma.town.count()).toBe(1);
    expect(await platform.blobsBeside(firstId)).toEqual([]);
  });

  it('leaves nothing when it was cancelled before its job is run', async () => {
    const importId = await platform.request();
    const { prisma } = platform.database;
    await prisma.areaImport.update({ where: { id: importId }, data: { state: 'cancelled', finishedAt: new Date() } });
    await areaImporter(platform)(jobOf(importId));
    expect(await viewOf(importId)).toMatchObject({ state: 'cancelled', townId: null });
    expect(await platform.blobsBeside(firstId)).toEqual([]);
  });

  it('is handed back when its worker stops, and done by the next', async () => {
    const importId = await platform.request();
    const stop = new AbortController();
    const running = areaImporter(platform)(jobOf(importId, { signal: stop.signal }));
    await hasGround(importId);
    stop.abort(new Error('worker stops'));
    await expect(running).rejects.toThrow('worker stops');
    expect(await viewOf(importId)).toMatchObject({ state: 'queued', percent: 0 });
    await areaImporter(platform)(jobOf(importId, { attempt: 2 }));
    expect(await viewOf(importId)).toMatchObject({ state: 'done' });
  });

  it('starts clean after its process was killed', async () => {
    const importId = await platform.request();
    const script = fileURLToPath(new URL('./fixtures/import-once.ts', import.meta.url));
    const environment = { ...process.env, DATABASE_URL: platform.databaseUrl, DATA_DIR: platform.config.dataDir };
    const child = spawn(process.execPath, ['--import', 'tsx', script, importId], { env: environment, stdio: 'ignore' });
    const ended = once(child, 'exit');
    await hasGround(importId);
    child.kill('SIGKILL');
    await ended;
    expect(await viewOf(importId)).toMatchObject({ state: 'running' });
    // The database notices the death of the process a moment later than we do.
    const attempt = () => areaImporter(platform)(jobOf(importId)).then(() => 'done', String);
    await expect
      .poll(async () => {
        const said = await attempt();
        expect(said).toMatch(/^done$|Another worker is busy/);
        return said;
      })
      .toBe('done');
    expect(await viewOf(importId)).toMatchObject({ state: 'done', townId: importId, counts: { points: 3 } });
    expect(await platform.database.prisma.town.count()).toBe(2);
    const left = (await platform.blobs.list(`areas/${importId}/`)).filter(({ key }) => key.includes('building'));
    expect(left).toEqual([]);
  });
});
