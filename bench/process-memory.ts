import { readdirSync, readFileSync } from 'node:fs';

const KILOBYTES_A_MEGABYTE = 1024;

/** Resident memory of a process, in MB; 0 when it is gone. */
export function memoryOfProcess(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1];
  return Math.round(Number(kilobytes ?? 0) / KILOBYTES_A_MEGABYTE);
}

/** Resident memory of a process and of all it started, and they, in MB, but for a PostgreSQL among them. */
export function memoryOfFamily(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, each) => sum + memoryOfProcess(each), 0);
}

/** The processes that `pid` started, and those that they did, but for PostgreSQL's. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const [, program, parent] =
      /^\d+ \((.*)\) \S (\d+)/.exec(/^\d+$/.test(name) ? read(Number(name), 'stat') : '') ?? [];
    if (parent !== undefined && program !== 'postgres') parents.set(Number(name), Number(parent));
  }
  const isBelow = (each: number | undefined): boolean =>
    each !== undefined && (each === pid || isBelow(parents.get(each)));
  return [...parents.keys()].filter((each) => each !== pid && isBelow(parents.get(each)));
}

/** The command line of a process, its parts parted by blanks; empty when it is gone. */
export function commandOf(pid: number): string {
  return read(pid, 'cmdline').replaceAll('\0', ' ');
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // Ended between being listed and being read.
    return '';
  }
}
