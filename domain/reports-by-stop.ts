import type { FieldEventKind } from './field-events.ts';

interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly pointId: string | null;
  readonly stream: string | null;
  /** Left out where all stops are of one truck, and all reports about it. */
  readonly truckId?: string;
}

/** A report as far as it tells which stop it is about. */
interface Report {
  readonly kind: FieldEventKind;
  readonly doneAt: string;
  readonly stopId?: string | null | undefined;
  readonly pointId?: string | null | undefined;
  readonly stream?: string | null | undefined;
  readonly truckId?: string;
}

/** What was reported of a stop. */
export interface StopReports<E> {
  readonly events: readonly E[];
  /** Something was reported of this very stop, and not only of the one it stands for now. */
  readonly isOwn: boolean;
}

const STOP_OF_REPORT: Readonly<Record<FieldEventKind, string>> = {
  'shift-started': 'start',
  served: 'point',
  skipped: 'point',
  unloaded: 'unload',
  'break-started': 'break',
  'break-ended': 'break',
  'shift-ended': 'end',
};

/**
 * The reports of each stop of one or several routes, by the stop's id. Reports made on another revision of the day count
 * where they belong on this one, because what was done is not undone by publishing another plan: those of a point at the
 * same point and stream, a truck's first unloading or break at its first, and so on.
 *
 * @param stops in the order of the routes, the earlier route of a truck first
 * @param events in any order; those of a truck's stops, or of its points whoever came there
 */
export function reportsByStop<E extends Report>(
  stops: readonly PlannedStop[],
  events: readonly E[],
): ReadonlyMap<string, StopReports<E>> {
  const known = new Set(stops.map((stop) => stop.id));
  const found = new Map<string, { events: E[]; isOwn: boolean }>();
  const add = (stopId: string | undefined, event: E, isOwn: boolean) => {
    if (stopId === undefined) return;
    const reports = found.get(stopId) ?? { events: [], isOwn: false };
    reports.events.push(event);
    reports.isOwn ||= isOwn;
    found.set(stopId, reports);
  };

  /** Stops of other revisions that something was reported of, in the order it was done, by what is alike to them here. */
  const elsewhere = new Map<string, string[]>();
  for (const event of [...events].sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0))) {
    const { stopId } = event;
    if (stopId && known.has(stopId)) {
      add(stopId, event, true);
      continue;
    }
    const alike = stopsAlike(stops, event);
    if (alike.length === 0) continue;
    const before = elsewhere.get(alike[0].id) ?? [];
    // A stop that is gone with its plan is one like any other.
    const name = stopId ?? '';
    if (!before.includes(name)) before.push(name);
    elsewhere.set(alike[0].id, before);
    const at = before.indexOf(name);
    // Of a point that was visited in more parts there than here, all is told.
    add(alike[alike[0].kind === 'point' ? Math.min(at, alike.length - 1) : at]?.id, event, false);
  }
  return found;
}

/** The stops that a report made on another revision can be of. */
function stopsAlike(stops: readonly PlannedStop[], event: Report): PlannedStop[] {
  const kind = STOP_OF_REPORT[event.kind];
  if (kind !== 'point') {
    if (!event.stopId) return [];
    return stops.filter((stop) => stop.kind === kind && (stop.truckId === undefined || stop.truckId === event.truckId));
  }
  if (!event.pointId) return [];
  return stops.filter((stop) => stop.pointId === event.pointId && (!event.stream || stop.stream === event.stream));
}
