import { instantAt, instantAtClock } from '../domain/clock-times.ts';
import { addDays, type Day } from '../domain/day.ts';
import { dayOf } from '../domain/day-of.ts';
import type { JobData } from '../domain/jobs.ts';
import type { Tell } from '../platform/child.ts';
import type { Platform } from '../platform/platform.ts';
import type { Processor } from '../platform/queue.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { announcePlan } from '../records/plans/announce-plan.ts';
import { isDayPlanned } from '../records/plans/read-plans.ts';
import { requestRun } from '../records/plans/request-run.ts';
import { lateDailyPlanNotice } from '../records/shifts/late-daily-plan.ts';
import { readShiftHours } from '../records/shifts/shift-hours.ts';
import { findTownToPlan, type TownToPlan } from '../records/towns/town-to-plan.ts';
import { keepSchedule } from './keep-schedule.ts';

const SCHEDULE_ID = 'plan-daily';
/** How often the schedule is held against the area that is active, and the day against its plan. */
const LOOK_SECONDS = 30;
/** Time for planning, and for somebody to look at the plan and publish it, before the first truck leaves. */
const AHEAD_OF_FIRST_SHIFT_SECONDS = 3600;

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
 * before the day is planned are named in the log and to whoever runs the program, again only when something about them has changed.
 */
export function keepDailyPlan(platform: Platform, tell: Tell): Repeated {
  let said: string | undefined;
  return repeat(
    LOOK_SECONDS,
    async () => {
      const late = await lateDailyPlanNotice(platform.database.prisma, platform.config.dailyPlanAt);
      if (late && late.en !== said) {
        platform.logger.warn(late.en);
        tell(late);
      }
      said = late?.en;
      await lookAfterDailyPlan(platform);
    },
    // Database or queue are away for a moment; the next look makes it good.
    (error) => platform.logger.warn({ err: error }, 'could not look after the daily plan'),
  );
}

/**
 * Sees to it that the day's plan is asked for in time, in the time zone of whichever area is active: at DAILY_PLAN_AT by a
 * schedule of the queue; without that setting when a day's first shift is {@link AHEAD_OF_FIRST_SHIFT_SECONDS} off, which may be
 * the evening before. Without an active area, or with DAILY_PLAN_AT off, nothing is asked for.
 *
 * What was missed is made good. A day was missed when its time to be planned has passed in town, the area was there at that
 * time, and the day has no plan: not one that failed or was cancelled either. It is then asked for as the schedule would
 * have, but only while at least one shift of the day has still to end: nobody drives a plan that comes later.
 */
export async function lookAfterDailyPlan(platform: Platform, now = new Date()): Promise<void> {
  const { dailyPlanAt } = platform.config;
  const area = await activeArea(platform);
  const schedule =
    area && dailyPlanAt !== undefined && dailyPlanAt !== 'off'
      ? { pattern: cronPattern(dailyPlanAt), tz: area.timeZone }
      : null;
  await keepSchedule(platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily'), SCHEDULE_ID, schedule, {});
  if (!area || dailyPlanAt === 'off') return;
  const today = dayOf(now, area.timeZone);
  for (const day of [today, addDays(today, 1)]) {
    const shifts = await shiftsOf(platform, area, day);
    if (shifts.every(({ endsAt }) => endsAt <= now)) continue;
    const plannedAt = dailyPlanAt === undefined ? beforeFirst(shifts) : instantAtClock(day, dailyPlanAt, area.timeZone);
    if (now < plannedAt || (area.readyAt ?? area.createdAt) > plannedAt) continue;
    if (await hasPlan(platform, area, day)) continue;
    const isLate = now.getTime() - plannedAt.getTime() > 2 * LOOK_SECONDS * 1000;
    if (isLate) platform.logger.warn({ day, plannedAt }, 'the daily plan was missed, it is asked for now');
    await askForPlan(platform, area, day);
  }
}

function cronPattern(clock: string): string {
  const [hour, minute] = clock.split(':').map((digits) => Number.parseInt(digits, 10));
  return `${minute} ${hour} * * *`;
}

interface ShiftOfDay {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

async function shiftsOf(
  { database: { prisma } }: Platform,
  { id: townId, timeZone }: TownToPlan,
  day: Day,
): Promise<ShiftOfDay[]> {
  const rows = await readShiftHours(prisma, townId, day);
  return rows.map(({ startSecond, endSecond }) => ({
    startsAt: instantAt(day, startSecond, timeZone),
    endsAt: instantAt(day, endSecond, timeZone),
  }));
}

function beforeFirst(shifts: readonly ShiftOfDay[]): Date {
  const first = Math.min(...shifts.map(({ startsAt }) => startsAt.getTime()));
  return new Date(first - AHEAD_OF_FIRST_SHIFT_SECONDS * 1000);
}

async function hasPlan({ database: { prisma } }: Platform, { id: townId }: TownToPlan, day: Day): Promise<boolean> {
  return await isDayPlanned(prisma, townId, day);
}

async function activeArea({ database: { prisma } }: Platform): Promise<TownToPlan | null> {
  return await findTownToPlan(prisma);
}

async function askForPlan(platform: Platform, area: TownToPlan, day: Day): Promise<void> {
  const asked = { townId: area.id, day, options: {}, requestedBy: null };
  const { planId, runId } = await requestRun(platform.database, asked, 'any');
  if (runId === null) return;
  platform.logger.info({ planId, day }, 'day plans itself');
  // Should the process die right here, the row stays queued and is found by the sweep for runs without a job.
  const queue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
  await queue.add({ planId, runId }, { jobId: runId });
  await announcePlan(platform, planId, 'progress');
}
