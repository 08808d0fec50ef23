import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JobData } from '../domain/jobs.ts';
import { loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { forgetPositions, scheduleForgetting } from './forget-positions.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3600 * 1000);

describeInBothShapes('forgetting positions', (shape) => {
  let platform: Platform;
  let dataDir: string;
  let trucks: { id: string; townId: string }[];

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-forget-'));
    const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', POSITION_RETENTION_DAYS: '30' });
    platform = await openPlatform({ ...config, databaseUrl: shape.databaseUrl, redisUrl: shape.redisUrl });
    trucks = [await addTruck('former'), await addTruck('active')];
  });
  beforeEach(async () => {
    await platform.database.prisma.position.deleteMany();
  });
  afterAll(async () => {
    await platform.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A truck in an area of its own. */
  async function addTruck(slug: string): Promise<{ id: string; townId: string }> {
    const { prisma } = platform.database;
    const { id: townId } = await prisma.town.create({
      data: {
        slug,
        name: 'Thị xã',
        timeZone: 'Asia/Ho_Chi_Minh',
        isActive: slug === 'active',
      },
    });
    const place = { lon: 0.5, lat: 0.5, roadLon: 0.5, roadLat: 0.5, roadDistanceMetres: 0 };
    const depot = await prisma.facility.create({
      data: { townId, code: 'D', name: 'Bãi xe', kind: 'depot', acceptedStreams: [], ...place },
    });
    const cooperative = await prisma.cooperative.create({
      data: { townId, code: 'H', name: 'Hợp tác xã', kind: 'cooperative' },
    });
    return await prisma.truck.create({
      data: {
        townId,
        code: '36C-1',
        number: 1,
        capacityKg: 1000,
        capacityLitres: 1000,
        heightMetres: 2,
        widthMetres: 2,
        weightTonnes: 3,
        streams: ['household-other'],
        depotId: depot.id,
        cooperativeId: cooperative.id,
        costPerDay: 0,
        costPerHour: 0,
        costPerKm: 0,
      },
      select: { id: true, townId: true },
    });
  }

  async function addPositions(...ages: number[]): Promise<void> {
    await platform.database.prisma.position.createMany({
      data: trucks.flatMap(({ id, townId }) =>
        ages.map((days) => ({ townId, truckId: id, deviceId: 'xe', fixTime: daysAgo(days), lon: 0.5, lat: 0.5 })),
      ),
    });
  }
  const run = (signal = new AbortController().signal) =>
    forgetPositions(
      platform,
      () => NOW,
      2,
    )({ id: 'x', name: 'forget-positions', data: {}, attempt: 1, lastAttempt: true, signal });
  const left = async (truckId: string) => {
    const rows = await platform.database.prisma.position.findMany({ where: { truckId }, orderBy: { fixTime: 'desc' } });
    return rows.map(({ fixTime }) => fixTime);
  };

  it('deletes what is older than the days configured, of every area, however much it is', async () => {
    await addPositions(0, 29, 30, 30.001, 31, 45, 60, 400);
    await run();
    for (const { id } of trucks) expect(await left(id)).toEqual([0, 29, 30].map(daysAgo));
  });

  it('changes nothing when there is nothing old', async () => {
    await addPositions(0, 1);
    await run();
    expect(await left(trucks[0].id)).toHaveLength(2);
  });

  it('stops when the worker does, and the next run goes on', async () => {
    await addPositions(31, 32, 33);
    await expect(run(AbortSignal.abort())).rejects.toThrow('aborted');
    expect(await left(trucks[0].id)).toHaveLength(3);
    await run();
    expect(await left(trucks[0].id)).toEqual([]);
  });

  it('is asked for once, however many workers start', async () => {
    await scheduleForgetting(platform);
    await scheduleForgetting(platform);
    const queue = platform.queues.createQueue<JobData<'forget-positions'>>('forget-positions');
    expect((await queue.counts()).delayed).toBe(1);
  });
});
