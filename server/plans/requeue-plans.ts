import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { quietRuns, settleQuietRun } from '../../records/plans/runs.ts';
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
  const { database } = platform;
  let requeued = 0;
  for (const run of await quietRuns(database, new Date(now.getTime() - SETTLED_MILLISECONDS))) {
    const { planId, runId, attempt } = run;
    const job = await queue.state(runId);
    if (job === 'failed' && run.state === 'running') {
      const failure = { code: 'worker-lost', params: { attempts: attempt } };
      await settleQuietRun(database, run, { state: 'failed', failure, finishedAt: now });
    } else if (job === 'unknown' || job === 'failed' || job === 'completed') {
      if (!(await settleQuietRun(database, run, { state: 'queued' }))) continue;
      await queue.remove(runId);
      await queue.add({ planId, runId }, { jobId: runId });
      platform.logger.warn({ planId, runId, job }, 'plan had lost its job and got a new one');
      requeued += 1;
    } else continue;
    await announcePlan(platform, planId, 'progress');
  }
  return requeued;
}
