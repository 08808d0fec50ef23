import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dateToDay } from '../domain/day.ts';
import type { JobData } from '../domain/jobs.ts';
import { loadConfig } from '../platform/config.ts';
import { lateDailyPlanNotice } from '../records/shifts/late-daily-plan.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { keepDailyPlan, lookAfterDailyPlan, planDaily } from './plan-daily.ts';

const job = { id: 'x', name: 'plan-daily', data: {}, attempt: 1, lastAttempt: true, signal: AbortSignal.abort() };

describeInBothShapes('the daily plan', (shape) => {
  let platform: Platform;
  let dataDir: string;
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
    platform.database.prisma.town.create({
      data: {
        slug: randomUUID(),
        name: 'Thị xã',
        timeZone,
        isActive: true,
        datasets: { create: { isActive: true, attribution: 'invented', bbox: [0, 0, 1, 1] } },
      },
    });
  const queue = () => platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily');
  const schedules = async () => {
    await lookAfterDailyPlan(platform);
    return await queue().counts();
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
    const plans = await platform.database.prisma.plan.findMany({ include: { runs: true } });
    expect(plans.map((plan) => dateToDay(plan.day))).toEqual(['2026-11-23']);
    expect(plans[0].runs[0].state).toBe('queued');
    const planQueue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
    expect(await planQueue.state(plans[0].runs[0].id)).toBe('waiting');
  });

  it('is scheduled once an area is active, again when the queue has lost that, and not once it is switched off', async () => {
    expect((await schedules()).delayed).toBe(1);
    await queue().unschedule('plan-daily');
    expect((await schedules()).delayed).toBe(1);
    const off = { ...platform, config: { ...platform.config, dailyPlanAt: 'off' } };
    await lookAfterDailyPlan(off);
    expect((await queue().counts()).delayed).toBe(0);
  });
});

describe('a daily plan that was missed', () => {
  let town: DayTownFixture;
  beforeAll(async () => {
    town = await openDayTown({ dailyPlanAt: '04:00' });
  });
  beforeEach(async () => {
    const { prisma } = town.platform.database;
    await prisma.plan.deleteMany();
    await prisma.town.update({ where: { id: town.townId }, data: { readyAt: inTown('2026-11-01T09:00') } });
  });
  afterAll(() => town.close());

  const inTown = (local: string) => new Date(`${local}:00+07:00`);
  const plans = () => town.platform.database.prisma.plan.findMany({ include: { runs: true } });
  const look = (local: string, platform = town.platform) => lookAfterDailyPlan(platform, inTown(local));

  it('is asked for while a shift of the day has still to end, once', async () => {
    // The town's shifts are from 05:00 to 13:00.
    await look('2026-11-23T12:59');
    await Promise.all([look('2026-11-23T12:59'), planDaily(town.platform, () => inTown('2026-11-23T12:59'))(job)]);
    const [plan, ...others] = await plans();
    expect([dateToDay(plan.day), plan.runs[0].state, others]).toEqual(['2026-11-23', 'queued', []]);
    const queue = town.platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
    expect(await queue.state(plan.runs[0].id)).toBe('waiting');
  });

  it.each([
    ['before its time', '2026-11-23T03:59'],
    ['once every shift of the day is over', '2026-11-23T13:00'],
    ['of an area that was not there yet at its time', '2026-11-01T10:00'],
  ])('is not asked for %s', async (_, local) => {
    await look(local);
    expect(await plans()).toEqual([]);
  });

  it('is not asked for on a day without shifts, nor when days do not plan themselves', async () => {
    const { prisma } = town.platform.database;
    await look('2026-11-23T10:00', { ...town.platform, config: { ...town.platform.config, dailyPlanAt: 'off' } });
    await prisma.shift.updateMany({ data: { weekdays: [2, 3, 4, 5, 6, 7] } });
    await look('2026-11-23T10:00');
    expect(await plans()).toEqual([]);
    await look('2026-11-24T10:00');
    expect(await plans()).toHaveLength(1);
    await prisma.shift.updateMany({ data: { weekdays: [1, 2, 3, 4, 5, 6, 7] } });
  });

  it('is not asked for when somebody has cancelled that day', async () => {
    const { planId } = await town.ask('2026-11-23');
    const cancelled = { state: 'cancelled', finishedAt: inTown('2026-11-23T03:00') };
    await town.platform.database.prisma.planRun.updateMany({ where: { planId }, data: cancelled });
    await look('2026-11-23T10:00');
    expect(await plans()).toMatchObject([{ id: planId, runs: [{ state: 'cancelled' }] }]);
  });
});

