import { createPostgresBackend, type Queue, runMigrations, type Worker, withBackend } from 'bullmq';
import { openPool, withConnection } from '../postgres/connections.ts';
import { jobDefaults, type Store } from './store.ts';

const onPostgres = withBackend(createPostgresBackend);

/** Creates or upgrades BullMQ's own tables. Safe to run from several processes at once and more than once. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  await withConnection(databaseUrl, (client) => runMigrations(client));
}

/** Queues in the schema `bullmq` of the database, which {@link migrateQueues} has created. */
export function postgresStore(databaseUrl: string, report: (error: Error) => void): Store {
  // The backend takes LISTEN connections out of the pool and keeps them, one a worker.
  const pool = openPool(
    { connectionString: databaseUrl, max: 24, keepAlive: true, options: '-c search_path=bullmq' },
    report,
  );
  // Every queue and worker listens for the pool's errors as well; Node would take more than ten for a leak.
  pool.setMaxListeners(0);
  return {
    queue: (name) =>
      new onPostgres.Queue(name, { connection: pool, defaultJobOptions: jobDefaults }) as unknown as Queue,
    worker: (name, run, options) =>
      new onPostgres.Worker(name, run, { connection: pool, ...options }) as unknown as Worker,
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}
