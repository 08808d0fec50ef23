import { v7 } from 'uuid';
import type { FieldEventInput } from '../../domain/field-events.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import type { ReportAbout } from '../ui/outbox/items.ts';
import type { Outbox } from '../ui/outbox/outbox.ts';
import type { Task } from './tasks.ts';

/** What the driver did, before it has an id and a time. */
export type Report = Omit<FieldEventInput, 'id' | 'truckId' | 'doneAt' | 'deviceDoneAt'>;

/**
 * The stops that a report would leave behind without a word: on the way from the last one reported to the one reported now, or
 * all that are open when the shift is ended.
 *
 * @param taskId the stop reported now, by what the phone calls it
 */
export function openBefore(tasks: readonly Task[], report: Report, taskId = report.stopId): Task[] {
  const at = tasks.findIndex(({ stop }) => stop.id === taskId);
  if (at === -1) return [];
  const isEnd = report.kind === 'shift-ended';
  const last = isEnd ? -1 : tasks.findLastIndex((task) => task.isReported && task.state !== 'planned');
  return tasks
    .slice(last + 1, at)
    .filter(({ stop, state }) => state === 'planned' && stop.kind !== 'start' && stop.kind !== 'end');
}

/** What a report of a stop of `route` is of, for when another revision takes its place before the server has the report. */
export function aboutOf({ shiftId, stops }: OwnRouteView, stopId: Report['stopId']): ReportAbout | undefined {
  const at = stops.findIndex(({ id }) => id === stopId);
  const stop = stops[at];
  if (!stop) return undefined;
  const breakNumber = stops.slice(0, at + 1).filter(({ kind }) => kind === 'break').length;
  return { shiftId, facilityId: stop.facilityId, tripNumber: stop.tripNumber, breakNumber };
}

/** What is done at a stop with one tap, and what its button says; `null` where it takes more than a tap. */
export function mainReport({ stop, isOnBreak }: Task) {
  const { id: stopId, visitId, stream } = stop;
  switch (stop.kind) {
    case 'start':
      return { label: 'start', report: { kind: 'shift-started', stopId } } as const;
    case 'point':
      return { label: 'served', report: { kind: 'served', visitId, stopId, stream } } as const;
    case 'break':
      return isOnBreak
        ? ({ label: 'breakEnd', report: { kind: 'break-ended', stopId } } as const)
        : ({ label: 'breakStart', report: { kind: 'break-started', stopId } } as const);
    case 'end':
      return { label: 'endShift', report: { kind: 'shift-ended', stopId } } as const;
    case 'unload':
      return null;
  }
}

/** Puts what the driver did in the outbox: nothing is said to be done before it is kept. */
export async function keepReport(outbox: Outbox, route: OwnRouteView, report: Report): Promise<void> {
  const id = v7();
  const doneAt = new Date(serverClock.now()).toISOString();
  await outbox.add('field-event', id, { ...report, id, truckId: route.truckId, doneAt }, aboutOf(route, report.stopId));
}
