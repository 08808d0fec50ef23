import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';

const migrationsDirectory = fileURLToPath(new URL('../migrations', import.meta.url));
export const schemaFile = fileURLToPath(new URL('../schema.prisma', import.meta.url));

/** All migrations on disk, oldest first, in the form the schema engine takes them. */
export function readMigrations(directory: string = migrationsDirectory): MigrationList {
  const names = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: directory,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(directory, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** Writes `<time>_<name>/migration.sql` and gives its path. */
export function writeMigration(name: string, sql: string, now: Date, directory: string = migrationsDirectory): string {
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(directory, `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'migration.sql');
  writeFileSync(file, sql);
  return file;
}
