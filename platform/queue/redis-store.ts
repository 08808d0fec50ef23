import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { quitRedis } from '../quit-redis.ts';
import { jobDefaults, type Store } from './store.ts';

/** How long whoever puts a job on the queue waits for Redis to take it. */
const PATIENCE_MILLISECONDS = 3000;

/** Queues on a Redis. */
export function redisStore(redisUrl: string, report: (error: Error) => void): Store {
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
    queue: (name) => new Queue(name, { connection: asking, defaultJobOptions: jobDefaults }),
    worker: (name, run, options) => {
      working ??= connect();
      return new Worker(name, run, { connection: working, ...options });
    },
    async ping() {
      await asking.ping();
    },
    async close() {
      await Promise.all(connections.map(quitRedis));
    },
  };
}
