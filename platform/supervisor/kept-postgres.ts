import { type EmbeddedPostgres, NoCluster, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { explain } from '../explained-error.ts';
import { guardPostgres } from '../postgres/guard.ts';
import { isLost, lostDirectory } from './lost-directory.ts';
import type { Terminal } from './terminal.ts';

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 10_000;

/** The embedded PostgreSQL, started again when it dies. */
export interface KeptPostgres {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL and keeps it alive on the same port, so that the children's address stays right.
 *
 * @param onRestart told after it was started again, with whether its address changed all the same
 * @param onLost told when there is nothing left to start; whatever else is in the way is waited out
 */
export async function keepPostgres(options: {
  dataDir: string;
  preferredPort?: number;
  terminal: Terminal;
  onRestart: (addressChanged: boolean) => void;
  onLost: (error: unknown) => void;
}): Promise<KeptPostgres> {
  const { dataDir, terminal } = options;
  let stopping = false;
  let postgres: EmbeddedPostgres;
  let endGuard: () => void;

  const adopt = (started: EmbeddedPostgres): void => {
    postgres = started;
    endGuard = guardPostgres(started.pid);
    void started.ended.then(() => {
      endGuard();
      if (!stopping) void revive(started);
    });
  };
  const revive = async (dead: EmbeddedPostgres): Promise<void> => {
    if (isLost(dataDir)) return options.onLost(lostDirectory(dataDir));
    terminal.warn('! Cơ sở dữ liệu đã dừng, khởi động lại / The database ended, starting it again');
    let told = '';
    for (let pause = FIRST_PAUSE_MILLISECONDS; !stopping; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
      try {
        const started = await startEmbeddedPostgres(dataDir, { port: dead.port, mustExist: true });
        if (stopping) return await started.stop();
        adopt(started);
        return options.onRestart(started.url !== dead.url);
      } catch (error) {
        if (isLost(dataDir)) return options.onLost(lostDirectory(dataDir));
        if (error instanceof NoCluster) return options.onLost(error);
        // What is in the way (a full disk, no memory) goes away again, and then nobody should have to come and start it.
        const reason = explain(error);
        if (reason !== told) terminal.warn(reason.replace('✖', '!'));
        told = reason;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };

  adopt(await startEmbeddedPostgres(dataDir, options.preferredPort ? { port: options.preferredPort } : {}));
  return {
    get url() {
      return postgres.url;
    },
    get pid() {
      return postgres.pid;
    },
    async stop() {
      stopping = true;
      await postgres.stop();
    },
  };
}
