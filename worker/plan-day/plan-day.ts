import type { JobData } from '../../domain/jobs.ts';
import { failureOf, PlanningFailure } from '../../planning/failure.ts';
import { layPlaces } from '../snap-place/snap-place.ts';
import { requireCalledPlaces } from './called-places.ts';
import { planDay } from '../../planning/plan-day.ts';
import { replanDay } from '../../planning/replan/replan-day.ts';
import { MOST_ATTEMPTS, RunCancelled, StaleRun, takeRun } from '../../planning/run.ts';
import { type AreaRoads, openAreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobContext, Processor } from '../../platform/queue.ts';
import { carryUrgent } from '../../records/replans/read-earlier.ts';
import { hasStoredRevision } from '../../records/plans/store-revision.ts';

/** The processor of `plan-day` jobs, and what closes when the worker does. */
export interface PlanDayWork {
  readonly process: Processor<JobData<'plan-day'>>;
  close(): Promise<void>;
}

/**
 * @param options.now the clock that decides which days are over
 * @param options.roads where road engines come from
 */
export function planDayWork(
  platform: Platform,
  { now = () => new Date(), roads = openAreaRoads(platform) }: { now?: () => Date; roads?: AreaRoads } = {},
): PlanDayWork {
  return {
    process: (job) => processPlanDay(platform, roads, job, now),
    close: () => roads.close(),
  };
}

/**
 * Plans one day: takes the run, walks through the phases, stores a revision. However it ends, the row says so: done,
 * cancelled, failed with a reason, or queued again when this process stops or the fault may pass.
 *
 * @throws what went wrong when the job shall be tried again
 */
async function processPlanDay(
  platform: Platform,
  roads: AreaRoads,
  job: JobContext<JobData<'plan-day'>>,
  now: () => Date,
): Promise<void> {
  const taken = await takeRun(platform, job.data.runId, job.signal);
  if (!taken) return;
  const { run, row } = taken;
  const log = platform.logger.child({ planId: run.planId, runId: run.runId, attempt: row.attempt });
  try {
    if (await hasStoredRevision(platform.database, run.runId)) {
      await run.end('done');
      return;
    }
    if (row.cancelRequested) throw new RunCancelled();
    if (row.attempt > MOST_ATTEMPTS) throw new PlanningFailure('worker-lost', { attempts: row.attempt - 1 });
    const { replan } = row.options;
    // Laid afterwards they would look as if somebody had edited them since.
    await layPlaces(platform, roads, row.townId, run.signal);
    const urgent = replan ? replan.urgent : await carryUrgent(platform.database, run);
    await requireCalledPlaces(platform, urgent);
    if (replan) await replanDay(platform, roads, run, { ...row, replan }, now());
    else await planDay(platform, roads, run, { ...row, urgent }, now());
    log.info(replan ? 'rest of the day planned anew' : 'day planned');
  } catch (thrown) {
    const error = run.signal.aborted ? run.signal.reason : thrown;
    if (error instanceof StaleRun) log.info('run is no longer the present one');
    else if (error instanceof RunCancelled) await run.end('cancelled');
    else if (error instanceof PlanningFailure) {
      log.warn({ err: error }, 'day cannot be planned');
      await run.end('failed', failureOf(error));
    } else if (job.signal.aborted || !job.lastAttempt) {
      log.warn({ err: error }, 'run handed back');
      await run.end('queued');
      throw error;
    } else {
      log.error({ err: error }, 'run failed');
      await run.end('failed', failureOf(error));
    }
  } finally {
    await run.close();
  }
}
