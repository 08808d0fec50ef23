import { claimDataDirectory } from '../../platform/data-directory.ts';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres.ts';
import { guardPostgres } from '../../platform/postgres/guard.ts';
import { lockDataDirectory } from '../../platform/supervisor/lock.ts';
import { migrate } from '../../platform/migrate.ts';

/**
 * Starts the database of a data directory on which nothing is running, for one command.
 *
 * @throws ExplainedError when the directory is not ours, is in use, or its database does not start
 */
export async function startOwnServices(dataDir: string): Promise<{ databaseUrl: string; stop(): Promise<void> }> {
  claimDataDirectory(dataDir);
  const lock = await lockDataDirectory(dataDir);
  const beats = setInterval(() => lock.beat(), 1000);
  const unlock = (): void => {
    clearInterval(beats);
    lock.release();
  };
  try {
    const postgres = await startEmbeddedPostgres(dataDir);
    const endGuard = guardPostgres(postgres.pid);
    const stop = async () => {
      await postgres.stop();
      endGuard();
      unlock();
    };
    try {
      await migrate(postgres.url);
    } catch (error) {
      await stop();
      throw error;
    }
    return { databaseUrl: postgres.url, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}
