import type { Task } from './tasks.ts';

/** What a full truck does: it unloads at a stop now, and does these stops behind it. */
export interface TruckWasFull {
  readonly goesTo: string;
  /** The stops that were open before it, in their order. */
  readonly behind: readonly string[];
}

/** Where a truck that is full now would unload, and what is put off by it. */
export interface Unloading {
  readonly task: Task;
  readonly behind: readonly Task[];
}

/**
 * @param next the task that is next
 * @returns `null` where the truck is to unload next anyway, nowhere any more, or has not set out
 */
export function unloadingNow(tasks: readonly Task[], next: Task | null): Unloading | null {
  const from = next && next.stop.kind !== 'start' ? tasks.indexOf(next) : -1;
  if (from === -1) return null;
  const at = tasks.findIndex(({ stop, state }, index) => index > from && stop.kind === 'unload' && state === 'planned');
  const task = tasks[at];
  if (!task) return null;
  const behind = tasks.slice(from, at).filter(({ state }) => state === 'planned');
  return behind.some(({ stop }) => stop.kind === 'point') ? { task, behind } : null;
}

/** What the second unloading of a stop goes by on this phone. */
const AGAIN = '+';

/**
 * The tasks as the phone goes through them once its truck was full: the unloading first, what was open before it behind, and then the
 * unloading once more, for what is collected there. On another revision, where these stops are not, nothing changes.
 */
export function unloadFirst(tasks: readonly Task[], { goesTo, behind }: TruckWasFull): Task[] {
  const unload = tasks.find(({ stop }) => stop.id === goesTo);
  const moved = behind.flatMap((id) => tasks.find(({ stop }) => stop.id === id) ?? []);
  if (!unload || moved.length === 0) return [...tasks];
  const again: Task = { ...unload, stop: { ...unload.stop, id: unload.stop.id + AGAIN }, isMoved: true };
  return tasks
    .filter((task) => !moved.includes(task))
    .flatMap((task) =>
      task === unload
        ? [{ ...unload, isMoved: true }, ...moved.map((late) => ({ ...late, isMoved: true })), again]
        : [task],
    );
}
