import { setTimeout as wait } from 'node:timers/promises';
import type { DrawnDay, TrackDays } from '../../../records/tracks/track-days.ts';
import type { Fix } from '../tracker-report.ts';

/** Most fixes of one transaction. */
const MOST_ROWS = 1000;
/**
 * After a batch of so many the next waits for so long, for others to come along: a transaction for each few fixes costs several times as much.
 * One phone that sends one fix after the other waits for nobody.
 */
const MANY_ROWS = 10;
const GATHER_MILLISECONDS = 50;

/**
 * Fifth handler: one transaction for all fixes that came while those before were being written, and for what follows from them by the handlers
 * of the day (`domain/tracks/day/`): snap, odometer, dwell, passage, progress.
 */
export interface PositionWriter {
  /** Resolves once committed: to the days that a new fix is of, `null` when the fix was there already. */
  write(fix: Fix): Promise<readonly DrawnDay[] | null>;
  /** Resolves when everything handed in has been written or has failed. */
  close(): Promise<void>;
}

interface Waiting {
  readonly fix: Fix;
  readonly resolve: (days: readonly DrawnDay[] | null) => void;
  readonly reject: (error: unknown) => void;
}

/** @param onDrawn told of the days that have been drawn, once they are committed */
export function openPositionWriter(
  trackDays: Pick<TrackDays, 'write'>,
  onDrawn: (days: readonly DrawnDay[]) => void = () => undefined,
): PositionWriter {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let isClosing = false;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_ROWS);
      waiting = waiting.slice(MOST_ROWS);
      await writeBatch(batch);
      if (batch.length >= MANY_ROWS && waiting.length < MOST_ROWS && !isClosing) await wait(GATHER_MILLISECONDS);
    }
    writing = null;
  };

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const { fresh, days } = await trackDays.write(batch.map(({ fix }) => fix));
      const written = new Set(fresh.map((row) => nameOf(row)));
      // Of the same fix twice in one batch the first is the new one.
      for (const { fix, resolve } of batch) {
        const isOf = ({ planned }: DrawnDay): boolean =>
          planned.truckId === fix.truckId && planned.from <= fix.fixTime && planned.until >= fix.fixTime;
        resolve(written.delete(nameOf(fix)) ? days.filter(isOf) : null);
      }
      onDrawn(days);
    } catch (error) {
      // A row the database refuses (its truck just went, text it cannot hold) must not take the others with it.
      const isAboutRows = /^2[23]/.test(String((error as { code?: unknown }).code));
      if (isAboutRows && batch.length > 1) for (const single of batch) await writeBatch([single]);
      else for (const { reject } of batch) reject(error);
    }
  };

  return {
    write(fix) {
      return new Promise((resolve, reject) => {
        waiting.push({ fix, resolve, reject });
        writing ??= writeAll();
      });
    },
    async close() {
      isClosing = true;
      await writing;
    },
  };
}

function nameOf({ truckId, deviceId, fixTime }: Pick<Fix, 'truckId' | 'deviceId' | 'fixTime'>): string {
  return `${truckId} ${fixTime.getTime()} ${deviceId}`;
}
