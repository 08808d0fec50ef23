import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../prisma/client/client.ts';
import { openPool } from './postgres/connections.ts';

/** The database as the program uses it: Prisma for records, the pool for bulk writes and hand-written SQL. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens one pool of connections that Prisma and hand-written SQL share. Connects lazily: an unreachable database
 * shows at the first query.
 *
 * @param url PostgreSQL address
 * @param options.maxConnections size of the pool (10)
 * @param options.onError told about a connection that broke; the pool replaces it by itself
 */
export function openDatabase(
  url: string,
  options: { maxConnections?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = openPool({ connectionString: url, max: options.maxConnections ?? 10, keepAlive: true }, (error) =>
    options.onError?.(error),
  );
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
