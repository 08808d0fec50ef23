import type { FieldEventInput } from '../../domain/field-events.ts';
import { foldStopState, type StopState } from '../../domain/stop-state.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { StopView } from '../../domain/plans.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import type { RetractionInput } from '../../domain/retractions.ts';
import { standingReports } from '../../domain/standing-reports.ts';
import type { ReportAbout } from '../ui/outbox/items.ts';
import { type TruckWasFull, unloadFirst } from './full-truck.ts';

/** A stop with what this phone knows of it, sent or not. */
export interface Task {
  stop: StopView;
  /** The planned stop that is reported: the same one where a full truck unloads there twice. */
  reportAs: string;
  state: StopState;
  /** When what it is in its state by was done; `null` where that is nothing. */
  doneAt: string | null;
  /** What was taken here: as it was told, else as it was expected; 0 where nothing is taken. */
  takenKg: number;
  /** A break that was begun and not ended. */
  isOnBreak: boolean;
  /** Reported of this stop itself, not only of the one it took the place of when another revision was published. */
  isReported: boolean;
  /** Done at another time than planned, because the truck was full. */
  isMoved: boolean;
}

/**
 * The stops in the order they are done, each in the state that the server's and the phone's own events leave it in.
 *
 * @param fulls what this phone knows of the truck having been full, the earliest first
 * @param retractions what was taken back on this phone: the server may not know it yet
 */
export function tasksOf(
  route: OwnRouteView,
  unsent: readonly (FieldEventInput & Partial<ReportAbout>)[],
  fulls: readonly TruckWasFull[] = [],
  retractions: readonly RetractionInput[] = [],
): Task[] {
  const { ofStop } = reportsByVisit([route], standingReports([...route.events, ...unsent], retractions));
  const planned = route.stops.map((stop): Task => {
    const { events, isOwn } = ofStop.get(stop.id) ?? { events: [], isOwn: false };
    const isOnBreak = events.at(-1)?.kind === 'break-started';
    const state = isOnBreak ? 'planned' : foldStopState(events);
    const last = events.at(-1);
    const toldKg = last && ('mass' in last ? last.mass?.kg : null);
    const takenKg = last?.kind === 'served' ? (toldKg ?? last.loadKg ?? stop.loadKg) : 0;
    const doneAt = last?.doneAt ?? null;
    return { ...{ stop, reportAs: stop.id, state, doneAt, takenKg }, isOnBreak, isReported: isOwn, isMoved: false };
  });
  const tasks = fulls.reduce<Task[]>(unloadFirst, planned);
  if (tasks.length === planned.length) return tasks;
  // Of one stop unloaded at twice, the first report is of the first time.
  const times = new Map<string, number>();
  return tasks.map((task) => {
    const { reportAs, stop } = task;
    if (stop.kind !== 'unload') return task;
    const before = times.get(reportAs) ?? 0;
    times.set(reportAs, before + 1);
    const reports = (ofStop.get(reportAs)?.events ?? []).filter(({ kind }) => kind === 'unloaded').length;
    return reports > before ? task : { ...task, state: 'planned', doneAt: null, isReported: false };
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
