import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { helpWasAsked } from './command-help.ts';
import { loadConfig } from './config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { ExplainedError, explain } from './explained-error.ts';
import { runningInstance } from './runtime-file.ts';
import { nextMigration } from '../prisma/migrate.ts';
import { writeMigration } from '../prisma/migrate/migration-files.ts';
import { migrate } from './migrate.ts';

const USAGE = new ExplainedError(
  'Usage: npm run migrate, or npm run migrate -- create NAME with a name of small letters, digits and "_".',
  'Cách dùng: npm run migrate, hoặc npm run migrate -- create TÊN với tên gồm chữ thường, chữ số và "_".',
);

/**
 * `npm run migrate` applies what is missing to DATABASE_URL or to the running instance;
 * `npm run migrate -- create NAME` writes the next migration from the difference between the migrations and the
 * schema. Constraints Prisma has no words for (CHECK, partial indexes) are then added to that file by hand.
 */
async function main([command, name]: string[]): Promise<void> {
  if (helpWasAsked('npm run migrate\nnpm run migrate -- create NAME')) return;
  if (command === undefined) return await apply();
  if (command === 'create' && name && /^[a-z][a-z0-9_]*$/.test(name)) return await create(name);
  throw USAGE;
}

async function apply(): Promise<void> {
  const config = loadConfig();
  const databaseUrl = config.databaseUrl ?? runningInstance(config.dataDir)?.databaseUrl;
  if (!databaseUrl) {
    throw new ExplainedError(
      'There is no database to migrate: set DATABASE_URL or run npm start, which migrates by itself.',
      'Không có cơ sở dữ liệu để cập nhật: hãy đặt DATABASE_URL hoặc chạy npm start (tự cập nhật).',
    );
  }
  const applied = await migrate(databaseUrl);
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`);
}

async function create(name: string): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-migrate-'));
  try {
    const postgres = await startEmbeddedPostgres(scratch, { settings: { fsync: 'off' } });
    try {
      const sql = await nextMigration(postgres.url);
      console.log(sql === '' ? 'The schema has not changed.' : `Wrote ${writeMigration(name, sql, new Date())}`);
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
