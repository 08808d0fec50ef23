import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processIdentity } from '../process-identity.ts';
import { LOCK_NAME, lockDataDirectory } from './lock.ts';

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'khóa '));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const folder = (): string => path.join(dataDir, LOCK_NAME);
const highest = (): string => path.join(folder(), String(Math.max(...readdirSync(folder()).map(Number))));

/** A process that asks for the lock as soon as the line is given, says what it got, and stays. */
function contender(): { go: () => void; isThere: Promise<void>; outcome: Promise<string> } {
  const script = `
    import { lockDataDirectory } from ${JSON.stringify(new URL('lock.ts', import.meta.url).href)};
    console.log('there');
    process.stdin.once('data', async () => {
      try { await lockDataDirectory(${JSON.stringify(dataDir)}); console.log('has it'); }
      catch (error) { console.log('refused: ' + error.message); }
      setInterval(() => undefined, 1000);
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  children.push(child);
  let said = '';
  const lineWith = (text: RegExp): Promise<string> =>
    new Promise((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = text.exec(said);
        if (found) resolve(found[0]);
      });
    });
  const isThere = lineWith(/there/).then(() => undefined);
  return { go: () => child.stdin.write('go\n'), isThere, outcome: lineWith(/has it|refused: .*/) };
}

const dead = { pid: 999_999_999, identity: 'dead', namespace: 'elsewhere', inode: 1 };

test('of four starts at once on the directory of one that was killed, exactly one gets it', async () => {
  const killed = await lockDataDirectory(dataDir);
  // As a killed one leaves it: held, by a process that is no more.
  const noted = JSON.parse(readFileSync(highest(), 'utf8'));
  writeFileSync(highest(), JSON.stringify({ ...noted, pid: dead.pid }));
  const starts = Array.from({ length: 4 }, contender);
  await Promise.all(starts.map((start) => start.isThere));
  for (const start of starts) start.go();
  const outcomes = await Promise.all(starts.map((start) => start.outcome));
  expect(outcomes.filter((outcome) => outcome === 'has it')).toHaveLength(1);
  expect(outcomes.filter((outcome) => /already running/.test(outcome))).toHaveLength(3);
  expect(killed.isHeld()).toBe(false);
});

test('one that runs is refused by its process, and gives the directory free', async () => {
  const lock = await lockDataDirectory(dataDir);
  await expect(lockDataDirectory(dataDir)).rejects.toThrow(`already running on ${dataDir} (process ${process.pid})`);
  lock.release();
  const next = await lockDataDirectory(dataDir);
  expect([lock.isHeld(), next.isHeld()]).toEqual([false, true]);
});

test('one in another container is refused as long as it gives signs of life, and taken over when it gives none', async () => {
  const lock = await lockDataDirectory(dataDir);
  // Its process numbers mean nothing here.
  writeFileSync(highest(), JSON.stringify({ ...dead, inode: 0 }));
  let second = 0;
  const beats = setInterval(() => utimesSync(highest(), 1e9, 1e9 + ++second), 500);
  let waits = 0;
  await expect(lockDataDirectory(dataDir, () => (waits += 1))).rejects.toThrow('already running');
  clearInterval(beats);
  const next = await lockDataDirectory(dataDir, () => (waits += 1));
  expect([waits, next.isHeld(), lock.isHeld()]).toEqual([2, true, false]);
});

test('one that is just being written down is not taken for dead, though it gives no other sign', async () => {
  const own = { pid: process.pid, identity: processIdentity(process.pid), namespace: '', inode: 0 };
  mkdirSync(folder());
  writeFileSync(path.join(folder(), '1'), '');
  const tick = (): void => utimesSync(highest(), 1e9, 1e9);
  tick();
  const write = (): void => {
    writeFileSync(highest(), JSON.stringify(own));
    tick();
  };
  await expect(lockDataDirectory(dataDir, write)).rejects.toThrow(`process ${process.pid}`);
});

test('a copy of a directory in use is free, as whoever has the one has not the other', async () => {
  await lockDataDirectory(dataDir);
  const copy = mkdtempSync(path.join(tmpdir(), 'bản sao '));
  cpSync(dataDir, copy, { recursive: true, preserveTimestamps: true });
  expect((await lockDataDirectory(copy)).isHeld()).toBe(true);
  rmSync(copy, { recursive: true });
});

test('the single file of earlier versions is minded, and replaced when its process is gone', async () => {
  const alive = { pid: process.pid, identity: processIdentity(process.pid) };
  writeFileSync(folder(), JSON.stringify(alive));
  await expect(lockDataDirectory(dataDir)).rejects.toThrow('already running');
  writeFileSync(folder(), JSON.stringify({ ...alive, identity: 'another' }));
  expect((await lockDataDirectory(dataDir)).isHeld()).toBe(true);
});
