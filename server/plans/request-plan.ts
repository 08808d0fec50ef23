import type { PlanRequest, PlanView } from '../../domain/plans.ts';
import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { requestRun, type RunRequest } from '../../records/plans/request-run.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

/**
 * Asks for the plan of a day: the run's row first, then the job. A day has one open run, so of two who ask at once one gets
 * it and the other the conflict; asking again after a run has ended starts the next one.
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
  const { date: day, ...options } = request;
  return await startRun(platform, queue, { townId: area.id, day, options, requestedBy });
}

/** Starts a run of a day, see {@link requestPlan}. @throws Problem `plan-already-running` */
export async function startRun(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
  asked: RunRequest,
): Promise<PlanView> {
  const { townId, day } = asked;
  const { planId, runId } = await requestRun(platform.database, asked, 'open');
  if (runId === null) throw planProblem('plan-already-running', { day }, { planId });
  try {
    await queue.add({ planId, runId }, { jobId: runId });
  } catch (error) {
    // The row is the truth and says `queued`; the sweep hands it over as soon as the queue is back.
    platform.logger.warn({ err: error, planId }, 'queue does not take the plan yet');
  }
  await announcePlan(platform, planId, 'progress');
  return await readPlan(platform.database.prisma, townId, planId);
}
