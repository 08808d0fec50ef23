/** A small town with streets, trucks and points for the tests of this folder, on a database and a road graph of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { instantAt } from '../domain/clock-times.ts';
import { type Day, dayToDate } from '../domain/day.ts';
import type { LonLat } from '../domain/geo.ts';
import type { Stream } from '../domain/stream-names.ts';
import { RESOLUTION_TARGETS } from '../domain/targets.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import type { ActiveTown } from '../records/towns/active-town.ts';
import { writePbf } from '../roads/osm/write-pbf.ts';
import { crossing, townData } from '../roads/town.testing.ts';
import { buildGraph } from '../roads/valhalla/build.ts';
import { testDatabase } from '../test/database.ts';
import { planDay } from './plan-day.ts';
import { takeRun } from './run.ts';
import type { AreaRoads } from './town-roads.ts';

/** A Monday. */
export const DAY: Day = '2026-11-23';
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOUR = 3600;

export interface DayTownFixture {
  readonly platform: Platform;
  readonly townId: string;
  /** Asks for the plan of a day, without a job: the tests run the processor themselves or start a worker. */
  ask(
    day?: Day,
    options?: { seconds?: number; seed?: number; districtSeconds?: number; usual?: boolean; replan?: object },
  ): Promise<{ planId: string; runId: string }>;
  close(): Promise<void>;
}

interface PointSeed {
  readonly code: string;
  readonly position: LonLat;
  readonly stream?: Stream;
  readonly kg?: number;
  readonly windows?: [number, number][];
  readonly limits?: { maxWeightTonnes?: number; maxWidthMetres?: number; maxHeightMetres?: number };
}

/**
 * The grid town of `roads/`: a depot at (0, 0), a landfill at (7, 7), an 8-tonne and a small truck, and by default
 * sixteen points on the grid, one of them up an alley that only the small truck fits.
 */
