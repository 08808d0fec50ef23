import { type FieldEventInput, foldStopState, type StopState } from '../../domain/field-events.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { StopView } from '../../domain/plans.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';

/** A stop with what this phone knows of it, sent or not. */
export interface Task {
  stop: StopView;
  state: StopState;
  /** A break that was begun and not ended. */
  isOnBreak: boolean;
  /** Reported of this stop itself, not only of the one it took the place of when another revision was published. */
  isReported: boolean;
}

/** The stops of the route in order, each in the state that the server's and the phone's own events leave it in. */
export function tasksOf(route: OwnRouteView, unsent: readonly FieldEventInput[]): Task[] {
  const { ofStop } = reportsByVisit([route], [...route.events, ...unsent]);
  return route.stops.map((stop) => {
    const { events, isOwn } = ofStop.get(stop.id) ?? { events: [], isOwn: false };
    const isOnBreak = events.at(-1)?.kind === 'break-started';
    return { stop, state: isOnBreak ? 'planned' : foldStopState(events), isOnBreak, isReported: isOwn };
  });
}

/**
 * The first stop nothing was reported of after the last one that something was reported of. What was done by an earlier
 * revision may lie anywhere on this one: it is left out, and passes nothing over.
 */
export function nextTask(tasks: readonly Task[]): Task | null {
  const last = tasks.findLastIndex((task) => task.isReported && task.state !== 'planned' && task.stop.kind !== 'end');
  return tasks.slice(last + 1).find((task) => task.state === 'planned') ?? null;
}
