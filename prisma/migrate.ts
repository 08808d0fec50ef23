import { readFileSync } from 'node:fs';
import type { MigrationList, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { readMigrations, schemaFile } from './migrate/migration-files.ts';
import { withSchemaEngine } from './migrate/schema-engine.ts';

/** Serialises migrations of one database across processes; the digits spell "tuyen". */
const lockKey = 8_489_693;
const everything: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations in `prisma/migrations` that a database has not seen, noting them in `_prisma_migrations`.
 * Running it again does nothing; several processes may run it at once.
 *
 * @param databaseUrl an existing database
 * @param migrations what to apply; the ones on disk by default
 * @returns names of the migrations applied now
 * @throws Error when a migration fails; nothing of that one is then left behind
 */
export async function migrate(databaseUrl: string, migrations: MigrationList = readMigrations()): Promise<string[]> {
  const guard = new pg.Client({ connectionString: databaseUrl });
  // A server that dies meanwhile fails the statement under way; the error of the connection says no more.
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [lockKey]);
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: migrations,
        filters: everything,
      });
      return appliedMigrationNames;
    });
  } finally {
    // Ending the session releases the lock.
    await guard.end();
  }
}

/**
 * The SQL that leads from the migrations on disk to the schema, empty when nothing changed. Replays the migrations in
 * a database of its own beside the given one, so the user of `databaseUrl` must be allowed to create databases.
 */
export async function nextMigration(
  databaseUrl: string,
  migrations: MigrationList = readMigrations(),
  schema: string = readFileSync(schemaFile, 'utf8'),
): Promise<string> {
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: migrations.migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: schema }] },
      script: true,
      exitCode: null,
      filters: everything,
    }),
  );
  return !stdout || stdout.includes('This is an empty migration') ? '' : stdout;
}
