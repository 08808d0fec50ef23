import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { type Repeated, repeat } from '../../platform/repeat.ts';
import { requeueLostPlans } from './requeue-plans.ts';

const SWEEP_SECONDS = 30;

/** Looks for runs without a job at once and every half minute until stopped. */
export function repeatSweep(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
): Repeated {
  return repeat(
    SWEEP_SECONDS,
    () => requeueLostPlans(platform, queue),
    // Database or queue are away for a moment; the next round finds the same rows.
    (error) => platform.logger.warn({ err: error }, 'sweep for lost plans failed'),
  );
}
