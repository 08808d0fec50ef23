import type { Queue } from 'bullmq';
import { after } from './queue/after.ts';
import { type JobQueue, jobQueue } from './queue/job-queue.ts';
import { type JobWorker, type Processor, startWorker, type WorkerOptions } from './queue/job-worker.ts';
import { postgresStore } from './queue/postgres-store.ts';
import { redisStore } from './queue/redis-store.ts';

export type { JobQueue, Schedule } from './queue/job-queue.ts';
export type { JobContext, JobWorker, Processor, WorkerOptions } from './queue/job-worker.ts';

/**
 * Queues and workers of one process. Nothing here reports a job's outcome to whoever added it: that is the row a
 * processor writes, announced on the bus. (BullMQ's QueueEvents lose events on PostgreSQL.)
 */
export interface Queues {
  createQueue<Data>(name: string): JobQueue<Data>;
  createWorker<Data>(name: string, processor: Processor<Data>, options?: WorkerOptions): JobWorker;
  /** Whether the store of the queues answers. */
  healthy(): Promise<boolean>;
  /** Closes workers first (see JobWorker.close), then queues, then their connections. */
  close(graceSeconds?: number): Promise<void>;
}

/** A store that takes longer for the least question is not healthy. */
const HEALTHY_SECONDS = 1;

/**
 * Opens the queues on Redis when its address is given, otherwise on PostgreSQL (schema `bullmq`, which migrate()
 * has created).
 */
export function openQueues(where: {
  databaseUrl: string;
  redisUrl?: string | undefined;
  onError?: (error: Error) => void;
}): Queues {
  const report = where.onError ?? (() => undefined);
  const store = where.redisUrl ? redisStore(where.redisUrl, report) : postgresStore(where.databaseUrl, report);
  const queues = new Map<string, Queue>();
  const workers = new Set<JobWorker>();

  return {
    createQueue<Data>(name: string): JobQueue<Data> {
      const queue = queues.get(name) ?? store.queue(name);
      if (!queues.has(name)) queue.on('error', report);
      queues.set(name, queue);
      return jobQueue<Data>(queue);
    },
    createWorker<Data>(name: string, processor: Processor<Data>, options: WorkerOptions = {}): JobWorker {
      const worker = startWorker(store, name, processor, options, report);
      workers.add(worker);
      return {
        async close(graceSeconds) {
          workers.delete(worker);
          await worker.close(graceSeconds);
        },
      };
    },
    async healthy() {
      try {
        const answer = await Promise.race([store.ping(), after(HEALTHY_SECONDS)]);
        return answer !== 'late';
      } catch (error) {
        report(error as Error);
        return false;
      }
    },
    async close(graceSeconds) {
      await Promise.all([...workers].map((worker) => worker.close(graceSeconds)));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await store.close();
    },
  };
}
