import { statfs } from 'node:fs/promises';

/** How much space is left where the data lie. */
export interface DiskSpace {
  /** `low`: somebody has to make space soon. `full`: nothing more can be relied on to be kept. */
  readonly state: 'ok' | 'low' | 'full';
  readonly freeBytes: number;
}

/** An import of a country or a day of many trucks needs this much. */
const LOW_BYTES = 1_000_000_000;
/** PostgreSQL writes its log in files of 16 MB and needs some of them to go on. */
const FULL_BYTES = 100_000_000;

/** @param directory an existing one; what counts is what is free for those who are not root */
export async function diskSpace(directory: string): Promise<DiskSpace> {
  const { bavail, bsize } = await statfs(directory);
  return judgeSpace(bavail * bsize);
}

function judgeSpace(freeBytes: number): DiskSpace {
  if (freeBytes < FULL_BYTES) return { state: 'full', freeBytes };
  return { state: freeBytes < LOW_BYTES ? 'low' : 'ok', freeBytes };
}
