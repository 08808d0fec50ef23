import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { readMigrations } from './migrate/migration-files.ts';
import { migrate, nextMigration } from './migrate.ts';

const onDisk = readMigrations();
const names = onDisk.migrationDirectories.map((migration) => migration.path);

function withExtra(name: string, sql: string): typeof onDisk {
  const extra = { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } } };
  return { ...onDisk, migrationDirectories: [...onDisk.migrationDirectories, extra] };
}

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase({ migrated: false });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test('two processes migrating an empty database at once apply every migration exactly once', async () => {
  const applied = await Promise.all([migrate(database.url), migrate(database.url)]);

  expect(applied.flat()).toEqual(names);
  const noted = await client.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name');
  expect(noted.rows.map((row) => row.migration_name)).toEqual(names);
});

test('migrating again does nothing', async () => {
  expect(await migrate(database.url)).toEqual([]);
});

test('the migrations lead to exactly the schema', async () => {
  expect(await nextMigration(database.url)).toBe('');
});

test('a changed schema gives the SQL of the change', async () => {
  const schema = `datasource db {\n  provider = "postgresql"\n}\nmodel Bin {\n  id Int @id\n}\n`;
  const sql = await nextMigration(database.url, { ...onDisk, migrationDirectories: [] }, schema);
  expect(sql).toContain('CREATE TABLE "Bin"');
});

test('semicolons in comments and function bodies do not break a migration', async () => {
  const sql = `-- first; second
    CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;`;
  await migrate(database.url, withExtra('99990101000000_function', sql));
  expect((await client.query('SELECT twice(21) AS n')).rows[0].n).toBe(42);
});

test('a failing migration leaves nothing of itself behind', async () => {
  const sql = 'CREATE TABLE half (id int); SELECT no_such_function();';
  await expect(migrate(database.url, withExtra('99990102000000_half', sql))).rejects.toThrow(/no_such_function/);
  expect((await client.query(`SELECT to_regclass('half') AS half`)).rows[0].half).toBeNull();
});

test('the engine survives being loaded twice in one process while the first copy works', async () => {
  vi.resetModules();
  const copy = await import('./migrate.ts');
  expect(copy.migrate).not.toBe(migrate);
  const first = await testDatabase({ migrated: false });
  const second = await testDatabase({ migrated: false });
  try {
    const applied = await Promise.all([migrate(first.url), copy.migrate(second.url)]);
    expect(applied).toEqual([names, names]);
  } finally {
    await Promise.all([first.drop(), second.drop()]);
  }
});
