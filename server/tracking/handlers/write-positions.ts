import type pg from 'pg';
import { writePositions } from '../../../records/positions/write-positions.ts';
import type { Fix } from '../tracker-report.ts';

/** Most rows of one statement. */
const MOST_ROWS = 1000;

/** Fourth handler: one statement for all fixes that came while the one before was being written. */
export interface PositionWriter {
  /** Resolves once committed: true when the fix is new, false when it was there already. */
  write(fix: Fix): Promise<boolean>;
  /** Resolves when everything handed in has been written or has failed. */
  close(): Promise<void>;
}

interface Waiting {
  readonly fix: Fix;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export function openPositionWriter(pool: pg.Pool): PositionWriter {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_ROWS);
      waiting = waiting.slice(MOST_ROWS);
      await writeBatch(pool, batch);
    }
    writing = null;
  };

  return {
    write(fix) {
      return new Promise((resolve, reject) => {
        waiting.push({ fix, resolve, reject });
        writing ??= writeAll();
      });
    },
    async close() {
      await writing;
    },
  };
}

async function writeBatch(pool: pg.Pool, batch: readonly Waiting[]): Promise<void> {
  try {
    const rows = await writePositions(
      pool,
      batch.map(({ fix }) => fix),
    );
    const written = new Set(rows.map((row) => nameOf(row)));
    // Of the same fix twice in one batch the first is the new one.
    for (const { fix, resolve } of batch) resolve(written.delete(nameOf(fix)));
  } catch (error) {
    // A row the database refuses (its truck just went, text it cannot hold) must not take the others with it.
    const isAboutRows = /^2[23]/.test(String((error as { code?: unknown }).code));
    if (isAboutRows && batch.length > 1) for (const single of batch) await writeBatch(pool, [single]);
    else for (const { reject } of batch) reject(error);
  }
}

function nameOf({ truckId, deviceId, fixTime }: Pick<Fix, 'truckId' | 'deviceId' | 'fixTime'>): string {
  return `${truckId} ${fixTime.getTime()} ${deviceId}`;
}
