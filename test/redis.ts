import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../platform/embedded-postgres.ts';

/** A Redis of a test's own. */
export interface TestRedis {
  readonly url: string;
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
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${port}`;
  await answer(url, server);
  return {
    url,
    async stop() {
      const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      server.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
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
