import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../platform/embedded-postgres.ts';
import { removeFolder } from '../platform/remove-folder.ts';

/** A Redis of a test's own. */
export interface TestRedis {
  readonly url: string;
  /** Leaves its connections open and answers nothing until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it and starts it anew at the same address, with nothing in it. */
  restart(): Promise<void>;
  /** May be followed by `restart`. */
  stop(): Promise<void>;
}

/** Whether this machine has a `redis-server`. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Starts a `redis-server` on a free port that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const start = async (): Promise<ChildProcess> => {
    mkdirSync(directory, { recursive: true });
    const started = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
      { stdio: 'ignore' },
    );
    await answer(url, started);
    return started;
  };
  let server = await start();
  return {
    url,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async restart() {
      await end(server);
      server = await start();
    },
    async stop() {
      await end(server);
      removeFolder(directory);
    },
  };
}

async function answer(url: string, server: ChildProcess): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  let refusal: Error | undefined;
  client.on('error', (error) => {
    refusal = error;
  });
  const died = new Promise<never>((_, reject) => {
    server.once('exit', () => reject(new Error(`redis-server ended at once: ${refusal?.message ?? 'no answer'}`)));
  });
  try {
    await Promise.race([client.ping(), died]);
  } finally {
    client.disconnect();
    died.catch(() => undefined);
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  // One that is paused would get to it only then.
  server.kill('SIGCONT');
  await ended;
}
