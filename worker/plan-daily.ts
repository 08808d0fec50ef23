import { v7 as uuidv7 } from 'uuid';
import { type Day, dayOf, dayToDate, instantAt, instantAtClock, isoWeekday } from '../domain/day.ts';
import type { JobData } from '../domain/jobs.ts';
import { lateDailyPlanNotice } from '../platform/late-daily-plan.ts';
import { announcePlan } from '../platform/plan-row.ts';
import type { Platform } from '../platform/platform.ts';
import type { Processor } from '../platform/queue.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import type { Area } from '../prisma/client/client.ts';
import { keepSchedule } from './keep-schedule.ts';

const SCHEDULE_ID = 'plan-daily';
/** How often the schedule is held against the area that is active, and the day against its plan. */
const LOOK_SECONDS = 30;

/**
 * The processor of `plan-daily` jobs: asks for the plan of the day that begins in the active area, unless that day has
 * one, whatever became of it. Doing it twice changes nothing.
 *
 * @param now the instant whose day begins
 */
export function planDaily(platform: Platform, now: () => Date = () => new Date()): Processor<JobData<'plan-daily'>> {
  return async () => {
    const area = await activeArea(platform);
    if (area) await askForPlan(platform, area, dayOf(now(), area.timeZone));
  };
}

/**
 * Looks after the daily plan at once and every half minute until stopped: see {@link lookAfterDailyPlan}. Trucks that leave
 * before the day is planned are named in the log, again only when something about them has changed.
 */
export function keepDailyPlan(platform: Platform): Repeated {
  let said: string | undefined;
  return repeat(
    LOOK_SECONDS,
    async () => {
      const late = (await lateDailyPlanNotice(platform.database.pool, platform.config))?.en;
      if (late !== undefined && late !== said) platform.logger.warn(late);
      said = late;
      await lookAfterDailyPlan(platform);
    },
    // Database or queue are away for a moment; the next look makes it good.
    (error) => platform.logger.warn({ err: error }, 'could not look after the daily plan'),
  );
}

/**
 * Sees to it that the queue has the daily schedule as configured, in the time zone of whichever area is active, and makes
 * good what it missed. Without an active area, or with DAILY_PLAN_AT off, there is no schedule.
 *
 * A day was missed when DAILY_PLAN_AT has passed in town, the area was there at that time, and the day has no plan: not
 * one that failed or was cancelled either. It is then asked for as the schedule would have, but only while at least one
 * shift of the day has still to end: nobody drives a plan that comes later.
 */
export async function lookAfterDailyPlan(platform: Platform, now = new Date()): Promise<void> {
  const { dailyPlanAt } = platform.config;
  const area = await activeArea(platform);
  const isOn = area !== null && dailyPlanAt !== 'off';
  const [hour, minute] = dailyPlanAt.split(':').map(Number);
  await keepSchedule(
    platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily'),
    SCHEDULE_ID,
    isOn ? { pattern: `${minute} ${hour} * * *`, tz: area.timeZone } : null,
    {},
  );
  if (!isOn) return;
  const day = dayOf(now, area.timeZone);
  const plannedAt = instantAtClock(day, dailyPlanAt, area.timeZone);
  if (now < plannedAt || (area.readyAt ?? area.createdAt) > plannedAt) return;
  if (await hasPlanOrIsOver(platform, area, day, now)) return;
  platform.logger.warn({ day, plannedAt }, 'the daily plan was missed, it is asked for now');
  await askForPlan(platform, area, day);
}

async function hasPlanOrIsOver(
  { database: { prisma } }: Platform,
  { id: areaId, timeZone }: Area,
  day: Day,
  now: Date,
): Promise<boolean> {
  if ((await prisma.plan.count({ where: { areaId, day: dayToDate(day) } })) > 0) return true;
  const shifts = await prisma.shift.findMany({
    where: { areaId, weekdays: { has: isoWeekday(day) }, truck: { isActive: true } },
    select: { endSecond: true },
  });
  return shifts.every(({ endSecond }) => instantAt(day, endSecond, timeZone) <= now);
}

async function activeArea({ database: { prisma } }: Platform): Promise<Area | null> {
  return await prisma.area.findFirst({ where: { isActive: true, state: 'ready' } });
}

async function askForPlan(platform: Platform, area: Area, day: Day): Promise<void> {
  const runId = uuidv7();
  const made = await platform.database.pool.query<{ id: string }>(
    `INSERT INTO "Plan" (id, "areaId", day, "runId", state, "updatedAt")
     VALUES ($1, $2, $3::date, $4, 'queued', now())
     ON CONFLICT ("areaId", day) DO NOTHING RETURNING id`,
    [uuidv7(), area.id, day, runId],
  );
  const [plan] = made.rows;
  if (!plan) return;
  platform.logger.info({ planId: plan.id, day }, 'day plans itself');
  // Should the process die right here, the row stays queued and is found by the sweep for runs without a job.
  const queue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
  await queue.add({ planId: plan.id, runId }, { jobId: runId });
  await announcePlan(platform, plan.id, 'progress');
}
