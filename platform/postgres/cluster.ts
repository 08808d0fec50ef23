import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { processIdentity, waitUntilGone } from '../process-identity.ts';
import type { Binaries } from './binaries.ts';
import type { OperatingUser } from './operating-user.ts';

/** Environment of PostgreSQL's programs: plain messages, and nothing from our own PG* variables. */
export const programEnvironment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

/** Whether a directory holds a database cluster whose creation was finished. */
export function isInitialised(directory: string): boolean {
  return existsSync(path.join(directory, 'PG_VERSION')) && existsSync(path.join(directory, 'global', 'pg_control'));
}

/**
 * Creates a cluster: UTF-8, sorted by code point with PostgreSQL's own C.UTF-8 so that it does not hang on the
 * system's locales, password required. Created beside its place and then moved, so that a killed start leaves no half.
 */
export async function initialise(
  binaries: Binaries,
  directory: string,
  user: OperatingUser | undefined,
  password: string,
): Promise<void> {
  const parent = path.dirname(directory);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(parent, `.password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(directory, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${directory}`,
        `--pwfile=${passwordFile}`,
        '--username=tuyenxanh',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      user,
    );
  } catch (cause) {
    rmSync(directory, { recursive: true, force: true });
    throw new ExplainedError(
      `The database could not be created in ${directory}: ${lastLine((cause as Error).message)}`,
      `Không tạo được cơ sở dữ liệu trong ${directory}: ${lastLine((cause as Error).message)}`,
      { cause },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Makes way for a new start after a crash: stops a PostgreSQL that still runs on the cluster because its supervisor
 * was killed, and removes the lock of one that is gone, even when its process number now belongs to someone else.
 */
export async function stopLeftover(directory: string): Promise<void> {
  const lock = path.join(directory, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const identity = Number.isInteger(pid) && pid > 0 ? processIdentity(pid) : undefined;
  if (identity && runsOn(pid, directory)) {
    process.kill(pid, 'SIGINT');
    if (await waitUntilGone({ pid, identity }, 20)) return;
    process.kill(pid, 'SIGQUIT');
    await waitUntilGone({ pid, identity }, 5);
  }
  rmSync(lock, { force: true });
}

function runsOn(pid: number, directory: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(directory);
  } catch {
    // Gone in the meantime, or another user's process, which is not our database.
    return false;
  }
}

function run(program: string, parameters: string[], user: OperatingUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...user,
      cwd: '/',
      env: programEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(complaint.trim() || `exit code ${code}`))));
  });
}

/** The last line that says something, for a one-sentence report; hints and details follow the first error line. */
export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const fault = lines.filter((line) => /(FATAL|PANIC|error):/.test(line)).at(-1);
  return (fault ?? lines.at(-1) ?? 'no reason given').replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
