import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one that was given the same number: its start time as the system writes it.
 * Process numbers alone are not enough, least of all in containers, where each start counts from 1 again.
 *
 * @returns undefined when no such process is alive
 */
export function processIdentity(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    }
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces, so fields are counted from behind it: state is 3, start time 22.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' ? undefined : `${bootIdentity()}-${fields[19]}`;
  } catch {
    // Both ways of asking fail exactly when the process is gone.
    return undefined;
  }
}

/** Whether the very process that was noted is still alive. */
export function isAlive(noted: { pid: number; identity: string }): boolean {
  return processIdentity(noted.pid) === noted.identity;
}

/**
 * The processes that started us from a terminal through npm: npm itself, and the shell it puts between. Those that the
 * system does not show are left out.
 */
export function npmAncestors(): { pid: number; identity: string }[] {
  const note = (pid: number): { pid: number; identity: string }[] => {
    const identity = processIdentity(pid);
    return identity === undefined ? [] : [{ pid, identity }];
  };
  const parent = process.ppid;
  try {
    const [program = '', first] = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0');
    if (first !== '-c' || !/(^|\/)(sh|dash|bash|ash)$/.test(program)) return note(parent);
    const text = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const [, grandparent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [...note(parent), ...note(Number(grandparent))];
  } catch {
    // Other systems have no /proc; the parent alone is then watched.
    return note(parent);
  }
}

/** Polls until the process is gone; says whether it went within the time. */
export async function waitUntilGone(noted: { pid: number; identity: string }, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (isAlive(noted)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function bootIdentity(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Some sandboxes hide it; the start time then has to do alone.
    return '';
  }
}
