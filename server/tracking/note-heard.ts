import type { Platform } from '../../platform/platform.ts';
import { type Heard, noteHeard } from '../../records/devices/note-heard.ts';

/** Keeps when each device was last heard: written together every few seconds, not once a report. */
export interface HeardNotes {
  note(deviceId: string, batteryPercent: number | null): void;
  /** Writes what was noted and not written yet. */
  close(): Promise<void>;
}

const WRITE_MILLISECONDS = 5000;

export function openHeardNotes({ database, logger }: Platform, now: () => Date): HeardNotes {
  let waiting = new Map<string, Heard>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    timer = undefined;
    const heard = [...waiting.values()];
    waiting = new Map();
    if (heard.length === 0) return;
    try {
      await noteHeard(database.pool, heard);
    } catch (error) {
      // The next report says it again.
      logger.warn({ err: error }, 'when devices were heard was not kept');
    }
  };

  return {
    note(deviceId, batteryPercent) {
      const before = waiting.get(deviceId)?.batteryPercent ?? null;
      waiting.set(deviceId, { deviceId, at: now(), batteryPercent: batteryPercent ?? before });
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
