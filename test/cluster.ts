import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeCluster, startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import { migrate } from '../platform/migrate.ts';
import { removeFolder } from '../platform/remove-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL, with the migrated template as its database. */
    templateUrl: string;
  }
}

/**
 * One PostgreSQL for the whole run, with a database that is migrated once; tests copy it, which takes a fraction of a
 * second. It forgets about durability, because nothing in it outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-test-'));
  // PostgreSQL may have to run as another user than root.
  chmodSync(directory, 0o755);
  const postgres = await startEmbeddedPostgres(directory, {
    settings: {
      ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
      // No copy of a test lives long enough to be tidied up.
      autovacuum: 'off',
    },
  });
  const cleanUp = async (): Promise<void> => {
    await postgres.stop();
    removeCluster(directory);
    removeFolder(directory);
  };
  try {
    await migrate(postgres.url);
  } catch (error) {
    await cleanUp();
    throw error;
  }
  project.provide('templateUrl', postgres.url);
  return cleanUp;
}
