import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

let directory: string;
let unmount = (): void => undefined;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'nhật ký '));
});
afterEach(() => {
  unmount();
  unmount = () => undefined;
  rmSync(directory, { recursive: true, force: true });
});

/** Whether a small file system could be put there, which takes root and a system that lets it. */
function mountSmall(bytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return false;
  }
  unmount = () => execFileSync('umount', [directory]);
  return true;
}

test('a log is put aside when it is long, and so many of the old ones are kept', () => {
  const log = openLogFile(path.join(directory, 'a.log'), { mostBytes: 20, keptFiles: 2 });
  for (let line = 1; line <= 9; line++) log.write(`line ${line} of it\n`);
  log.close();
  expect(readdirSync(directory).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2']);
  expect(readFileSync(path.join(directory, 'a.log'), 'utf8')).toBe('line 9 of it\n');
  expect(readFileSync(path.join(directory, 'a.log.1'), 'utf8')).toBe('line 7 of it\nline 8 of it\n');
});

test('two that write the same log lose no line when one of them puts it aside', () => {
  const logs = [1, 2].map(() => openLogFile(path.join(directory, 'a.log'), { mostBytes: 40, keptFiles: 9 }));
  for (let line = 10; line < 40; line++) logs[line % 2]?.write(`line ${line}\n`);
  const text = readdirSync(directory).map((file) => readFileSync(path.join(directory, file), 'utf8'));
  const lines = text.join('').trim().split('\n').sort();
  expect(lines).toEqual(Array.from({ length: 30 }, (_, i) => `line ${i + 10}`));
});

test('a directory that is gone costs lines, and says how many once it is back', () => {
  const file = path.join(directory, 'sub', 'a.log');
  const log = openLogFile(file);
  log.write('one\n');
  log.write('two\n');
  mkdirSync(path.dirname(file));
  log.write('three\n');
  expect(readFileSync(file, 'utf8')).toBe('… 2 lines are missing here: they could not be written.\nthree\n');
});

test('a full disk costs lines, and says how many once there is space again', ({ skip }) => {
  if (!mountSmall(64 * 1024)) skip('this system lets nobody make a small disk');
  const file = path.join(directory, 'a.log');
  const log = openLogFile(file);
  log.write('before\n');
  const filling = path.join(directory, 'filling');
  expect(() => writeFileSync(filling, Buffer.alloc(128 * 1024))).toThrow(/ENOSPC/);
  for (let line = 0; line < 3; line++) log.write(`${'x'.repeat(5000)}\n`);
  rmSync(filling);
  log.write('after\n');
  log.close();
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('before\n')).toBe(true);
  expect(text).toMatch(/\n… [1-3] lines are missing here: they could not be written\.\nafter\n$/);
});
