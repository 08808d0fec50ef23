import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeFolder } from '../remove-folder.ts';
import { claimDataDirectory } from '../data-directory.ts';
import { freePort, removeCluster } from '../embedded-postgres.ts';
import { processIdentity } from '../process-identity.ts';
import { type RuntimeFile, readRuntimeFile } from '../runtime-file.ts';
import { scriptArguments } from '../script-arguments.ts';

const start = scriptArguments('platform/supervisor/fixtures/start.ts');
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A supervisor in a process of its own, with all it has said so far. */
interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

let parent: string;
let dataDir: string;
let port: number;
const runs: Run[] = [];

beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh '));
  chmodSync(parent, 0o755);
  dataDir = path.join(parent, 'Thị xã Bỉm Sơn', 'dữ liệu');
  port = await freePort();
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.child.kill('SIGTERM');
    await run.ended;
  }
});

afterAll(() => {
  removeCluster(dataDir);
  removeFolder(parent);
});

function launch(parameters: string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [...start, ...parameters], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DEMO_PASSWORD: '', NODE_ENV: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const run = { child, said: () => text, ended: new Promise<number | null>((resolve) => child.once('close', resolve)) };
  runs.push(run);
  return run;
}

const usual = (): string[] => ['--port', String(port), '--data-dir', dataDir];

async function until<T>(what: string, look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline)
      throw new Error(`${what} did not happen; said:\n${runs.map((run) => run.said()).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const isUp = (run: Run): Promise<true> =>
  until('the start', () => {
    if (run.child.exitCode !== null) throw new Error(`ended with ${run.child.exitCode}:\n${run.said()}`);
    return run.said().includes('Ctrl-C') as true | false;
  });

async function healthStatus(): Promise<number | undefined> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).status;
  } catch {
    // Nothing listens at the moment.
    return undefined;
  }
}

function runtime(): RuntimeFile {
  const file = readRuntimeFile(dataDir);
  if (!file) throw new Error('there is no runtime.json');
  return file;
}

const alive = (noted: { pid: number; identity: string }): boolean => processIdentity(noted.pid) === noted.identity;

const passwordOf = (run: Run): string | undefined => /Password\s+(\S{8,})/.exec(run.said())?.[1];

test('in a path with spaces and Vietnamese letters it tells how to sign in and what a part of it has to say, stops in order, and keeps the data', async () => {
  const run = launch(usual());
  await isUp(run);
  expect(run.said()).toContain(`http://localhost:${port}`);
  expect(run.said()).toContain(dataDir);
  expect(passwordOf(run)).toBeDefined();
  expect(run.said()).toContain(
    'Ca sớm nhất xuất phát khi chưa có kế hoạch.\nThe first shift leaves before there is a plan.',
  );
  expect(await healthStatus()).toBe(200);
  const { children } = runtime();
  expect(Object.keys(children).sort()).toEqual(['postgres', 'server', 'worker']);

  // Resolves with the first bytes, so the request is surely being answered when the stop comes.
  const slow = await fetch(`http://127.0.0.1:${port}/slow`);
  run.child.kill('SIGTERM');
  expect(await slow.text()).toBe('begun finished');
  expect(await run.ended).toBe(0);
  expect(Object.values(children).filter(alive)).toEqual([]);
  expect(readRuntimeFile(dataDir)).toBeUndefined();

  const second = launch(usual());
  await isUp(second);
  expect(passwordOf(second)).toBe(passwordOf(run));
  // The fixture's demo program fails when it is run a second time.
  expect(second.said()).not.toContain('already exists');
});

test('it starts again whatever part of it is killed, and shares its data directory with no second one', async () => {
  await isUp(launch(usual()));
  for (const name of ['server', 'worker', 'postgres']) {
    const before = runtime().children[name];
    if (!before) throw new Error(`${name} is not noted`);
    process.kill(before.pid, 'SIGKILL');
    await until(`a new ${name}`, () => {
      const noted = readRuntimeFile(dataDir)?.children[name];
      return noted !== undefined && noted.identity !== before.identity && alive(noted);
    });
    await until('health 200', async () => (await healthStatus()) === 200);
  }

  const second = launch(['--port', String(await freePort()), '--data-dir', dataDir]);
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/already running on .*process \d+/);
  expect(await healthStatus()).toBe(200);
});

test('a full disk ends it not, and once there is space it is back by itself', async ({ skip }) => {
  const small = path.join(parent, 'small');
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=755', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    // Only root may, and not on every system.
    skip('this system lets nobody make a small disk');
  }
  try {
    const run = launch(['--port', String(port), '--data-dir', path.join(small, 'data')]);
    await isUp(run);
    const filling = path.join(small, 'filling');
    expect(() => writeFileSync(filling, Buffer.alloc(400_000_000))).toThrow(/ENOSPC/);
    const before = readRuntimeFile(path.join(small, 'data'))?.children['postgres'];
    if (!before) throw new Error('postgres is not noted');
    // The least that comes of it: a database that cannot write ends, and cannot start again.
    process.kill(before.pid, 'SIGKILL');
    await until('a start of the database that fails', () => /does not start|No space left/.test(run.said()));
    expect(run.child.exitCode).toBeNull();
    expect(await healthStatus()).not.toBe(200);

    rmSync(filling);
    await until('health 200', async () => (await healthStatus()) === 200);
    await until('the new database to be noted', () => {
      const noted = readRuntimeFile(path.join(small, 'data'))?.children['postgres'];
      return noted !== undefined && noted.identity !== before.identity && alive(noted);
    });
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  } finally {
    for (const run of runs) run.child.kill('SIGKILL');
    await Promise.all(runs.map((run) => run.ended));
    execFileSync('umount', ['--lazy', small]);
  }
});