export async function openDayTown(
  overrides: Partial<Config> = {},
  points: readonly PointSeed[] = usualPoints(),
): Promise<DayTownFixture> {
  const database = overrides.databaseUrl ? null : await testDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-worker-'));
  const platform = await openPlatform(
    {
      ...loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', OPTIMIZER_SECONDS: '1', OPTIMIZER_THREADS: '1' }),
      ...overrides,
      databaseUrl: overrides.databaseUrl ?? database?.url,
    },
    'worker-test',
  );
  const townId = uuidv7();
  const pbfPath = path.join(dataDir, 'town.osm.pbf');
  await writePbf(pbfPath, townData());
  const { graphId } = await buildGraph({ pbfPath, directory: platform.blobs.path(`areas/${townId}/graph`) });
  await seed(platform, townId, graphId, points);
  return {
    platform,
    townId,
    async ask(day = DAY, options = {}) {
      const { prisma } = platform.database;
      const date = dayToDate(day);
      const { id: planId } = await prisma.plan.upsert({
        where: { townId_day: { townId, day: date } },
        create: { townId, day: date },
        update: {},
      });
      // A run that somebody had begun is taken over.
      await prisma.planRun.updateMany({
        where: { planId, state: { in: ['queued', 'running'] } },
        data: { state: 'cancelled', finishedAt: new Date() },
      });
      const { id: runId } = await prisma.planRun.create({ data: { planId, options } });
      return { planId, runId };
    },
    async close() {
      await platform.close();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Plans the town's day for a second, early on it. @returns the plan's id */
export async function planOnce(
  fixture: DayTownFixture,
  roads: AreaRoads,
  { timeZone }: Pick<ActiveTown, 'timeZone'>,
): Promise<string> {
  const { platform } = fixture;
  const { planId, runId } = await fixture.ask(DAY, { seconds: 1 });
  const taken = await takeRun(platform, runId, new AbortController().signal);
  if (!taken) throw new Error('the run is gone');
  await planDay(platform, roads, taken.run, taken.row, instantAt(DAY, 3600, timeZone));
  await taken.run.close();
  return planId;
}

export function usualPoints(): PointSeed[] {
  const grid = Array.from({ length: 15 }, (_, k) => ({
    code: `P${String(k + 1).padStart(2, '0')}`,
    position: crossing(0.5 + (k % 5), 1 + 2 * Math.floor(k / 5)),
    kg: 300 + 20 * k,
  }));
  return [...grid, { code: 'ALLEY', position: crossing(1, 8.5), kg: 200, limits: { maxWidthMetres: 2.2 } }];
}

async function seed(platform: Platform, townId: string, graphId: string, points: readonly PointSeed[]): Promise<void> {
  const { prisma } = platform.database;
  const [unitId, cooperativeId, depotId, landfillId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await prisma.town.create({
    data: {
      id: townId,
      slug: `town-${townId}`,
      name: 'Thị xã thử',
      timeZone: TIME_ZONE,
      isActive: true,
      isSynthetic: true,
      datasets: {
        create: { id: townId, isActive: true, attribution: 'invented', bbox: [105.8, 20, 105.9, 20.1], graphId },
      },
    },
  });
  await prisma.unit.create({
    data: {
      id: unitId,
      townId,
      code: '14812',
      name: 'Ba Đình',
      kind: 'ward',
      setting: 'urban',
      population: 5000,
      geometry: {
        type: 'Polygon',
        coordinates: [[crossing(-9, -9), crossing(40, -9), crossing(40, 20), crossing(-9, 20), crossing(-9, -9)]],
      },
      validFrom: dayToDate('2020-01-01'),
    },
  });
  await prisma.cooperative.create({
    data: { id: cooperativeId, townId, code: 'HTX', name: 'HTX', kind: 'cooperative' },
  });
  const facility = (id: string, code: string, kind: string, at: LonLat, acceptedStreams: Stream[]) => ({
    id,
    townId,
    code,
    name: code,
    kind,
    lon: at[0],
    lat: at[1],
    roadLon: at[0],
    roadLat: at[1],
    roadDistanceMetres: 0,
    acceptedStreams,
    unloadSeconds: 600,
  });
  await prisma.facility.createMany({
    data: [
      facility(depotId, 'DEPOT', 'depot', crossing(0.5, 0), []),
      facility(landfillId, 'LANDFILL', 'landfill', crossing(6.5, 7), ['household-other', 'food']),
    ],
  });
  const truck = (number: number, size: { kg: number; height: number; width: number; weight: number }) => ({
    id: uuidv7(),
    townId,
    code: `36C-00${number}`,
    number,
    capacityKg: size.kg,
    capacityLitres: size.kg * 3,
    heightMetres: size.height,
    widthMetres: size.width,
    weightTonnes: size.weight,
    streams: ['household-other', 'food'],
    depotId,
    cooperativeId,
    costPerDay: 500_000,
    costPerHour: 100_000,
    costPerKm: 10_000,
  });
  const trucks = [
    truck(1, { kg: 5000, height: 3.2, width: 2.45, weight: 8 }),
    truck(2, { kg: 1500, height: 2.2, width: 1.8, weight: 3 }),
  ];
  await prisma.truck.createMany({ data: trucks });
  await prisma.shift.createMany({
    data: trucks.map(({ id }) => ({
      townId,
      truckId: id,
      weekdays: EVERY_DAY,
      startSecond: 5 * HOUR,
      endSecond: 13 * HOUR,
      breaks: [{ startSecond: 8 * HOUR, endSecond: 10 * HOUR, seconds: 1800 }],
    })),
  });
  await prisma.target.createMany({
    data: RESOLUTION_TARGETS.map((target) => ({
      townId,
      setting: target.setting,
      streams: [...target.streams],
      effectiveOn: dayToDate(target.effectiveOn),
      share: target.share,
    })),
  });
  for (const { code, position, stream = 'household-other', kg = 300, windows = [], limits = {} } of points) {
    await prisma.collectionPoint.create({
      data: {
        townId,
        unitId,
        code,
        name: code,
        kind: 'gathering-point',
        lon: position[0],
        lat: position[1],
        roadLon: position[0],
        roadLat: position[1],
        roadDistanceMetres: 0,
        serviceSeconds: 120,
        windows,
        ...limits,
        streams: { create: { stream, expectedKgPerDay: kg, weekdays: EVERY_DAY } },
      },
    });
  }
}
