import path from 'node:path';
import { type Blobs, openBlobs } from './blobs.ts';
import { type Bus, openBus } from './bus.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { ExplainedError } from './explained-error.ts';
import { keptSecret } from './kept-secret.ts';
import { type Logger, openLogger } from './logger.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { openQueues, type Queues } from './queue.ts';
import { openRateLimits, type RateLimits } from './rate-limits.ts';
import { runningInstance } from './runtime-file.ts';

/** Everything a process stands on. Nobody above knows whether a service is embedded or external. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly queues: Queues;
  readonly bus: Bus;
  readonly rateLimits: RateLimits;
  readonly blobs: Blobs;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Signs sessions: AUTH_SECRET, or one made once and kept in the data directory. */
  readonly authSecret: string;
  /** Whoever sends it may read the measurements: METRICS_TOKEN, or one made once and kept in the data directory. */
  readonly metricsToken: string;
  /** `grown` when queue and bus run on Redis. */
  readonly shape: 'embedded' | 'grown';
  /** Closes everything in order: queues, bus, counts of tries, database. */
  close(): Promise<void>;
}

/**
 * Opens the platform for one process. Without DATABASE_URL it joins the instance that is running on the data
 * directory, so `npm run area` and the like work beside `npm start`.
 *
 * @param name the process, as logs and metrics call it: `server`, `worker`, `area` …
 * @param options.logToStdout log there as well as to the file
 * @throws ExplainedError when there is neither a DATABASE_URL nor a running instance
 */
export async function openPlatform(
  config: Config,
  name = 'command',
  options: { logToStdout?: boolean } = {},
): Promise<Platform> {
  const databaseUrl = config.databaseUrl ?? runningInstance(config.dataDir)?.databaseUrl;
  if (!databaseUrl) {
    throw new ExplainedError(
      `Nothing is running on ${config.dataDir}: run npm start first, name its --data-dir, or set DATABASE_URL.`,
      `Không có gì đang chạy trên ${config.dataDir}: hãy chạy npm start trước, chỉ đúng --data-dir, hoặc đặt DATABASE_URL.`,
    );
  }

  const logger = openLogger({
    name,
    dataDir: config.dataDir,
    level: config.logLevel,
    toStdout: options.logToStdout ?? false,
  });
  const onError = (service: string) => quietly((error) => logger.warn({ err: error, service }, `${service} disturbed`));
  const { redisUrl } = config;
  const database = openDatabase(databaseUrl, { onError: onError('database') });
  const bus = openBus({ databaseUrl, redisUrl, onError: onError('bus') });
  const queues = openQueues({ databaseUrl, redisUrl, onError: onError('queue') });
  const rateLimits = openRateLimits({ redisUrl, onError: onError('rate limits') });

  return {
    config: { ...config, databaseUrl },
    database,
    queues,
    bus,
    rateLimits,
    blobs: await openBlobs(path.join(config.dataDir, 'blobs')),
    logger,
    metrics: openMetrics(name),
    authSecret: config.authSecret ?? keptSecret(config.dataDir, 'auth-secret'),
    metricsToken: config.metricsToken ?? keptSecret(config.dataDir, 'metrics-token'),
    shape: redisUrl ? 'grown' : 'embedded',
    async close() {
      await queues.close();
      await bus.close();
      rateLimits.close();
      await database.close();
      logger.flush();
    },
  };
}

const quietMilliseconds = 10_000;

/** Reports the same fault once in ten seconds: a database that is away is asked several times a second. */
function quietly(report: (error: Error) => void): (error: Error) => void {
  const reportedAt = new Map<string, number>();
  return (error) => {
    const last = reportedAt.get(error.message);
    if (last !== undefined && performance.now() - last < quietMilliseconds) return;
    if (reportedAt.size > 100) reportedAt.clear();
    reportedAt.set(error.message, performance.now());
    report(error);
  };
}
