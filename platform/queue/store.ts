import type { Job, JobsOptions, Queue, Worker } from 'bullmq';

/** Where queues are kept. Both stores give BullMQ's own queues and workers. */
export interface Store {
  queue(name: string): Queue;
  worker(name: string, run: (job: Job, token?: string) => Promise<void>, options: BullWorkerOptions): Worker;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What BullMQ is told of a worker; times in milliseconds. */
export interface BullWorkerOptions {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
}

const daySeconds = 24 * 3600;
/** How a job is tried and forgotten unless it says otherwise. */
export const jobDefaults: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: { age: daySeconds },
  removeOnFail: { age: 7 * daySeconds },
};
