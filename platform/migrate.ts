import { migrate as migrateTables } from '../prisma/migrate.ts';
import { migrateQueues } from './queue/postgres-store.ts';

/**
 * Brings a database up to date: the migrations of `prisma/migrations` that it has not seen, then the queue's own tables.
 * Running it again does nothing; several processes may run it at once.
 *
 * @param databaseUrl an existing database
 * @returns names of the migrations applied now
 * @throws Error when a migration fails; nothing of that one is then left behind
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const applied = await migrateTables(databaseUrl);
  await migrateQueues(databaseUrl);
  return applied;
}