describe('a daily plan whose hour nobody has set', () => {
  // Both trucks' shifts begin at 05:00 every day.
  let town: DayTownFixture;
  beforeAll(async () => {
    town = await openDayTown({ dailyPlanAt: undefined });
    const { prisma } = town.platform.database;
    await prisma.town.update({ where: { id: town.townId }, data: { readyAt: new Date('2026-11-01T00:00:00Z') } });
  });
  afterAll(() => town.close());

  const plannedBy = async (local: string) => {
    await lookAfterDailyPlan(town.platform, new Date(`${local}:00+07:00`));
    const plans = await town.platform.database.prisma.plan.findMany({ orderBy: { day: 'asc' } });
    return plans.map((plan) => dateToDay(plan.day));
  };

  it('is asked for an hour ahead of the first shift of that day, also on the evening before', async () => {
    const { prisma } = town.platform.database;
    // On Tuesdays the first truck leaves at half past midnight; on Wednesdays none leaves.
    const shift = await prisma.shift.findFirstOrThrow({ where: { truck: { number: 1 } } });
    await prisma.shift.updateMany({ data: { weekdays: [1, 2] } });
    await prisma.shift.create({
      data: { townId: town.townId, truckId: shift.truckId, weekdays: [2], startSecond: 1800, endSecond: 4 * 3600 },
    });
    expect(await plannedBy('2026-11-23T03:59')).toEqual([]);
    expect(await plannedBy('2026-11-23T04:00')).toEqual(['2026-11-23']);
    expect(await plannedBy('2026-11-23T23:29')).toEqual(['2026-11-23']);
    expect(await plannedBy('2026-11-23T23:30')).toEqual(['2026-11-23', '2026-11-24']);
    expect(await plannedBy('2026-11-25T10:00')).toEqual(['2026-11-23', '2026-11-24']);
  });

  it('leaves no schedule of a set hour in the queue', async () => {
    await lookAfterDailyPlan({ ...town.platform, config: { ...town.platform.config, dailyPlanAt: '04:00' } });
    const queue = town.platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily');
    expect((await queue.counts()).delayed).toBe(1);
    await lookAfterDailyPlan(town.platform);
    expect((await queue.counts()).delayed).toBe(0);
  });
});

describe('a daily plan that comes after trucks have left', () => {
  // Both trucks' shifts begin at 05:00.
  let town: DayTownFixture;
  beforeAll(async () => {
    town = await openDayTown();
  });
  afterAll(() => town.close());

  const noticeAt = (dailyPlanAt: string) => lateDailyPlanNotice(town.platform.database.prisma, dailyPlanAt);

  it('is told with how many trucks that are, and with what would do', async () => {
    expect([await noticeAt('04:00'), await noticeAt('off')]).toEqual([null, null]);
    const { en, vi } = (await noticeAt('05:00')) ?? {};
    expect(en).toContain(
      'begin from 05:00 on (trucks that leave before there is a plan: 2): leave DAILY_PLAN_AT out, and the hour follows',
    );
    expect(vi).toContain('lúc 05:00 (số xe xuất phát khi chưa có kế hoạch: 2): hãy bỏ DAILY_PLAN_AT để giờ');
    const { prisma } = town.platform.database;
    const { id, truckId } = await prisma.shift.findFirstOrThrow({ where: { truck: { number: 1 } } });
    await prisma.shift.update({ where: { id }, data: { startSecond: 1800 } });
    expect((await noticeAt('04:00'))?.en).toContain(
      'begin from 00:30 on (trucks that leave before there is a plan: 1): leave',
    );
    await prisma.truck.update({ where: { id: truckId }, data: { isActive: false } });
    expect(await noticeAt('04:00')).toBeNull();
    await prisma.truck.update({ where: { id: truckId }, data: { isActive: true } });
    await prisma.shift.update({ where: { id }, data: { startSecond: 5 * 3600 } });
  });

  it('is named in the log and to whoever runs the program when the worker starts', async () => {
    const said: unknown[] = [];
    const { config, database } = town.platform;
    const logger = town.platform.logger.child({});
    logger.warn = (words: unknown) => void said.push(words);
    const platform = { ...town.platform, config: { ...config, dailyPlanAt: '23:59' }, logger };
    const told: unknown[] = [];
    const kept = keepDailyPlan(platform, (notice) => void told.push(notice));
    const notice = await lateDailyPlanNotice(database.prisma, '23:59');
    await expect.poll(() => [said, told]).toEqual([[notice?.en], [notice]]);
    await kept.stop();
  });
});
