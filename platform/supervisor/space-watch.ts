import { type DiskSpace, diskSpace } from '../disk-space.ts';
import type { Terminal } from './terminal.ts';

const LOOK_MILLISECONDS = 30_000;

/** Tells the terminal when the disk of the data runs low or full, and when there is space again. @returns ends the watch */
export function watchSpace(dataDir: string, terminal: Terminal): () => void {
  let known: DiskSpace['state'] = 'ok';
  const look = async (): Promise<void> => {
    const { state, freeBytes } = await diskSpace(dataDir);
    if (state === known) return;
    known = state;
    const megabytes = Math.round(freeBytes / 1e6);
    if (state === 'ok') terminal.say('✓ Ổ đĩa đã có chỗ trở lại / There is space on the disk again');
    else {
      terminal.warn(
        `! Ổ đĩa chứa ${dataDir} sắp đầy: còn ${megabytes} MB / The disk of the data is nearly full: ${megabytes} MB left`,
      );
    }
  };
  // A directory that is gone is told of by the watch for that.
  const lookQuietly = (): void => void look().catch(() => undefined);
  lookQuietly();
  const watch = setInterval(lookQuietly, LOOK_MILLISECONDS);
  return () => clearInterval(watch);
}
