import { rmSync } from 'node:fs';

const TRIES = 100;
const PAUSE_MILLISECONDS = 100;

/**
 * Removes a folder that processes which are just ending may still write to: as a whole again, since `maxRetries` of `rmSync`
 * tries only the emptied folder once more and not what has been written to it since.
 */
export function removeFolder(folder: string): void {
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      const isWrittenTo = ['ENOTEMPTY', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (!isWrittenTo || tries === TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    }
  }
}
