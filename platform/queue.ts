import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  Queue as RedisQueue,
  runMigrations,
  WaitingError,
  Worker as RedisWorker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { quitRedis } from './quit-redis.ts';

const onPostgres = withBackend(createPostgresBackend);

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

interface Store {
  queue(name: string): RedisQueue;
  worker(name: string, run: (job: Job, token?: string) => Promise<void>, options: BullWorkerOptions): RedisWorker;
  ping(): Promise<void>;
  close(): Promise<void>;
}

interface BullWorkerOptions {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
}

/** How long whoever puts a job on the queue waits for Redis to take it. */
const PATIENCE_MILLISECONDS = 3000;
/** How long a worker may take to close once its jobs have ended. */
const FAREWELL_SECONDS = 5;
/** A store that takes longer for the least question is not healthy. */
const HEALTHY_SECONDS = 1;

const daySeconds = 24 * 3600;
const jobDefaults: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: { age: daySeconds },
  removeOnFail: { age: 7 * daySeconds },
};

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
  const queues = new Map<string, RedisQueue>();
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

/** Creates or upgrades BullMQ's own tables. Safe to run from several processes at once and more than once. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

function jobQueue<Data>(queue: RedisQueue): JobQueue<Data> {
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

function startWorker<Data>(
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

/** Resolves after so many seconds, if the process lasts that long. */
function after(seconds: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), seconds * 1000).unref());
}

function postgresStore(databaseUrl: string, report: (error: Error) => void): Store {
  // The backend takes LISTEN connections out of the pool and keeps them, one a worker.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 24,
    keepAlive: true,
    options: '-c search_path=bullmq',
  });
  pool.on('error', report);
  // Every queue and worker listens for the pool's errors as well; Node would take more than ten for a leak.
  pool.setMaxListeners(0);
  return {
    queue: (name) =>
      new onPostgres.Queue(name, { connection: pool, defaultJobOptions: jobDefaults }) as unknown as RedisQueue,
    worker: (name, run, options) =>
      new onPostgres.Worker(name, run, { connection: pool, ...options }) as unknown as RedisWorker,
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

function redisStore(redisUrl: string, report: (error: Error) => void): Store {
  const connections: Redis[] = [];
  const connect = (commandTimeout?: number): Redis => {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null, ...(commandTimeout && { commandTimeout }) });
    connection.on('error', report);
    connections.push(connection);
    return connection;
  };
  // What was asked is sent all the same when Redis answers again; only whoever asked does not wait for that.
  const asking = connect(PATIENCE_MILLISECONDS);
  // Workers block on their connection, so they must wait for a lost Redis instead of giving up.
  let working: Redis | undefined;
  return {
    queue: (name) => new RedisQueue(name, { connection: asking, defaultJobOptions: jobDefaults }),
    worker: (name, run, options) => {
      working ??= connect();
      return new RedisWorker(name, run, { connection: working, ...options });
    },
    async ping() {
      await asking.ping();
    },
    async close() {
      await Promise.all(connections.map(quitRedis));
    },
  };
}
