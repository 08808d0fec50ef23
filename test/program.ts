import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { freePort } from '../platform/embedded-postgres.ts';
import { removeFolder } from '../platform/remove-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the whole program, running with the demo town. */
    programUrl: string;
    /** Where that program keeps its data. */
    programDataDir: string;
    /** Password of its demo accounts. */
    programPassword: string;
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const startLimitSeconds = 300;

/**
 * The whole program as `npm start` runs it, once for all browser tests: a new data directory, the demo town imported,
 * server and worker under the supervisor.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-program-'));
  // PostgreSQL may have to run as another user than root.
  chmodSync(directory, 0o755);
  const dataDir = path.join(directory, 'dữ liệu');
  const port = await freePort();
  const start = path.join(root, 'platform/bootstrap/start.mjs');
  const child = spawn(process.execPath, [start, '--port', String(port), '--data-dir', dataDir], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      OPTIMIZER_SECONDS: '5',
      DAILY_PLAN_AT: 'off',
      DEMO_HISTORY_MONTHS: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await stopChild(child);
    removeFolder(directory);
  };
  try {
    await welcomed(child);
  } catch (error) {
    await stop();
    throw error;
  }
  const accounts = JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as { password: string };
  project.provide('programUrl', `http://localhost:${port}`);
  project.provide('programDataDir', dataDir);
  project.provide('programPassword', accounts.password);
  return stop;
}

/** Waits for the closing block of a start; everything it printed is the error when it does not come. */
function welcomed(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const limit = setTimeout(
      () => reject(new Error(`Not started in ${startLimitSeconds} s:\n${printed}`)),
      startLimitSeconds * 1000,
    );
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (!printed.includes('Ctrl-C')) return;
      clearTimeout(limit);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`The program ended with code ${code}:\n${printed}`));
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
