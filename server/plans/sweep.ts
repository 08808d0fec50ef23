import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { requeueLostPlans } from './requeue-plans.ts';

const SWEEP_SECONDS = 30;

/** Looks for runs without a job at once and every half minute until stopped. */
export function repeatSweep(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  queue: JobQueue<JobData<'plan-day'>>,
): { stop(): Promise<void> } {
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    sweeping = sweeping.then(async () => {
      try {
        await requeueLostPlans(platform, queue);
      } catch (error) {
        // Database or queue are away for a moment; the next round finds the same rows.
        platform.logger.warn({ err: error }, 'sweep for lost plans failed');
      }
    });
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_SECONDS * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
