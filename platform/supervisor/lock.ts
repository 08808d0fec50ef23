import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { isAlive, processIdentity } from '../process-identity.ts';

/** A data directory kept for this process. */
export interface DirectoryLock {
  /** Whether it is still ours: false when the directory is gone, or another took it because we seemed dead (were suspended). */
  isHeld(): boolean;
  /** Says that we live, for those who cannot see our process. Call it every second. */
  beat(): void;
  release(): void;
}

/** The folder of the lock in a data directory. */
export const LOCK_NAME = 'supervisor.lock';

/** A holder that cannot be seen from here and gave no sign for so long is dead. It gives one every second. */
const SILENT_MILLISECONDS = 6000;
const LOOK_MILLISECONDS = 200;

interface Holder {
  readonly pid: number;
  readonly identity: string;
  /** Whose process numbers these are: those of a container say nothing outside of it. */
  readonly namespace: string;
  /** The number of the file itself: a copy of the directory has another. */
  readonly inode: number;
}

/**
 * Keeps a data directory for this process, so that two supervisors never share one, of the same machine or of two containers
 * that share the directory.
 *
 * The lock is a folder of numbered files; who made the highest has it. A file is made by one process only (`wx`), a dead holder's
 * is followed by the next number and never taken away by those who compete, and numbers never go back. So of several that find
 * a holder dead exactly one makes the next number.
 *
 * @param onWait told once when it takes some seconds to see whether a holder elsewhere lives
 * @throws ExplainedError naming the process that has it
 */
export async function lockDataDirectory(dataDir: string, onWait: () => void = () => undefined): Promise<DirectoryLock> {
  const folder = path.join(dataDir, LOCK_NAME);
  for (;;) {
    makeFolder(folder, dataDir);
    const highest = highestIn(folder);
    if (highest > 0 && (await isHeldByOther(path.join(folder, String(highest)), dataDir, onWait))) continue;
    const number = highest + 1;
    if (!create(path.join(folder, String(number)))) continue;
    if (highestIn(folder) !== number) {
      // Judged by what was there long ago: others went on since.
      rmSync(path.join(folder, String(number)), { force: true });
      continue;
    }
    for (const lower of numbersIn(folder).filter((each) => each < number)) {
      rmSync(path.join(folder, String(lower)), { force: true });
    }
    return held(folder, number);
  }
}

function held(folder: string, number: number): DirectoryLock {
  const file = path.join(folder, String(number));
  return {
    isHeld: () => highestIn(folder) === number,
    beat() {
      try {
        const now = new Date();
        utimesSync(file, now, now);
      } catch {
        // Gone with the directory: isHeld says so.
      }
    },
    release() {
      try {
        // Emptied, not taken away: the next one counts on from it.
        if (highestIn(folder) === number) writeFileSync(file, 'free\n');
      } catch {
        // Gone with the directory; there is nothing to give free.
      }
    },
  };
}

function makeFolder(folder: string, dataDir: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (statSync(folder, { throwIfNoEntry: false })?.isFile()) replaceFile(folder, dataDir);
  }
}

/** The lock of versions before this one was a single file. */
function replaceFile(file: string, dataDir: string): void {
  const holder = readHolder(file);
  if (holder !== 'free' && holder !== 'unreadable' && isAlive(holder)) throw isRunning(dataDir, holder.pid);
  try {
    unlinkSync(file);
  } catch {
    // Another start was quicker; the next round sees what it made.
  }
}

const numbersIn = (folder: string): number[] =>
  readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function highestIn(folder: string): number {
  try {
    return Math.max(0, ...numbersIn(folder));
  } catch {
    // Taken away with the data directory, or not yet a folder.
    return 0;
  }
}

/** @returns whether it was made by us, and not by somebody before */
function create(file: string): boolean {
  let opened: number;
  try {
    opened = openSync(file, 'wx');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
  try {
    // Into what was opened: whoever went on since may have taken the name away, and it must not come back.
    const own: Holder = {
      pid: process.pid,
      identity: processIdentity(process.pid) ?? '',
      namespace: namespace(),
      inode: fstatSync(opened).ino,
    };
    writeFileSync(opened, JSON.stringify(own));
  } finally {
    closeSync(opened);
  }
  return true;
}

/**
 * @returns false when it is free or its holder dead
 * @throws ExplainedError when its holder lives
 */
async function isHeldByOther(file: string, dataDir: string, onWait: () => void): Promise<boolean> {
  // Looked at before it is read: what is written between the two then shows as a sign of life.
  const before = statSync(file, { throwIfNoEntry: false });
  if (before === undefined) return true;
  const holder = readHolder(file);
  if (holder === 'free') return false;
  if (holder !== 'unreadable' && holder.namespace === namespace() && holder.inode === before.ino) {
    if (isAlive(holder)) throw isRunning(dataDir, holder.pid);
    return false;
  }
  // Of another container or machine, being written at this moment, or of a directory that this one is a copy of.
  onWait();
  for (let waited = 0; waited < SILENT_MILLISECONDS; waited += LOOK_MILLISECONDS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    const now = beatOf(file);
    if (now === undefined) return true;
    const known = readHolder(file);
    // Signs of one tick of the clock look alike, so what was not written yet is read again.
    if (now === before.mtimeMs && (holder !== 'unreadable' || known === 'unreadable')) continue;
    if (known === 'free') return false;
    if (known !== 'unreadable') throw isRunning(dataDir, known.pid);
  }
  return false;
}

/** Compared and never counted with, so that no clock has to be right. */
function beatOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function readHolder(file: string): Holder | 'free' | 'unreadable' {
  try {
    const text = readFileSync(file, 'utf8');
    if (text === 'free\n') return 'free';
    const { pid, identity, namespace: where, inode } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof identity !== 'string') return 'unreadable';
    return {
      pid,
      identity,
      namespace: typeof where === 'string' ? where : '',
      inode: typeof inode === 'number' ? inode : 0,
    };
  } catch {
    // Being written at this moment, cut short by a full disk, or just taken away.
    return 'unreadable';
  }
}

function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Other systems have one space of process numbers.
    return '';
  }
}

function isRunning(dataDir: string, pid: number): ExplainedError {
  return new ExplainedError(
    `Tuyến Xanh is already running on ${dataDir} (process ${pid}): stop it first or choose another --data-dir.`,
    `Tuyến Xanh đang chạy trên ${dataDir} (tiến trình ${pid}): hãy dừng nó trước hoặc chọn --data-dir khác.`,
  );
}
