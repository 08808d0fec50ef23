import type { DropReason } from '../../domain/tracking.ts';
import type { Platform } from '../../platform/platform.ts';
import { addDroppedReports, type Dropped } from '../../records/devices/dropped-reports.ts';

/** Counts what became no position, so that somebody sees it: in the log, and in the table that the administrator's page reads. */
export interface DroppedNotes {
  note(deviceId: string, reason: DropReason): void;
  /** Writes what was counted and not written yet. */
  close(): Promise<void>;
}

const WRITE_MILLISECONDS = 3000;
/** A device that goes on in the same way is told of in the log once in so long. */
const LOG_AGAIN_MILLISECONDS = 10 * 60_000;
/** Devices and reasons between two writings; more is somebody inventing ids. */
const MOST_WAITING = 1000;

export function openDroppedNotes({ database, logger }: Platform, now: () => Date): DroppedNotes {
  let waiting = new Map<string, Dropped>();
  const logged = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    timer = undefined;
    const dropped = [...waiting.values()];
    waiting = new Map();
    if (dropped.length === 0) return;
    if (logged.size > MOST_WAITING) logged.clear();
    for (const { deviceId, reason, count, lastAt } of dropped) {
      const name = JSON.stringify([deviceId, reason]);
      if (lastAt.getTime() - (logged.get(name) ?? Number.NEGATIVE_INFINITY) < LOG_AGAIN_MILLISECONDS) continue;
      logged.set(name, lastAt.getTime());
      logger.warn({ deviceId, reason, count }, 'reports of a device dropped');
    }
    try {
      await addDroppedReports(database.pool, dropped);
    } catch (error) {
      // The log has told of them; positions must not wait for what only tells.
      logger.warn({ err: error }, 'dropped reports not kept');
    }
  };

  return {
    note(deviceId, reason) {
      const name = JSON.stringify([deviceId, reason]);
      const at = now();
      const known = waiting.get(name);
      if (!known && waiting.size >= MOST_WAITING) return;
      waiting.set(name, {
        deviceId,
        reason,
        count: (known?.count ?? 0) + 1,
        firstAt: known?.firstAt ?? at,
        lastAt: at,
      });
      timer ??= setTimeout(() => {
        writing = write();
      }, WRITE_MILLISECONDS).unref();
    },
    async close() {
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
