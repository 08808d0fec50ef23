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
  areaId: string,
  planId: string,
): Promise<PlanView> {
  const { prisma } = platform.database;
  const plan = await prisma.plan.findFirst({ where: { id: planId, areaId }, select: { runId: true } });
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const { runId } = plan;
  const waiting = await prisma.plan.updateMany({
    where: { id: planId, runId, state: 'queued' },
    data: { state: 'cancelled', cancelRequested: true, finishedAt: new Date() },
  });
  if (waiting.count === 1) {
    // A job that stays behind finds its run cancelled and does nothing.
    await queue.remove(runId).catch((error: unknown) => platform.logger.warn({ err: error, planId }, 'job stays'));
  } else {
    const running = await prisma.plan.updateMany({
      where: { id: planId, runId, state: 'running' },
      data: { cancelRequested: true },
    });
    if (running.count === 0) throw planProblem('plan-not-running');
  }
  await announcePlan(platform, planId, 'progress');
  return await readPlan(prisma, areaId, planId);
}
