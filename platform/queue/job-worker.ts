import { WaitingError } from 'bullmq';
import { after } from './after.ts';
import type { Store } from './store.ts';

/** What a processor is given: the job, and a signal that is raised when the process has to stop. */
export interface JobContext<Data> {
  readonly id: string;
  readonly name: string;
  readonly data: Data;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Whether a failure now is final. */
  readonly lastAttempt: boolean;
  /** Raised when the worker is closing: finish quickly or throw, and another worker gets the job at once. */
  readonly signal: AbortSignal;
}

export type Processor<Data> = (job: JobContext<Data>) => Promise<void>;

export interface JobWorker {
  /**
   * Stops taking jobs, raises the signal of running ones and waits for them up to `graceSeconds` (20); a job still
   * running then is left to be found stalled and tried again by another worker.
   */
  close(graceSeconds?: number): Promise<void>;
}

export interface WorkerOptions {
  /** Jobs at the same time in this process (1). */
  readonly concurrency?: number;
  /** Told about every failed try and every fault of the connection. */
  readonly onError?: (error: Error, jobId?: string) => void;
  /** Seconds without a sign of life after which a job counts as stalled and goes to another worker (30). */
  readonly stalledAfterSeconds?: number;
}

/** How long a worker may take to close once its jobs have ended. */
const FAREWELL_SECONDS = 5;

/** Starts taking jobs of the queue from the store, which report faults of theirs to `report` unless the options name another. */
export function startWorker<Data>(
  store: Store,
  name: string,
  processor: Processor<Data>,
  options: WorkerOptions,
  report: (error: Error) => void,
): JobWorker {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const onError = options.onError ?? report;
  const lockMilliseconds = (options.stalledAfterSeconds ?? 30) * 1000;

  const worker = store.worker(
    name,
    async (job, token) => {
      const work = processor({
        id: job.id ?? '',
        name: job.name,
        data: job.data as Data,
        attempt: job.attemptsMade + 1,
        lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
        signal: stopping.signal,
      });
      running.add(work);
      try {
        await work;
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
        // Given up only because this process ends: back to the queue at once, without having cost a try.
        await job.moveToWait(token);
        throw new WaitingError();
      } finally {
        running.delete(work);
      }
    },
    {
      concurrency: options.concurrency ?? 1,
      lockDuration: lockMilliseconds,
      stalledInterval: lockMilliseconds,
      // A worker killed again and again must not fail a plan for good: the row says what is true.
      maxStalledCount: 5,
    },
  );
  worker.on('error', (error) => onError(error));
  worker.on('failed', (job, error) => onError(error, job?.id));

  return {
    async close(graceSeconds = 20) {
      stopping.abort();
      // Pausing takes no new job; closing comes after, because a close that waits cannot be hurried later.
      await worker.pause(true);
      const outcome = await Promise.race([Promise.allSettled(running), after(graceSeconds)]);
      // A store that is away lets no worker go; whoever stops does not wait for that.
      const closed = worker.close(outcome === 'late').catch(onError);
      await Promise.race([closed, after(FAREWELL_SECONDS)]);
    },
  };
}
