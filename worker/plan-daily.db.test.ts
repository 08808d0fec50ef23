import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateToDay } from '../domain/day.ts';
import type { JobData } from '../domain/jobs.ts';
import { loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { keepDailySchedule, planDaily } from './plan-daily.ts';

describeInBothShapes('the daily plan', (shape) => {
  let platform: Platform;
  let dataDir: string;
  const job = { id: 'x', name: 'plan-daily', data: {}, attempt: 1, lastAttempt: true, signal: AbortSignal.abort() };

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-daily-'));
    const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', DAILY_PLAN_AT: '04:00' });
    platform = await openPlatform({ ...config, databaseUrl: shape.databaseUrl, redisUrl: shape.redisUrl });
  });
  afterAll(async () => {
    await platform.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const addArea = (timeZone: string) =>
    platform.database.prisma.area.create({
      data: {
        slug: randomUUID(),
        name: 'Thị xã',
        timeZone,
        state: 'ready',
        isActive: true,
        attribution: 'invented',
        bbox: [0, 0, 1, 1],
      },
    });
  const schedules = async () => {
    const keeper = keepDailySchedule(platform);
    await keeper.stop();
    return await platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily').counts();
  };

  it('asks for nothing and has no schedule while no area is active', async () => {
    await planDaily(platform)(job);
    expect(await platform.database.prisma.plan.count()).toBe(0);
    expect((await schedules()).delayed).toBe(0);
  });

  it('asks for the day that begins in the time zone of the active area, once', async () => {
    await addArea('Asia/Ho_Chi_Minh');
    const fourInTown = () => new Date('2026-11-22T21:00:00Z');
    await planDaily(platform, fourInTown)(job);
    await planDaily(platform, fourInTown)(job);
    const plans = await platform.database.prisma.plan.findMany();
    expect(plans.map((plan) => dateToDay(plan.day))).toEqual(['2026-11-23']);
    expect(plans[0].state).toBe('queued');
    const queue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
    expect(await queue.state(plans[0].runId)).toBe('waiting');
  });

  it('is scheduled once an area is active, and not once it is switched off', async () => {
    expect((await schedules()).delayed).toBe(1);
    const off = { ...platform, config: { ...platform.config, dailyPlanAt: 'off' } };
    await keepDailySchedule(off).stop();
    const queue = platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily');
    expect((await queue.counts()).delayed).toBe(0);
  });
});
