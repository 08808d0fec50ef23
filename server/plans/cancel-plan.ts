import type { JobData } from '../../domain/jobs.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { findPlan } from '../../records/plans/read-plans.ts';
import { cancelOpenRun } from '../../records/plans/runs.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

/**
 * Cancels a run at any phase: one that waits is over at once, one that runs is asked to stop and its worker writes
 * `cancelled`.
 *
 * @throws Problem `no-such-plan`, `plan-not-running`
 */
export async function cancelPlan(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
  townId: string,
  planId: string,
): Promise<PlanView> {
  const { prisma } = platform.database;
  if (!(await findPlan(prisma, townId, planId))) throw planProblem('no-such-plan', { id: planId });
  const run = await cancelOpenRun(platform.database, planId);
  if (!run) throw planProblem('plan-not-running');
  if (run.state === 'cancelled') {
    // A job that stays behind finds its run cancelled and does nothing.
    await queue.remove(run.runId).catch((error: unknown) => platform.logger.warn({ err: error, planId }, 'job stays'));
  }
  await announcePlan(platform, planId, 'progress');
  return await readPlan(prisma, townId, planId);
}
