import pg from 'pg';

/**
 * A pool whose every connection is listened to as long as it lives. The pool itself hears a connection only while it lies
 * idle: one that breaks while somebody holds it (the server died) would end the process, as Node does with an error that
 * nobody hears. Whoever waits for an answer is told by that answer.
 *
 * @param onError told about each connection that broke
 */
export function openPool(config: pg.PoolConfig, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * One connection for one piece of work, closed afterwards. That it broke is told by the work, whose next question fails.
 *
 * @throws whatever connecting or the work throws
 */
export async function withConnection<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
