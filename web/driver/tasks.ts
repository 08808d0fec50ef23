import { type FieldEventInput, type FieldEventKind, foldStopState, type StopState } from '../../domain/field-events.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { StopView } from '../../domain/plans.ts';

interface Done {
  kind: FieldEventKind;
  doneAt: string;
  stopId?: string | null;
}

/** A stop with what this phone knows of it, sent or not. */
export interface Task {
  stop: StopView;
  state: StopState;
  /** A break that was begun and not ended. */
  isOnBreak: boolean;
}

/** The stops of the route in order, each in the state that the server's and the phone's own events leave it in. */
export function tasksOf(route: OwnRouteView, unsent: readonly FieldEventInput[]): Task[] {
  const byStop = new Map<string, Done[]>();
  for (const event of [...route.events, ...unsent] as Done[]) {
    if (event.stopId) byStop.set(event.stopId, [...(byStop.get(event.stopId) ?? []), event]);
  }
  return route.stops.map((stop) => {
    const events = byStop.get(stop.id) ?? [];
    const last = [...events].sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1)).at(-1);
    const isOnBreak = last?.kind === 'break-started';
    return { stop, state: isOnBreak ? 'planned' : foldStopState(events), isOnBreak };
  });
}

/** The first stop nothing was reported of after the last one that something was reported of. */
export function nextTask(tasks: readonly Task[]): Task | null {
  const last = tasks.findLastIndex((task) => task.state !== 'planned' && task.stop.kind !== 'end');
  return tasks.slice(last + 1).find((task) => task.state === 'planned') ?? null;
}
