import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Processor } from '../../platform/queue.ts';
import { projectRoot, scriptArguments } from '../../platform/script-arguments.ts';

/** A process that was asked to stop hands its import back within this time, or is ended. */
const GRACE_MILLISECONDS = 15_000;
/** The end of what a failed process said, for the log. */
const KEPT_CHARACTERS = 2000;

/**
 * The processor of the queue `import-area` for a worker that goes on for months: each import runs in a process of its own
 * (`import-process.ts`), which writes its row itself and whose memory ends with it.
 */
export function importInOwnProcess({ config }: Platform): Processor<JobData<'import-area'>> {
  const environment = {
    ...process.env,
    DATABASE_URL: config.databaseUrl ?? '',
    REDIS_URL: config.redisUrl ?? '',
    ROADS_URL: config.roadsUrl ?? '',
    DATA_DIR: config.dataDir,
    LOG_LEVEL: config.logLevel,
  };
  const program = scriptArguments('worker/area/import-process.ts');
  return async (job) => {
    job.signal.throwIfAborted();
    const child = spawn(
      process.execPath,
      [...program, job.data.importId, String(job.attempt), job.lastAttempt ? 'last' : 'more'],
      // The channel is there to be closed: the process hears by it that this one is gone.
      {
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        cwd: projectRoot,
      },
    );
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-KEPT_CHARACTERS);
    });
    let kill: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      kill = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
    };
    job.signal.addEventListener('abort', stop);
    try {
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      job.signal.throwIfAborted();
      if (code !== 0) throw new Error(`import ended with ${signal ?? `code ${code}`}: ${said.trim()}`);
    } finally {
      clearTimeout(kill);
      job.signal.removeEventListener('abort', stop);
    }
  };
}
