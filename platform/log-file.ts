import { closeSync, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** A file that lines are added to, and that never grows without end. */
export interface LogFile {
  /** Adds text that ends a line. Never throws: what cannot be written is left out, and told of once it can. */
  write(text: string | Uint8Array): void;
  close(): void;
}

const MOST_BYTES = 20_000_000;
const KEPT_FILES = 5;

/**
 * Opens a log. At {@link MOST_BYTES} it is put aside as `<file>.1` and the older ones move on, so many as are kept. A full disk
 * or a directory that is gone costs lines and nothing else: whoever tells of something must not end it.
 *
 * @param file its path; its directory must be there
 * @param options.lostNote the line that says how many were left out
 */
export function openLogFile(
  file: string,
  options: { mostBytes?: number; keptFiles?: number; lostNote?: (lines: number) => string } = {},
): LogFile {
  const { mostBytes = MOST_BYTES, keptFiles = KEPT_FILES } = options;
  const lostNote = options.lostNote ?? ((lines) => `… ${lines} lines are missing here: they could not be written.\n`);
  let handle: number | undefined;
  let size = 0;
  let lost = 0;
  // Set when a line was cut off in its middle, so that the next one begins on a line of its own.
  let isTorn = false;

  const open = (): number => {
    if (handle !== undefined) return handle;
    handle = openSync(file, 'a');
    size = fstatSync(handle).size;
    return handle;
  };
  const close = (): void => {
    if (handle !== undefined) closeSync(handle);
    handle = undefined;
  };
  const turn = (): void => {
    // Another process that writes here may have turned it already; this one's file is then one of the old ones.
    const isPresent = statSync(file, { throwIfNoEntry: false })?.ino === fstatSync(open()).ino;
    close();
    if (!isPresent) return;
    rmSync(`${file}.${keptFiles}`, { force: true });
    for (let age = keptFiles - 1; age >= 1; age--) moveIfThere(`${file}.${age}`, `${file}.${age + 1}`);
    moveIfThere(file, `${file}.1`);
  };
  const append = (text: Uint8Array): void => {
    const written = writeSync(open(), text);
    size += written;
    if (written === text.length) return;
    isTorn = true;
    throw new Error('the disk is full');
  };

  return {
    write(text) {
      try {
        if (size >= mostBytes) turn();
        if (isTorn) append(Buffer.from('\n'));
        isTorn = false;
        if (lost > 0) append(Buffer.from(lostNote(lost)));
        lost = 0;
        append(typeof text === 'string' ? Buffer.from(text) : text);
      } catch {
        // Nobody is left to be told; the next line that can be written says how many are missing.
        lost += 1;
      }
    },
    close() {
      try {
        close();
      } catch {
        // What a closing disk has to say about lines is of no use to anybody.
        handle = undefined;
      }
    },
  };
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}

/** Keeps a closed terminal, a broken pipe or a full disk behind standard output and error from ending the process. */
export function hearStandardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  }
}

const ignore = (): void => undefined;
