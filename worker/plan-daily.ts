import { v7 as uuidv7 } from 'uuid';
import { dayOf } from '../domain/day.ts';
import type { JobData } from '../domain/jobs.ts';
import { announcePlan } from '../platform/plan-row.ts';
import type { Platform } from '../platform/platform.ts';
import type { JobQueue, Processor } from '../platform/queue.ts';

const SCHEDULE_ID = 'plan-daily';
/** How often the schedule is held against the area that is active. */
const LOOK_SECONDS = 30;

/**
 * The processor of `plan-daily` jobs: asks for the plan of the day that begins in the active area, unless that day has
 * one, whatever became of it. Doing it twice changes nothing.
 *
 * @param now the instant whose day begins
 */
export function planDaily(platform: Platform, now: () => Date = () => new Date()): Processor<JobData<'plan-daily'>> {
  const queue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
  return async () => {
    const { prisma, pool } = platform.database;
    const area = await prisma.area.findFirst({ where: { isActive: true, state: 'ready' } });
    if (!area) return;
    const day = dayOf(now(), area.timeZone);
    const runId = uuidv7();
    const made = await pool.query<{ id: string }>(
      `INSERT INTO "Plan" (id, "areaId", day, "runId", state, "updatedAt")
       VALUES ($1, $2, $3::date, $4, 'queued', now())
       ON CONFLICT ("areaId", day) DO NOTHING RETURNING id`,
      [uuidv7(), area.id, day, runId],
    );
    const [plan] = made.rows;
    if (!plan) return;
    platform.logger.info({ planId: plan.id, day }, 'day plans itself');
    // Should the process die right here, the row stays queued and is found by the sweep for runs without a job.
    await queue.add({ planId: plan.id, runId }, { jobId: runId });
    await announcePlan(platform, plan.id, 'progress');
  };
}

/**
 * Keeps the daily schedule as configured, in the time zone of whichever area is active: looks at once and every half
 * minute. Without an active area, or with DAILY_PLAN_AT off, there is no schedule.
 */
export function keepDailySchedule(platform: Platform): { stop(): Promise<void> } {
  const queue = platform.queues.createQueue<JobData<'plan-daily'>>('plan-daily');
  let kept: string | undefined;
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(async () => {
      try {
        kept = await setSchedule(platform, queue, kept);
      } catch (error) {
        // Database or queue are away for a moment; the next look sets the schedule.
        platform.logger.warn({ err: error }, 'could not look after the daily schedule');
      }
    });
  };
  look();
  const timer = setInterval(look, LOOK_SECONDS * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Sets the schedule the configuration and the active area ask for, when it is not the one already kept. */
async function setSchedule(
  { config, database }: Platform,
  queue: JobQueue<JobData<'plan-daily'>>,
  kept: string | undefined,
): Promise<string> {
  const area = await database.prisma.area.findFirst({ where: { isActive: true, state: 'ready' } });
  const isOn = area !== null && config.dailyPlanAt !== 'off';
  const wanted = isOn ? `${config.dailyPlanAt} ${area.timeZone}` : 'off';
  if (wanted === kept) return wanted;
  if (isOn) {
    const [hour, minute] = config.dailyPlanAt.split(':').map(Number);
    await queue.schedule(SCHEDULE_ID, { pattern: `${minute} ${hour} * * *`, tz: area.timeZone }, {});
  } else {
    await queue.unschedule(SCHEDULE_ID);
  }
  return wanted;
}
