import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { type Config, loadConfig } from '../platform/config.ts';
import { openPlatform } from '../platform/platform.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { startServer } from '../server/server.ts';

const builtWeb = fileURLToPath(new URL('../dist/web', import.meta.url));

export interface SecondServer {
  /** On the host whose sessions the program's own server gives. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts another server on the data of the browser tests' program, for tests that need one of their own to configure or to
 * stop. Without a port in `overrides` on any that is free.
 */
export async function openSecondServer(overrides: Partial<Config> = {}): Promise<SecondServer> {
  const dataDir = inject('programDataDir');
  const config = {
    ...loadConfig({ DATA_DIR: dataDir, DATABASE_URL: runningInstance(dataDir)?.databaseUrl, LOG_LEVEL: 'error' }),
    port: 0,
    ...overrides,
  };
  const platform = await openPlatform(config, 'server-test');
  const server = await startServer(platform, { webDirectory: builtWeb });
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    async close() {
      await server.close();
      await platform.close();
    },
  };
}
