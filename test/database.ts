import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it, breaking off whoever is still connected. Call it in `afterAll`. */
  drop(): Promise<void>;
}

/**
 * A fresh, migrated, empty database on the run's real PostgreSQL. For files named `*.db.test.ts` and
 * `*.browser.test.ts`.
 *
 * @param options.migrated false for one with no tables at all
 */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const source = (options.migrated ?? true) ? template.pathname.slice(1) : 'template0';
  await administrate(template, `CREATE DATABASE ${name} TEMPLATE ${source}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administrate(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administrate(template: URL, statement: string): Promise<void> {
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
