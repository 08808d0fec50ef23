import type { JobData } from '../../domain/jobs.ts';
import type { PlanView } from '../../domain/plans.ts';
import { announcePlan } from '../../platform/plan-row.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
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
  const plan = await prisma.plan.findFirst({ where: { id: planId, townId }, select: { runId: true } });
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const { runId } = plan;
  // One statement for both: between two the run may be taken from the queue or handed back to it.
  const [row] = await prisma.$queryRaw<{ state: PlanView['state'] }[]>`
    UPDATE "Plan"
       SET "cancelRequested" = true, "updatedAt" = now(),
           state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
           "finishedAt" = CASE state WHEN 'queued' THEN now() ELSE "finishedAt" END
     WHERE id = ${planId}::uuid AND "runId" = ${runId}::uuid AND state IN ('queued', 'running')
     RETURNING state`;
  if (!row) throw planProblem('plan-not-running');
  if (row.state === 'cancelled') {
    // A job that stays behind finds its run cancelled and does nothing.
    await queue.remove(runId).catch((error: unknown) => platform.logger.warn({ err: error, planId }, 'job stays'));
  }
  await announcePlan(platform, planId, 'progress');
  return await readPlan(prisma, townId, planId);
}
