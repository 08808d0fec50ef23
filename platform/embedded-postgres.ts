import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { copyDirectory } from './backup/copy-files.ts';
import { ExplainedError } from './explained-error.ts';
import { keptSecret } from './kept-secret.ts';
import { openLogFile } from './log-file.ts';
import { type Binaries, copyBinaries, findBinaries } from './postgres/binaries.ts';
import { withConnection } from './postgres/connections.ts';
import { removeFolder } from './remove-folder.ts';
import { initialise, isInitialised, lastLine, programEnvironment, stopLeftover } from './postgres/cluster.ts';
import { canReach, type OperatingUser, operatingUser } from './postgres/operating-user.ts';
import { forgetOwner, isOwner, noteOwner, placeFor, requireOwner } from './postgres/ownership.ts';

/** A PostgreSQL of our own that is running. */
export interface EmbeddedPostgres {
  /** Address of the program's database. */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** Resolves when it ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Breaks off open sessions, writes everything out and waits until it ended. */
  stop(): Promise<void>;
}

/** Where root keeps what the database's user could not reach below a closed home directory. */
const sharedRoot = '/var/lib/tuyen-xanh';
const databaseName = 'tuyen_xanh';

/**
 * Starts PostgreSQL on a loopback port with its cluster in `<dataDir>/postgres`, which is created at first. As root
 * it runs as another user; when that user cannot reach the directory (a clone below `/root`), the cluster lies in
 * `/var/lib/tuyen-xanh` and `<dataDir>/postgres` is a link to it.
 *
 * @param options.port preferred port, e.g. the one of last time; another free one is taken when it is not free
 * @param options.mustExist does not make a cluster where there is none: an empty one in its place would look like a fresh start
 * @param options.settings further settings of the server, by name
 * @throws ExplainedError when the cluster cannot be created, does not start, or is another data directory's
 * @throws NoCluster when there must be one and is none
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: { port?: number; mustExist?: boolean; settings?: Readonly<Record<string, string>> } = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
  if (options.mustExist && !isInitialised(path.join(dataDir, 'postgres'))) throw new NoCluster(dataDir);
  const { binaries, directory, user } = await arrange(dataDir);

  await stopLeftover(directory);
  const password = keptSecret(dataDir, 'postgres-password');
  if (!isInitialised(directory)) {
    refuseToOverwrite(directory);
    await initialise(binaries, directory, user, password);
  }
  if (user === undefined) assertReadable(directory);

  const log = path.join(dataDir, 'logs', 'postgres.log');
  let port = await freePort(options.port);
  for (let attempt = 1; ; attempt++) {
    const child = spawnServer(binaries, directory, user, port, options.settings ?? {});
    const outcome = await untilReady(child, log);
    if (outcome === 'ready') {
      const url = `postgresql://tuyenxanh:${encodeURIComponent(password)}@127.0.0.1:${port}/${databaseName}`;
      await createDatabase(url);
      return running(child, url, port);
    }
    const mayPass = /could not bind|shared memory block|Address already in use/.test(outcome);
    if (!mayPass || attempt === 20) {
      throw new ExplainedError(
        `The database in ${directory} does not start: ${lastLine(outcome)} (all of it in ${log}; --fresh starts over).`,
        `Cơ sở dữ liệu trong ${directory} không khởi động được: ${lastLine(outcome)} (chi tiết trong ${log}; --fresh để bắt đầu lại).`,
      );
    }
    // A port just taken by someone, or sessions of a killed server that have not noticed its death yet.
    await new Promise((resolve) => setTimeout(resolve, 250));
    port = await freePort(/shared memory/.test(outcome) ? port : undefined);
  }
}

/** There is no database where one ran before. */
export class NoCluster extends ExplainedError {
  constructor(dataDir: string) {
    super(
      `The database of ${dataDir} is gone: restore a backup, or start over with --fresh.`,
      `Cơ sở dữ liệu của ${dataDir} đã mất: hãy khôi phục bản sao lưu, hoặc bắt đầu lại với --fresh.`,
    );
  }
}

interface Arrangement {
  readonly binaries: Binaries;
  readonly directory: string;
  readonly user: OperatingUser | undefined;
}

async function arrange(dataDir: string): Promise<Arrangement> {
  const link = path.join(dataDir, 'postgres');
  const binaries = findBinaries();
  const user = operatingUser(existsSync(link) ? realpathSync(link) : link);
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (user === undefined || (!isLink && canReach(user, link))) {
    const reachable = user === undefined || canReach(user, binaries.postgres);
    return { binaries: reachable ? binaries : copyBinaries(binaries, sharedRoot), directory: link, user };
  }

  const directory = isLink ? readlinkSync(link) : placeFor(dataDir, sharedRoot);
  if (isLink) requireOwner(directory, dataDir);
  else {
    mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
    if (existsSync(link)) await moveCluster(link, directory);
    symlinkSync(directory, link);
    noteOwner(directory, dataDir);
  }
  return {
    binaries: canReach(user, binaries.postgres) ? binaries : copyBinaries(binaries, sharedRoot),
    directory,
    user,
  };
}

