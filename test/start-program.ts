import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { restore } from '../platform/backup/restore.ts';
import { freePort } from '../platform/embedded-postgres.ts';
import { removeFolder } from '../platform/remove-folder.ts';

const ownRoot = fileURLToPath(new URL('..', import.meta.url));
const startLimitSeconds = 300;

export interface StartedProgram {
  readonly url: string;
  readonly dataDir: string;
  /** Of the supervisor, which starts all others. */
  readonly pid: number;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the whole program as `npm start` does, in a data directory of its own: server and worker under the supervisor. It
 * plans by itself at no time.
 *
 * @param options.root of the checkout to start, this one unless told
 * @param options.flags of the command line, beside port and data directory
 * @param options.env what it is told beside that
 * @param options.backup what it goes on from; with nothing unless told
 * @throws Error with all it printed when it does not start
 */
export async function startProgram({
  root = ownRoot,
  flags = [],
  env = {},
  backup,
}: {
  root?: string;
  flags?: readonly string[];
  env?: Readonly<Record<string, string>>;
  backup?: string | undefined;
}): Promise<StartedProgram> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-program-'));
  // PostgreSQL may have to run as another user than root.
  chmodSync(directory, 0o755);
  const dataDir = path.join(directory, 'dữ liệu');
  if (backup) await restore(backup, dataDir);
  const port = await freePort();
  const start = path.join(root, 'platform/bootstrap/start.mjs');
  const child = spawn(process.execPath, [start, '--port', String(port), '--data-dir', dataDir, ...flags], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DAILY_PLAN_AT: 'off', ...env },
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
  return { url: `http://localhost:${port}`, dataDir, pid: child.pid ?? 0, stop };
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
