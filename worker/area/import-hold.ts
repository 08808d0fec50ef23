import type { ImportFault, ImportView } from '../../domain/areas.ts';
import { announceImport } from '../../records/area-imports/area-import.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  beginImport,
  failImport,
  handBackImport,
  type ImportProgress,
  noteProgress,
} from '../../records/area-imports/import-states.ts';
import { listedFaults } from './faulty-files.ts';

type Phase = ImportProgress['phase'];

/** Somebody cancelled the import: its row says so already. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
}

/** Percent at which each phase begins; chosen by what they take on a town. */
const PHASE_STARTS: Readonly<Record<Phase, number>> = {
  reading: 0,
  rows: 3,
  graph: 6,
  snapping: 35,
  reach: 50,
  'base-map': 65,
  storing: 95,
};
const PHASE_ORDER = Object.entries(PHASE_STARTS).sort((a, b) => a[1] - b[1]);

const TICK_MILLISECONDS = 500;

/**
 * One worker's hold on an import: no other worker can have it at the same time, and it ends with this process. The row
 * is kept up to date while it lasts.
 */
export interface ImportHold {
  /** Aborted with ImportCancelled, with a fault of the database, or with the reason of the process's own stop. */
  readonly signal: AbortSignal;
  /** Says how far the import has come: `share` (0 to 1) of a phase. */
  progress(phase: Phase, share: number): void;
  /** Ends the import as failed. */
  fail(failure: NonNullable<ImportView['failure']>, faults: readonly ImportFault[]): Promise<void>;
  /** Gives the import back to the queue's next attempt. */
  handBack(): Promise<void>;
  /** Lets go. */
  close(): Promise<void>;
}

/**
 * Takes hold of a queued import, or of a running one whose worker was lost.
 * @returns `null` when there is nothing to do: it ended, was cancelled, or is unknown
 * @throws Error when another worker has it
 */
export async function holdImport(
  platform: Platform,
  importId: string,
  processSignal: AbortSignal,
): Promise<ImportHold | null> {
  const { prisma } = platform.database;
  const release = await lock(platform, importId);
  try {
    if (!(await beginImport(prisma, importId))) {
      await release();
      return null;
    }
  } catch (error) {
    // A lock that is kept would shut out every further attempt until this process ends.
    await release();
    throw error;
  }
  const stop = new AbortController();
  const onProcessStop = () => stop.abort(processSignal.reason);
  processSignal.addEventListener('abort', onProcessStop);
  if (processSignal.aborted) onProcessStop();

  let present: ImportProgress = { phase: 'reading', percent: 0 };
  const announce = () => announceImport(platform, importId);
  const ticker = startTicker(async () => {
    if (!(await noteProgress(prisma, importId, present))) stop.abort(new ImportCancelled(importId));
    else await announce();
  }, stop);
  await announce();

  const endWith = async (write: () => Promise<void>) => {
    await ticker.stop();
    await write();
    await announce();
  };
  return {
    signal: stop.signal,
    progress(phase, share) {
      const next = PHASE_ORDER[PHASE_ORDER.findIndex(([name]) => name === phase) + 1]?.[1] ?? 100;
      const percent = PHASE_STARTS[phase] + (next - PHASE_STARTS[phase]) * Math.min(1, Math.max(0, share));
      present = { phase, percent: Math.min(99, Math.round(percent)) };
    },
    fail: (failure, faults) => endWith(() => failImport(prisma, importId, failure, listedFaults(faults))),
    handBack: () => endWith(() => handBackImport(prisma, importId)),
    async close() {
      await ticker.stop();
      processSignal.removeEventListener('abort', onProcessStop);
      await release();
    },
  };
}

/** Calls `tick` again and again until it is stopped or fails, which aborts. */
function startTicker(tick: () => Promise<void>, abort: AbortController): { stop(): Promise<void> } {
  let isStopped = false;
  let wake = () => {};
  const run = async () => {
    while (!isStopped && !abort.signal.aborted) {
      try {
        await tick();
      } catch (error) {
        abort.abort(error);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, TICK_MILLISECONDS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isStopped) wake();
      });
    }
  };
  const ended = run();
  return {
    async stop() {
      isStopped = true;
      wake();
      await ended;
    },
  };
}

/** Whether a worker, in whatever process, has hold of the import at this moment. */
export async function isImportHeld({ database: { pool } }: Platform, importId: string): Promise<boolean> {
  // Looked up and not tried: a lock that is tried is held for a moment, and shuts out a worker that begins just then.
  const { rows } = await pool.query<{ held: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)) AS held`,
    [lockName(importId)],
  );
  return rows[0]?.held ?? false;
}

function lockName(importId: string): string {
  return `area-import ${importId}`;
}

/** A lock of the database's session, which ends with the process however it ends. */
async function lock(platform: Platform, importId: string): Promise<() => Promise<void>> {
  const client = await platform.database.pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [lockName(importId)],
    );
    if (!rows[0]?.locked) throw new Error(`Another worker is busy with import ${importId}.`);
  } catch (error) {
    client.release();
    throw error;
  }
  return async () => {
    // Given back before anybody hears of the end: whoever takes the import up at that moment finds it free. Destroying the
    // connection frees it even if the database no longer answers.
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    client.release(true);
  };
}
