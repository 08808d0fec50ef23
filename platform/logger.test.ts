import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogger } from './logger.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-log-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const lines = (): Record<string, unknown>[] =>
  readFileSync(path.join(dataDir, 'logs', 'server.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a record is a line of JSON with time, process and level, once it is worth its level', () => {
  const logger = openLogger({ name: 'server', dataDir, level: 'info' });
  logger.debug('too small');
  logger.info({ truck: '36C-123.45' }, 'xe đã rời bãi');
  expect(lines()).toEqual([
    expect.objectContaining({ name: 'server', level: 30, truck: '36C-123.45', msg: 'xe đã rời bãi' }),
  ]);
  expect(Number.isNaN(Date.parse(String(lines()[0]?.['time'])))).toBe(false);
});

test('secrets never reach the log', () => {
  const logger = openLogger({ name: 'server', dataDir, level: 'info' });
  logger.info(
    { password: 'hunter2', request: { headers: { authorization: 'hunter2', cookie: 'hunter2' } } },
    'sign-in',
  );
  expect(readFileSync(path.join(dataDir, 'logs', 'server.log'), 'utf8')).not.toContain('hunter2');
});