test('when the supervisor itself is killed everything ends by itself, or the next start ends it and has the data', async () => {
  const killed = launch(usual());
  await isUp(killed);
  const { children } = runtime();
  killed.child.kill('SIGKILL');
  const next = launch(usual());
  await isUp(next);
  expect(Object.values(children).filter(alive)).toEqual([]);
  expect(await healthStatus()).toBe(200);

  const again = runtime().children;
  next.child.kill('SIGKILL');
  await until('everything gone', () => Object.values(again).every((child) => !alive(child)));
});

test('--fresh starts over', async () => {
  claimDataDirectory(dataDir);
  const note = path.join(dataDir, 'blobs', 'note');
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, 'old');
  await isUp(launch([...usual(), '--fresh']));
  expect(existsSync(note)).toBe(false);
});

test('--fresh deletes nothing in a directory that is not ours', async () => {
  const foreign = path.join(parent, 'holiday pictures');
  mkdirSync(foreign);
  writeFileSync(path.join(foreign, 'beach.jpg'), 'sand');
  const refused = launch(['--port', String(port), '--data-dir', foreign, '--fresh']);
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toContain('holds files that are not ours');
  expect(readFileSync(path.join(foreign, 'beach.jpg'), 'utf8')).toBe('sand');
});

test('a taken port is one sentence and a failure', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  const run = launch(usual());
  const code = await run.ended;
  other.close();
  expect(code).toBe(1);
  expect(run.said().trim().split('\n')).toHaveLength(2);
  expect(run.said()).toContain(`Port ${port} is already taken`);
});

test('a file where the data directory should be is one sentence that says so, and a failure', async () => {
  const file = path.join(parent, 'a file');
  writeFileSync(file, '');
  for (const [wanted, place] of [
    [file, file],
    [path.join(file, 'deep', 'data'), `${file} (in ${path.join(file, 'deep', 'data')})`],
  ] as const) {
    const run = launch(['--port', String(port), '--data-dir', wanted]);
    expect(await run.ended).toBe(1);
    expect(run.said().split('\n')[0]).toBe(
      `✖ ${place} is a file and the data need a directory: choose another with --data-dir.`,
    );
  }
});

test('without the demo it tells how to make the first account, until there is one', async () => {
  const bare = path.join(parent, 'của tôi');
  const parameters = ['--port', String(port), '--data-dir', bare, '--no-demo'];
  const first = launch(parameters);
  await isUp(first);
  expect(first.said()).toContain(`npm run account -- --email ADDRESS --role admin --data-dir '${bare}'`);
  const account = spawn('npm', ['run', 'account', '--', '--email', 'a@b.vn', '--role', 'admin', '--data-dir', bare], {
    cwd: root,
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => account.once('close', resolve))).toBe(0);
  first.child.kill('SIGTERM');
  await first.ended;

  // Nor does a later start that forgets the option bring the demo's accounts in.
  const second = launch(['--port', String(port), '--data-dir', bare]);
  await isUp(second);
  expect(second.said()).not.toContain('npm run account');
  expect(passwordOf(second)).toBeUndefined();
  expect(existsSync(path.join(bare, 'demo-accounts.json'))).toBe(false);
  second.child.kill('SIGTERM');
  await second.ended;
  removeCluster(bare);
});

test('a broken database directory is one sentence and a failure', async () => {
  const broken = path.join(parent, 'broken');
  claimDataDirectory(broken);
  mkdirSync(path.join(broken, 'postgres', 'base'), { recursive: true });
  const run = launch(['--port', String(port), '--data-dir', broken]);
  expect(await run.ended).toBe(1);
  expect(run.said()).toMatch(/^✖ The database directory .* is damaged.*--fresh/m);
});

test('a data directory deleted under it is one sentence and a failure, and nothing is left running', async () => {
  const doomed = path.join(parent, 'bị xóa');
  const run = launch(['--port', String(port), '--data-dir', doomed]);
  await isUp(run);
  const { children } = readRuntimeFile(doomed) as RuntimeFile;
  const before = run.said().length;
  removeCluster(doomed);
  removeFolder(doomed);
  expect(await run.ended).toBe(1);
  const after = run.said().slice(before);
  expect(after).toContain(`✖ The data directory ${doomed} was deleted or moved while the program ran`);
  expect(after.match(/✖/g)).toHaveLength(1);
  expect(after).not.toMatch(/^\s+at /m);
  expect(Object.values(children).filter(alive)).toEqual([]);
  expect(existsSync(doomed)).toBe(false);
});

test('a wrong option is one sentence and a failure', async () => {
  const run = launch(['--port', 'eighty']);
  expect(await run.ended).toBe(1);
  expect(run.said()).toContain('PORT (--port N) got "eighty" but wants a whole number from 1 to 65535.');
});

test('a Redis that is not there is named in one sentence, and nothing is left running', async () => {
  const redisPort = await freePort();
  const run = launch(['--port', String(port), '--data-dir', path.join(parent, 'no redis')], {
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
  });
  expect(await run.ended).toBe(1);
  expect(run.said()).toContain(`The Redis at 127.0.0.1:${redisPort} cannot be used (`);
  expect(existsSync(path.join(parent, 'no redis', 'postgres'))).toBe(false);
});
