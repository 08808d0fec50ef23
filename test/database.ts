import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** Drops it, breaking off whoever is still connected. Call it in `afterAll`. */
  drop(): Promise<void>;
}

/**
 * A fresh, migrated, empty database on the run's real PostgreSQL. For files named `*.db.test.ts`.
 *
 * @param options.migrated false for one with no tables at all
 */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  return await copyDatabase(
    (options.migrated ?? true) ? new URL(inject('templateUrl')).pathname.slice(1) : 'template0',
  );
}

/** A database that is now as `source` is, to which nobody may be connected. */
export async function copyDatabase(source: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // As files: through the journal it takes more than twice as long, which nothing here is written to disk for.
  await asMaintainer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`));
  return {
    url: addressOf(name),
    name,
    drop: () => asMaintainer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(() => {}),
  };
}

/** Does `work` with a connection to the run's PostgreSQL that is to none of the tests' databases. */
export async function asMaintainer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function addressOf(database: string): string {
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${database}`;
  return url.href;
}
