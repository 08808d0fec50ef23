import type { JobData } from '../../domain/jobs.ts';
import { announcePlan } from '../../platform/plan-row.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';

/** A row this young may only be waiting for its job to be added, or its worker to write. */
const SETTLED_MILLISECONDS = 60_000;

/**
 * Finds runs whose job is gone (the queue was down or lost its data, a worker died too often) and gives them a new one,
 * or says that they failed. Harmless when several servers do it: a job is named by its run.
 *
 * @returns how many runs got a job
 */
export async function requeueLostPlans(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
  now = new Date(),
): Promise<number> {
  const { prisma } = platform.database;
  const open = await prisma.plan.findMany({
    where: {
      state: { in: ['queued', 'running'] },
      updatedAt: { lt: new Date(now.getTime() - SETTLED_MILLISECONDS) },
    },
    select: { id: true, runId: true, state: true, attempt: true },
  });
  let requeued = 0;
  for (const { id: planId, runId, state, attempt } of open) {
    const job = await queue.state(runId);
    const thisRun = { id: planId, runId, state };
    if (job === 'failed' && state === 'running') {
      const failure = { code: 'worker-lost', params: { attempts: attempt } };
      await prisma.plan.updateMany({ where: thisRun, data: { state: 'failed', failure, finishedAt: now } });
    } else if (job === 'unknown' || job === 'failed' || job === 'completed') {
      // Writing the row first makes it young again, so that no other server takes it up at the same time.
      const { count } = await prisma.plan.updateMany({ where: thisRun, data: { state: 'queued' } });
      if (count === 0) continue;
      await queue.remove(runId);
      await queue.add({ planId, runId }, { jobId: runId });
      platform.logger.warn({ planId, runId, job }, 'plan had lost its job and got a new one');
      requeued += 1;
    } else continue;
    await announcePlan(platform, planId, 'progress');
  }
  return requeued;
}