/** For a data directory that was moved to where the database's user cannot follow. */
async function moveCluster(from: string, to: string): Promise<void> {
  try {
    await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      // The two lie on different disks. Copied beside its place first, so that a killed start leaves no half.
      const draft = `${to}.draft-${process.pid}`;
      await copyDirectory(from, draft);
      await rename(draft, to);
      await rm(from, { recursive: true });
    });
  } catch (cause) {
    throw new ExplainedError(
      `The database in ${from} cannot be reached by the user it runs as, nor moved to ${to} (${(cause as NodeJS.ErrnoException).code}): choose another --data-dir.`,
      `Người dùng chạy cơ sở dữ liệu không vào được ${from}, và không chuyển được sang ${to} (${(cause as NodeJS.ErrnoException).code}): hãy chọn --data-dir khác.`,
      { cause },
    );
  }
}

/** Removes the cluster with its data, wherever it lies; one that is another data directory's stays. It must not be running. */
export function removeCluster(dataDir: string): void {
  const link = path.join(dataDir, 'postgres');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && existsSync(link)) {
    const directory = realpathSync(link);
    if (path.dirname(directory) === sharedRoot && isOwner(directory, dataDir)) {
      removeFolder(directory);
      forgetOwner(directory);
    }
  }
  removeFolder(link);
}

function refuseToOverwrite(directory: string): void {
  if (!existsSync(path.join(directory, 'base')) && !existsSync(path.join(directory, 'PG_VERSION'))) return;
  throw new ExplainedError(
    `The database directory ${directory} is damaged: PG_VERSION or global/pg_control is missing; restore a backup, or start over with --fresh.`,
    `Thư mục cơ sở dữ liệu ${directory} bị hỏng: thiếu PG_VERSION hoặc global/pg_control; hãy khôi phục bản sao lưu, hoặc bắt đầu lại với --fresh.`,
  );
}

function assertReadable(directory: string): void {
  try {
    readFileSync(path.join(directory, 'PG_VERSION'));
  } catch (cause) {
    throw new ExplainedError(
      `The database directory ${directory} belongs to another user; start as that user or choose another --data-dir.`,
      `Thư mục cơ sở dữ liệu ${directory} thuộc người dùng khác; hãy chạy bằng người dùng đó hoặc chọn --data-dir khác.`,
      { cause },
    );
  }
}

function spawnServer(
  binaries: Binaries,
  directory: string,
  user: OperatingUser | undefined,
  port: number,
  further: Readonly<Record<string, string>>,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    // Socket paths have a limit of about 100 bytes, which a deep data directory would break.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // After a crash one call to the system instead of one for every file, which takes seconds on a busy disk.
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
    ...further,
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Its own process group, so that Ctrl-C in the terminal reaches the supervisor alone, which stops things in order.
  return spawn(binaries.postgres, ['-D', realpathSync(directory), '-p', String(port), ...parameters], {
    ...user,
    cwd: '/',
    env: programEnvironment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function untilReady(child: ChildProcess, log: string): Promise<string> {
  const file = openLogFile(log);
  child.once('close', () => file.close());
  return new Promise((resolve, reject) => {
    let output = '';
    let ready = false;
    child.stderr?.on('data', (chunk: Buffer) => {
      file.write(chunk);
      if (ready) return;
      output += chunk.toString();
      ready = output.includes('database system is ready to accept connections');
      if (ready) resolve('ready');
    });
    child.on('error', reject);
    child.once('close', (code, signal) => resolve(output || `it ended with ${signal ?? `exit code ${code}`}`));
  });
}

function running(child: ChildProcess, url: string, port: number): EmbeddedPostgres {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  return {
    url,
    port,
    pid: child.pid ?? 0,
    ended,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  try {
    await withConnection(maintenance.href, async (client) => {
      const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
      if (known.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
    });
  } catch (cause) {
    throw new ExplainedError(
      `The database started but refused us: ${(cause as Error).message} (--fresh starts over).`,
      `Cơ sở dữ liệu đã chạy nhưng từ chối kết nối: ${(cause as Error).message} (--fresh để bắt đầu lại).`,
      { cause },
    );
  }
}

/** A loopback port that is free now: the preferred one when it is, else one the system picks. */
export async function freePort(preferred?: number): Promise<number> {
  const tryPort = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.on('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
      });
    });
  const port = (preferred === undefined ? undefined : await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) {
    throw new ExplainedError('No free port was found on 127.0.0.1.', 'Không tìm được cổng trống trên 127.0.0.1.');
  }
  return port;
}
