import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { guardPostgres } from '../postgres/guard.ts';
import { isLost, lostDirectory } from './lost-directory.ts';
import type { Terminal } from './terminal.ts';

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
 * @param onLost told when it cannot be started again
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
    // An empty database in its place would look like a fresh start.
    if (isLost(dataDir)) return options.onLost(lostDirectory(dataDir));
    terminal.warn('! Cơ sở dữ liệu đã dừng, khởi động lại / The database ended, starting it again');
    try {
      adopt(await startEmbeddedPostgres(dataDir, { port: dead.port }));
      options.onRestart(postgres.url !== dead.url);
    } catch (error) {
      options.onLost(error);
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
