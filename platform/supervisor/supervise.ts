import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Tell } from '../child.ts';
import { type Config, loadConfig } from '../config.ts';
import { claimDataDirectory, emptyDataDirectory } from '../data-directory.ts';
import { ExplainedError, explain } from '../explained-error.ts';
import { processIdentity, waitUntilGone } from '../process-identity.ts';
import { migrate } from '../migrate.ts';
import { requireRedis } from '../require-redis.ts';
import { readRuntimeFile, removeRuntimeFile, writeRuntimeFile } from '../runtime-file.ts';
import { localUrl, requireFreePort } from './addresses.ts';
import { type Supervised, superviseChild } from './child-process.ts';
import { type DemoAccess, declineDemo, type DemoScripts, setUpDemo } from './demo.ts';
import { firstAccountCommand } from './first-account.ts';
import { waitForHealth } from './health.ts';
import { type KeptPostgres, keepPostgres } from './kept-postgres.ts';
import { LOCK_NAME, lockDataDirectory } from './lock.ts';
import { isLost, lostDirectory, watchForLoss } from './lost-directory.ts';
import { watchCode } from './reload.ts';
import { listenForStop } from './stop-requests.ts';
import { watchSpace } from './space-watch.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { welcome } from './welcome.ts';
import { roadServerNotice } from '../road-server.ts';

/** The programs that are run, relative to the project's folder. */
export interface Scripts extends DemoScripts {
  readonly server: string;
  readonly worker: string;
}

const ownScripts: Scripts = {
  server: 'server/main.ts',
  worker: 'worker/main.ts',
  town: 'demo/main.ts',
  area: 'worker/area/cli.ts',
  accounts: 'server/accounts/seed.ts',
};

/** Longer than the children's own limit, so that they end by themselves and say why. */
const childGraceSeconds = 30;
const healthSeconds = 600;
const NOTE_AGAIN_MILLISECONDS = 5000;

/**
 * The whole program on one machine: brings up the database, server and worker, sets up the demo, keeps everything
 * alive, and stops it in order. Ends the process: code 0 after an orderly stop, 1 after a fault, which is explained
 * in one sentence, 130 when a second Ctrl-C broke it off.
 *
 * @param argv arguments of `npm start`
 * @param options.scripts other programs to run, for tests
 * @param options.reload start server and worker again when their code changes, and let Vite serve the pages
 */
export async function supervise(
  argv: readonly string[],
  options: { reload?: boolean; scripts?: Scripts } = {},
): Promise<never> {
  const terminal = openTerminal();
  const stop = listenForStop();
  const open: (() => Promise<void> | void)[] = [];
  const kill: (() => void)[] = [];
  let exitCode = 0;

  void stop.forced.then(() => {
    for (const end of kill) end();
    process.exit(130);
  });
  // Only the first fault is told: others are mostly what it led to.
  const fail = (error: unknown): void => {
    if (stop.signal.aborted) return;
    terminal.warn(explain(error));
    exitCode = 1;
    stop.request();
  };

  try {
    const config = loadConfig(process.env, argv);
    await run(config, { ...options, terminal, signal: stop.signal, open, kill, fail });
    if (!stop.signal.aborted)
      await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  } catch (error) {
    fail(error);
  }
  if (open.length > 1) terminal.say('› Đang dừng / Stopping …');
  for (const close of open.reverse()) await close();
  if (open.length > 1) terminal.say('✓ Đã dừng / Stopped');
  process.exit(exitCode);
}

interface Surroundings {
  readonly reload?: boolean;
  readonly scripts?: Scripts;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** What has been started, to be closed in the opposite order. */
  readonly open: (() => Promise<void> | void)[];
  /** How to end each at once. */
  readonly kill: (() => void)[];
  readonly fail: (error: unknown) => void;
}

