import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder } from '../remove-folder.ts';
import { type EmbeddedPostgres, removeCluster, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { backUp } from './back-up.ts';

let directory: string;
let dataDir: string;
let copy: string;
const started: EmbeddedPostgres[] = [];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'sao lưu đất '));
  dataDir = path.join(directory, 'dữ liệu');
  copy = path.join(directory, 'bản sao');
  mkdirSync(path.join(dataDir, 'blobs', 'areas'), { recursive: true });
  mkdirSync(path.join(dataDir, 'blobs', '.writing'));
  writeFileSync(path.join(dataDir, 'blobs', 'areas', 'map'), 'map');
  writeFileSync(path.join(dataDir, 'blobs', '.writing', 'half'), 'ha');
  writeFileSync(path.join(dataDir, 'auth-secret'), 'secret');
  writeFileSync(path.join(dataDir, 'runtime.json'), '{}');
});

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  for (const data of [dataDir, copy]) removeCluster(data);
  removeFolder(directory);
});

async function start(where: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(where, { settings: { fsync: 'off' } });
  started.push(postgres);
  return postgres;
}

async function ask(postgres: EmbeddedPostgres, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

test('a copy of a program that runs starts with what was committed before, whole though much is written meanwhile', async () => {
  const postgres = await start(dataDir);
  await ask(postgres, 'CREATE TABLE kept (id int, text text)', `INSERT INTO kept VALUES (0, 'Ngọc Trạo')`);
  let isCopied = false;
  let written = 0;
  const write = async (): Promise<void> => {
    while (!isCopied) {
      // Two rows at once: a copy with one of them would be half of a transaction.
      await ask(postgres, `INSERT INTO kept SELECT ${written + 1}, repeat('x', 2000) FROM generate_series(1, 2)`);
      written += 1;
    }
  };
  const writing = write();
  await expect.poll(() => written).toBeGreaterThan(2);
  const writtenBefore = written;
  await backUp(dataDir, copy, postgres.url);
  isCopied = true;
  await writing;

  const restored = await start(copy);
  const rows = await ask(restored, 'SELECT id, count(*)::int AS count FROM kept GROUP BY id ORDER BY id');
  expect(rows.length).toBeGreaterThan(writtenBefore);
  expect(rows).toEqual(rows.map((_, id) => ({ id, count: id === 0 ? 1 : 2 })));
  expect((await ask(restored, 'SELECT text FROM kept WHERE id = 0'))[0]).toEqual({ text: 'Ngọc Trạo' });
  // The one it was copied from goes on.
  expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a copy of one that does not run is the same, with blobs and secrets and nothing of the last run', async () => {
  const postgres = await start(dataDir);
  await ask(postgres, 'CREATE TABLE kept (id int)');
  await postgres.stop();
  await backUp(dataDir, copy, undefined);
  expect(readFileSync(path.join(copy, 'blobs', 'areas', 'map'), 'utf8')).toBe('map');
  expect(readFileSync(path.join(copy, 'auth-secret'), 'utf8')).toBe('secret');
  for (const gone of ['runtime.json', 'logs', path.join('blobs', '.writing')]) {
    expect([gone, existsSync(path.join(copy, gone))]).toEqual([gone, false]);
  }
  expect(await ask(await start(copy), 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: 0 }]);
});

test('a directory that holds something, or lies in the data, and data that are none, are refused with a sentence', async () => {
  await expect(backUp(dataDir, copy, undefined)).rejects.toThrow('There is no database in');
  await (await start(dataDir)).stop();
  await expect(backUp(dataDir, directory, undefined)).rejects.toThrow('is not empty');
  await expect(backUp(dataDir, path.join(dataDir, 'backup'), undefined)).rejects.toThrow('lies in the data directory');
});
