import { loadConfig } from './config.ts';
import { explain } from './explained-error.ts';
import { openPlatform, type Platform } from './platform.ts';
import { requireRedis } from './require-redis.ts';

/** What a child tells the supervisor over IPC. */
export type ChildMessage = { type: 'ready' } | { type: 'failed'; reason: string } | ({ type: 'notice' } & Notice);

/** Words for whoever runs the program, in both languages. */
export interface Notice {
  readonly vi: string;
  readonly en: string;
}

/** Says something to whoever runs the program. */
export type Tell = (notice: Notice) => void;

/** How long an orderly stop may take before the process ends anyway. */
const stopSeconds = 25;

/**
 * Runs a process of the program (`server/main.ts`, `worker/main.ts`): opens the platform, starts, tells the
 * supervisor when ready, and stops in order at SIGTERM, SIGINT or when the supervisor is gone. Also runs alone, as in
 * a container.
 *
 * @param name the process, as logs and metrics call it
 * @param start starts the work and gives the function that stops it: take nothing new, finish or hand back the rest.
 *   The platform is closed after that. When start throws, the process ends with code 1 and the reason on stderr. `tell` says
 *   something to whoever runs the program, on the supervisor's terminal.
 */
export async function runChild(
  name: string,
  start: (platform: Platform, tell: Tell) => Promise<() => Promise<void>>,
): Promise<void> {
  let stopRequested: ((reason: string) => void) | undefined;
  const stopReason = new Promise<string>((resolve) => {
    stopRequested = resolve;
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopRequested?.(signal));
  process.on('disconnect', () => stopRequested?.('supervisor gone'));
  process.on('message', (message) => {
    if ((message as { type?: string }).type === 'stop') stopRequested?.('asked by supervisor');
  });

  let platform: Platform | undefined;
  try {
    const config = loadConfig();
    if (config.redisUrl) await requireRedis(config.redisUrl);
    platform = await openPlatform(config, name, { logToStdout: process.send === undefined });
    const stop = await start(platform, (notice) => send({ type: 'notice', ...notice }));
    platform.logger.info({ shape: platform.shape }, 'ready');
    send({ type: 'ready' });

    const reason = await stopReason;
    platform.logger.info({ reason }, 'stopping');
    setTimeout(() => {
      platform?.logger.error({ stopSeconds }, 'did not stop in time');
      process.exit(1);
    }, stopSeconds * 1000).unref();
    await stop();
    await platform.close();
    process.exit(0);
  } catch (error) {
    platform?.logger.fatal({ err: error }, 'failed');
    process.stderr.write(`${explain(error)}\n`);
    send({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

function send(message: ChildMessage): void {
  // The channel may already be gone with the supervisor; the exit code then says enough.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
