import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { openPool, withConnection } from './connections.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrated: false });
});
afterAll(() => database.drop());

const endSession = (pid: number): Promise<unknown> =>
  withConnection(database.url, (client) => client.query('SELECT pg_terminate_backend($1, 5000)', [pid]));

test('a connection that breaks while somebody holds it is told to the pool’s owner and ends nothing else', async () => {
  const told: Error[] = [];
  const pool = openPool({ connectionString: database.url, max: 1 }, (error) => told.push(error));
  const held = await pool.connect();
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await endSession(rows[0]?.pid ?? 0);
  await expect.poll(() => told.length).toBeGreaterThan(0);
  await expect(held.query('SELECT 1')).rejects.toThrow(/connection|not queryable/i);
  held.release(true);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test('work on a connection that breaks fails, and the process goes on', async () => {
  const work = withConnection(database.url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await endSession(rows[0]?.pid ?? 0);
    await client.query('SELECT 1');
  });
  await expect(work).rejects.toThrow(/connection|not queryable/i);
});

const ROOMS = ['demo', 'platform', 'planning', 'prisma', 'records', 'roads', 'server', 'worker'];
const sources = readdirSync('.', { recursive: true, encoding: 'utf8' })
  .filter((file) => ROOMS.some((room) => file.startsWith(`${room}${path.sep}`)))
  .filter(
    (file) => /\.m?ts$/.test(file) && !/\.(test|testing)\.ts$|fixtures|connections\.ts$|^prisma.client/.test(file),
  )
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

test('nothing that runs long opens connections of its own beside these, nor hears only the first fault of something', () => {
  const bare = sources.filter(({ text }) => /new pg\.Pool\(/.test(text) && !/\.on\('connect'/.test(text));
  const unheard = sources.filter(({ text }) => /new pg\.Client\(/.test(text) && !/\.on\('error'/.test(text));
  const once = sources.filter(({ text }) => /\.once\(\s*'error'/.test(text));
  expect([...bare, ...unheard, ...once].map(({ file }) => file)).toEqual([]);
});
