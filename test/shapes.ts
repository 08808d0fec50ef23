import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';
import { hasRedis, startRedis, type TestRedis } from './redis.ts';

/** Where a shape's services are; valid inside tests and hooks, not while tests are being collected. */
export interface Shape {
  readonly name: 'embedded' | 'grown';
  readonly databaseUrl: string;
  /** Given in the grown shape only. */
  readonly redisUrl: string | undefined;
  /** Breaks the connections on which processes hear the bus: ends them in PostgreSQL, or starts Redis anew. */
  breakBus(): Promise<void>;
}

let noticeGiven = false;

/**
 * Runs the same tests in both shapes: queue and bus on PostgreSQL alone, and on a real Redis. Without a
 * `redis-server` on the machine the second half is skipped with a notice, or fails when REQUIRE_REDIS=1.
 *
 * @param define defines the tests; its argument's addresses are filled in before they run
 */
export function describeInBothShapes(name: string, define: (shape: Shape) => void): void {
  describeShape(name, 'embedded', define);
  if (hasRedis() || process.env['REQUIRE_REDIS'] === '1') {
    describeShape(name, 'grown', define);
    return;
  }
  if (!noticeGiven) {
    console.warn('redis-server was not found: tests of the grown shape are skipped (apt-get install redis-server).');
  }
  noticeGiven = true;
  describeShape(name, 'grown', define, true);
}

function describeShape(
  name: string,
  shapeName: Shape['name'],
  define: (shape: Shape) => void,
  isSkipped = false,
): void {
  describe.skipIf(isSkipped)(`${name} (${shapeName}${isSkipped ? ': no redis-server on this machine' : ''})`, () => {
    const shape = emptyShape(shapeName);
    let database: TestDatabase | undefined;
    let redis: TestRedis | undefined;

    beforeAll(async () => {
      if (shapeName === 'grown') redis = await startRedis();
      database = await testDatabase();
      const { url } = database;
      Object.assign(shape, {
        databaseUrl: url,
        redisUrl: redis?.url,
        breakBus: () => redis?.restart() ?? endListeners(url),
      });
    });
    // Registered before the tests' own hooks, because the last one registered runs first.
    afterAll(async () => {
      await database?.drop();
      await redis?.stop();
    });
    define(shape);
  });
}

function emptyShape(name: Shape['name']): Shape {
  return { name, databaseUrl: '', redisUrl: undefined, breakBus: async () => undefined };
}

async function endListeners(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
  } finally {
    await client.end();
  }
}