async function run(config: Config, around: Surroundings): Promise<void> {
  const { terminal, signal, open, kill } = around;
  const { dataDir } = config;
  const scripts = around.scripts ?? ownScripts;
  if (config.fresh && config.databaseUrl) {
    throw new ExplainedError(
      '--fresh starts over only with the embedded database: empty the one of DATABASE_URL yourself.',
      '--fresh chỉ dùng với cơ sở dữ liệu nhúng: hãy tự xóa dữ liệu của DATABASE_URL.',
    );
  }
  claimDataDirectory(dataDir);
  const lock = await lockDataDirectory(dataDir, () =>
    terminal.say(
      '› Xem thư mục dữ liệu có đang được dùng nơi khác không / Looking whether the data are in use elsewhere …',
    ),
  );
  const endWatch = watchForLoss(dataDir, lock, around.fail);
  const endSpaceWatch = watchSpace(dataDir, terminal);
  open.push(() => {
    endWatch();
    endSpaceWatch();
    lock.release();
  });
  const earlier = readRuntimeFile(dataDir);
  await endLeftovers(earlier?.children ?? {}, terminal);
  await requireFreePort(config.port, config.host);
  const { redisUrl } = config;
  if (redisUrl) {
    await terminal.during('Tìm Redis / Looking for Redis', () => untilStopped(requireRedis(redisUrl), signal));
    if (signal.aborted) return;
  }
  if (config.fresh) emptyDataDirectory(dataDir, [LOCK_NAME]);

  const tell: Tell = ({ vi, en }) => terminal.say(`\n${vi}\n${en}`);
  // Where the pages come from: the server itself, or Vite.
  let pageUrl = config.publicUrl;
  const children: Supervised[] = [];
  const serverUrl = localUrl(config.port, config.host);
  let noteAgain: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(noteAgain);
    if (signal.aborted) return;
    try {
      noteRuntime(dataDir, serverUrl, databaseUrl(), postgres, children);
    } catch (error) {
      if (isLost(dataDir)) return around.fail(lostDirectory(dataDir));
      // Only tells others where things are; it is told again, as soon as the disk takes it.
      terminal.warn(`! runtime.json: ${(error as Error).message}`);
      clearTimeout(noteAgain);
      noteAgain = setTimeout(note, NOTE_AGAIN_MILLISECONDS);
      noteAgain.unref();
    }
  };
  const postgres = config.databaseUrl
    ? undefined
    : await startPostgres(around, config, Number(earlier && new URL(earlier.databaseUrl).port), {
        onRestart: (addressChanged) => {
          note();
          if (addressChanged) for (const child of children) child.restart();
        },
      });
  const databaseUrl = (): string => config.databaseUrl ?? postgres?.url ?? '';
  const environment = (): NodeJS.ProcessEnv => childEnvironment(config, databaseUrl(), pageUrl);
  if (postgres) kill.push(() => process.kill(postgres.pid, 'SIGQUIT'));
  if (signal.aborted) return;

  await terminal.during('Cập nhật cơ sở dữ liệu / Migrating the database', () => migrate(databaseUrl()));
  if (signal.aborted) return;

  if (around.reload) {
    const { startVite } = await import('./vite.ts');
    const vite = await startVite(serverUrl, terminal);
    open.push(vite.stop);
    pageUrl = vite.origin;
  }

  open.push(() => removeRuntimeFile(dataDir));
  // Stopped in the opposite order: first the server, which takes requests in, then the worker, then the database.
  for (const name of ['worker', 'server'] as const) {
    const child = superviseChild({
      name,
      script: scripts[name],
      environment,
      terminal,
      onStart: () => setImmediate(note),
      onNotice: tell,
    });
    children.push(child);
    open.push(() => child.stop(childGraceSeconds));
    kill.push(() => child.kill());
  }
  await terminal.during('Khởi động máy chủ / Starting server and worker', () =>
    untilStopped(Promise.all(children.map((child) => child.ready)), signal),
  );
  if (signal.aborted) return;

  if (around.reload) {
    open.push(
      watchCode(() => {
        terminal.say('› Mã nguồn thay đổi, khởi động lại / Code changed, starting again');
        for (const child of children) child.restart();
      }),
    );
  }

  if (!config.demo) declineDemo(config);
  const access: DemoAccess | undefined = config.demo
    ? await setUpDemo({ ...config, databaseUrl: databaseUrl() }, scripts, environment(), terminal, signal)
    : undefined;
  const healthy = await terminal.during('Chờ sẵn sàng / Waiting until ready', () =>
    waitForHealth(serverUrl, access ? 'planning' : 'answer', healthSeconds, signal),
  );
  if (!healthy) return;
  const firstAccount = access ? undefined : await firstAccountCommand(databaseUrl(), config);
  const roadServer = roadServerNotice(config);
  if (roadServer) tell(roadServer);
  terminal.say(welcome({ address: pageUrl, access, firstAccount, dataDir }));
}

async function startPostgres(
  { terminal, open, fail }: Surroundings,
  config: Config,
  preferredPort: number,
  { onRestart }: { onRestart: (addressChanged: boolean) => void },
): Promise<KeptPostgres> {
  const isNew = !existsSync(path.join(config.dataDir, 'postgres'));
  const label = isNew ? 'Tạo cơ sở dữ liệu / Creating the database' : 'Mở cơ sở dữ liệu / Opening the database';
  const postgres = await terminal.during(label, () =>
    keepPostgres({
      dataDir: config.dataDir,
      ...(preferredPort > 0 && { preferredPort }),
      terminal,
      onRestart,
      onLost: fail,
    }),
  );
  open.push(() => postgres.stop());
  return postgres;
}

/** Server and worker of a supervisor that was killed stop by themselves; they hold the port until then. */
async function endLeftovers(
  children: Readonly<Record<string, { pid: number; identity: string }>>,
  terminal: Terminal,
): Promise<void> {
  const leftovers = Object.entries(children).flatMap(([name, child]) => (name === 'postgres' ? [] : [child]));
  await terminal.during('Chờ lần chạy trước dừng hẳn / Waiting for the previous run to end', () =>
    Promise.all(
      leftovers.map(async (child) => {
        if (processIdentity(child.pid) !== child.identity) return;
        process.kill(child.pid, 'SIGTERM');
        if (await waitUntilGone(child, childGraceSeconds)) return;
        process.kill(child.pid, 'SIGKILL');
        await waitUntilGone(child, 5);
      }),
    ),
  );
}

function childEnvironment(config: Config, databaseUrl: string, pageUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(config.port),
    HOST: config.host,
    DATA_DIR: config.dataDir,
    FRESH: '0',
    DEMO: config.demo ? '1' : '0',
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: pageUrl,
  };
}

function noteRuntime(
  dataDir: string,
  serverUrl: string,
  databaseUrl: string,
  postgres: KeptPostgres | undefined,
  children: readonly Supervised[],
): void {
  const identify = (pid: number): { pid: number; identity: string } => ({ pid, identity: processIdentity(pid) ?? '' });
  const running = children.flatMap((child) =>
    child.pid === undefined ? [] : [[child.name, identify(child.pid)] as const],
  );
  if (postgres) running.push(['postgres', identify(postgres.pid)]);
  writeRuntimeFile(dataDir, {
    supervisor: identify(process.pid),
    children: Object.fromEntries(running),
    databaseUrl,
    serverUrl,
  });
}

/** The result, or nothing when stopping was asked for first. */
async function untilStopped(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  await Promise.race([work, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))]);
}
