import type { FieldEventKind } from './field-events.ts';

interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly pointId: string | null;
  readonly stream: string | null;
}

/** A report as far as it tells which stop it is about. */
interface Report {
  readonly kind: FieldEventKind;
  readonly doneAt: string;
  readonly stopId?: string | null | undefined;
  readonly pointId?: string | null | undefined;
  readonly stream?: string | null | undefined;
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
 * The reports of each stop of a route, by the stop's id. Reports made on another revision of the day count where they
 * belong on this one, because what was done is not undone by publishing another plan: those of a point at the same point
 * and stream, the first unloading or break at the first, and so on.
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

  /** Stops of other revisions that something was reported of, in the order it was done, by what kind of stop they are. */
  const elsewhere = new Map<string, string[]>();
  for (const event of [...events].sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1))) {
    const { stopId } = event;
    if (!stopId) continue;
    if (known.has(stopId)) {
      add(stopId, event, true);
      continue;
    }
    const kind = STOP_OF_REPORT[event.kind];
    const alike = stops.filter((stop) => stop.kind === kind);
    if (kind === 'point') {
      const same = alike.find((stop) => stop.pointId === event.pointId && stop.stream === event.stream);
      add(same?.id, event, false);
      continue;
    }
    const before = elsewhere.get(kind) ?? [];
    if (!before.includes(stopId)) before.push(stopId);
    elsewhere.set(kind, before);
    add(alike[before.indexOf(stopId)]?.id, event, false);
  }
  return found;
}
