import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, removeCluster, startEmbeddedPostgres } from './embedded-postgres.ts';
import { processIdentity } from './process-identity.ts';

// Durability is not what these tests are about.
const settings = { fsync: 'off' };

let dataDir: string;
const started: EmbeddedPostgres[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tuyen xanh đất '));
});

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: { port?: number } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(dataDir, { ...options, settings });
  started.push(postgres);
  return postgres;
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('it keeps its data, speaks UTF-8 and UTC, and takes a wanted port again', async () => {
  const first = await start();
  await query(first, `CREATE TABLE ward AS SELECT 'Ngọc Trạo' AS name`);
  await first.stop();

  const second = await start({ port: first.port });
  expect(second.url).toBe(first.url);
  const [row] = await query(
    second,
    `SELECT name, upper('đường ệ') AS upper, current_setting('TimeZone') AS zone, pg_encoding_to_char(encoding) AS encoding
     FROM ward, pg_database WHERE datname = current_database()`,
  );
  expect(row).toEqual({ name: 'Ngọc Trạo', upper: 'ĐƯỜNG Ệ', zone: 'UTC', encoding: 'UTF8' });
});

test('one left behind by a killed supervisor is ended before the next starts', async () => {
  const left = await start();
  await query(left, 'CREATE TABLE kept (id int)');
  const next = await start();
  expect(processIdentity(left.pid)).toBeUndefined();
  expect(await query(next, 'SELECT * FROM kept')).toEqual([]);
});

test('the lock of a dead one is no obstacle, even when its number now belongs to somebody else', async () => {
  const first = await start();
  await query(first, 'CREATE TABLE kept (id int)');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`);

  const second = await start();
  expect(await query(second, 'SELECT * FROM kept')).toEqual([]);
});

test('nobody gets in without the password', async () => {
  const postgres = await start();
  const stranger = new URL(postgres.url);
  stranger.password = 'guess';
  const client = new pg.Client({ connectionString: stranger.href });
  await expect(client.connect()).rejects.toThrow('password authentication failed');
});
