import type { JobsOptions, Queue } from 'bullmq';
import { jobDefaults } from './store.ts';

/** When a schedule makes jobs: by the clock of a time zone (`tz`; the machine's unless given), or `every` milliseconds. */
export interface Schedule {
  /** As cron writes it. */
  readonly pattern?: string;
  readonly tz?: string;
  readonly every?: number;
}

/** A queue as a producer sees it. `Data` must survive JSON. */
export interface JobQueue<Data> {
  readonly name: string;
  /**
   * Puts a job on the queue and gives its id. `jobId` makes it idempotent: a job with an id that is still known is
   * not added again. By default a job is tried 3 times with exponential backoff from 1 s and forgotten a day after
   * it ended.
   */
  add(data: Data, options?: JobsOptions): Promise<string>;
  /**
   * Takes a job off the queue when it has not begun; says whether it did. A running job cannot be taken away: its
   * processor watches the row it writes to.
   */
  remove(jobId: string): Promise<boolean>;
  /** `waiting`, `active`, `completed`, `failed`, `delayed` … or `unknown`. For health pages, not for truth. */
  state(jobId: string): Promise<string>;
  /** Creates or changes the schedule of this id. */
  schedule(schedulerId: string, repeat: Schedule, data: Data): Promise<void>;
  /** The schedule of this id as the store has it, `null` when there is none: a store can lose its data. */
  scheduled(schedulerId: string): Promise<Schedule | null>;
  /** Removes a schedule; says whether there was one. */
  unschedule(schedulerId: string): Promise<boolean>;
  /** How many jobs are waiting, active, delayed and failed. */
  counts(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>;
}

/** A queue of the store, whichever it is, in the words of {@link JobQueue}. */
export function jobQueue<Data>(queue: Queue): JobQueue<Data> {
  return {
    name: queue.name,
    async add(data, options) {
      const job = await queue.add(queue.name, data, options);
      return job.id ?? '';
    },
    async remove(jobId) {
      try {
        // On Redis removing what is not there counts as removed.
        const job = await queue.getJob(jobId);
        return job !== undefined && (await queue.remove(jobId)) === 1;
      } catch (error) {
        // A job locked by a worker is refused with an error rather than a count.
        if (/locked|active/i.test((error as Error).message)) return false;
        throw error;
      }
    },
    state: async (jobId) => await queue.getJobState(jobId),
    async schedule(schedulerId, repeat, data) {
      await queue.upsertJobScheduler(schedulerId, repeat, { name: queue.name, data, opts: jobDefaults });
    },
    async scheduled(schedulerId) {
      const kept = await queue.getJobScheduler(schedulerId);
      if (!kept) return null;
      const { pattern, tz, every } = kept;
      return { ...(pattern && { pattern }), ...(tz && { tz }), ...(every && { every }) };
    },
    unschedule: (schedulerId) => queue.removeJobScheduler(schedulerId),
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      return {
        waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
        active: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        failed: counts.failed ?? 0,
      };
    },
  };
}
