import { v7 as uuidv7 } from 'uuid';
import type { PlanRequest, PlanView } from '../../domain/plans.ts';
import type { JobData } from '../../domain/jobs.ts';
import { announcePlan } from '../../platform/plan-row.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

/**
 * Asks for the plan of a day: the row first, then the job. A day has one row, so of two who ask at once one gets the
 * run and the other the conflict; asking again after a run has ended starts the next one.
 *
 * @throws Problem `plan-already-running` with the plan's id as `planId`
 */
export async function requestPlan(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
  area: { readonly id: string },
  request: PlanRequest,
  requestedBy: string,
): Promise<PlanView> {
  const { prisma, pool } = platform.database;
  const { date, ...options } = request;
  const runId = uuidv7();
  const queued = await pool.query<{ id: string }>(QUEUE_RUN, [uuidv7(), area.id, date, runId, options, requestedBy]);
  const [plan] = queued.rows;
  if (!plan) throw await conflict(platform, area.id, date);
  try {
    await queue.add({ planId: plan.id, runId }, { jobId: runId });
  } catch (error) {
    // The row is the truth and says `queued`; the sweep hands it over as soon as the queue is back.
    platform.logger.warn({ err: error, planId: plan.id }, 'queue does not take the plan yet');
  }
  await announcePlan(platform, plan.id, 'progress');
  return await readPlan(prisma, area.id, plan.id);
}

/** One statement, so that nothing can come between looking and writing. Gives no row while a run is on. */
const QUEUE_RUN = `
  INSERT INTO "Plan" ("id", "townId", "day", "runId", "options", "requestedBy", "state", "updatedAt")
  VALUES ($1, $2, $3::date, $4, $5, $6, 'queued', now())
  ON CONFLICT ("townId", "day") DO UPDATE SET
    "runId" = EXCLUDED."runId", "options" = EXCLUDED."options", "requestedBy" = EXCLUDED."requestedBy",
    "state" = 'queued', "phase" = NULL, "percent" = 0, "attempt" = 0, "cancelRequested" = false,
    "bestCost" = NULL, "failure" = NULL, "startedAt" = NULL, "finishedAt" = NULL, "updatedAt" = now()
  WHERE "Plan"."state" NOT IN ('queued', 'running')
  RETURNING "id"`;

async function conflict({ database }: Pick<Platform, 'database'>, townId: string, day: string): Promise<Error> {
  const running = await database.prisma.plan.findUniqueOrThrow({
    where: { townId_day: { townId, day: new Date(day) } },
    select: { id: true },
  });
  return planProblem('plan-already-running', { day }, { planId: running.id });
}
