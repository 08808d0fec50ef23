import type { VisitGrade } from './evidence.ts';
import type { FieldEventKind } from './field-events.ts';

/** A planned stop as far as it tells which of the day's doings it stands for. */
interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly visitId: string | null;
  /** Which of how many equal parts of the visit is taken here. */
  readonly visitPart: number | null;
  readonly visitParts: number | null;
  readonly facilityId: string | null;
  readonly tripNumber: number | null;
}

/** A truck's shift on the day, with its stops in their order. */
interface PlannedRoute {
  readonly truckId: string;
  readonly shiftId: string;
  readonly stops: readonly PlannedStop[];
}

/** A report as far as it tells what it is about. */
interface Report {
  readonly kind: FieldEventKind;
  readonly doneAt: string;
  readonly truckId: string;
  readonly stopId?: string | null | undefined;
  readonly visitId?: string | null | undefined;
  /** Left out where the whole visit is meant. */
  readonly visitPart?: number | null | undefined;
  readonly visitParts?: number | null | undefined;
  readonly facilityId?: string | null | undefined;
  readonly shiftId?: string | null | undefined;
  readonly tripNumber?: number | null | undefined;
  readonly breakNumber?: number | null | undefined;
  /** `inferred`: nobody said it, the track shows it. */
  readonly visitGrade?: VisitGrade | undefined;
}

/** What was reported of a stop, in the order it was done. */
export interface StopReports<E> {
  readonly events: readonly E[];
  /** Something was reported of this very stop, and not only of its visit or trip on another revision. */
  readonly isOwn: boolean;
}

/** What was reported of a day, as one of its revisions shows it. */
export interface DayReports<E> {
  /** By stop id; only stops something was reported of. */
  readonly ofStop: ReadonlyMap<string, StopReports<E>>;
  /** By visit id, in a route of the revision or not; only visits that were reported as a whole. */
  readonly ofVisit: ReadonlyMap<string, readonly E[]>;
}

/**
 * What was reported of each stop and visit of a day. Whatever revision it is looked at by, it is the same that was done:
 *
 * - *served* and *skipped* are of a visit, whichever truck planned it and whichever came. Of a visit taken in parts, a stop
 *   is reported when the parts reported cover its own: the first of one part covers both of two, one of two covers neither
 *   the whole nor the other. What a track shows counts only where nobody said anything of the visit.
 * - *unloaded* is of a shift's trip of this number to this facility. Where another revision has the trip end elsewhere, it
 *   is of no stop there.
 * - a *break* is of a shift's break of this number, as the shift lists them; *started* and *ended* are of the shift.
 *
 * A report that names none of these, nor a stop of these routes, is of none: the time it was done at does not tell.
 *
 * @param routes of one revision, or some of them
 * @param events of the day, in any order and made on any revision
 */
export function reportsByVisit<E extends Report>(routes: readonly PlannedRoute[], events: readonly E[]): DayReports<E> {
  const stops = new Map<string, PlannedStop>();
  const stopOfDoing = new Map<string, string>();
  for (const { shiftId, stops: ofRoute } of routes) {
    let breaks = 0;
    for (const stop of ofRoute) {
      stops.set(stop.id, stop);
      if (stop.kind === 'break') breaks += 1;
      const name = doing({ ...stop, shiftId, breakNumber: breaks });
      if (name !== null) stopOfDoing.set(name, stop.id);
    }
  }

  const ofStop = new Map<string, { events: E[]; isOwn: boolean }>();
  const ofVisit = new Map<string, Part<E>[]>();
  for (const event of [...events].sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0))) {
    const stop = event.stopId ? stops.get(event.stopId) : undefined;
    const visitId = event.visitId ?? stop?.visitId;
    if (visitId && STOP_OF_REPORT[event.kind] === 'point') {
      const parts = ofVisit.get(visitId) ?? [];
      parts.push({ ...spanOf(stop ?? event), event });
      ofVisit.set(visitId, parts);
      continue;
    }
    const name = doing({ ...event, kind: STOP_OF_REPORT[event.kind] });
    const stopId = stop?.id ?? (name === null ? undefined : stopOfDoing.get(name));
    if (stopId === undefined) continue;
    const reports = ofStop.get(stopId) ?? { events: [], isOwn: false };
    reports.events.push(event);
    reports.isOwn ||= stop !== undefined;
    ofStop.set(stopId, reports);
  }
  for (const [visitId, parts] of ofVisit) {
    const told = parts.filter(({ event }) => event.visitGrade !== 'inferred');
    if (told.length > 0) ofVisit.set(visitId, told);
  }
  for (const stop of stops.values()) {
    const reported = stop.visitId ? eventsCovering(ofVisit.get(stop.visitId) ?? [], spanOf(stop)) : [];
    if (reported.length === 0) continue;
    ofStop.set(stop.id, { events: reported, isOwn: reported.some(({ stopId }) => stopId === stop.id) });
  }
  const whole = [...ofVisit].flatMap(([visitId, parts]): [string, E[]][] => {
    const covering = eventsCovering(parts, { from: 0, to: 1 });
    return covering.length > 0 ? [[visitId, covering]] : [];
  });
  return { ofStop, ofVisit: new Map(whole) };
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

/** A name for what is no visit, the same on every revision of the day; `null` for what has none. */
function doing(what: {
  readonly kind: string;
  readonly shiftId?: string | null | undefined;
  readonly tripNumber?: number | null | undefined;
  readonly facilityId?: string | null | undefined;
  readonly breakNumber?: number | null | undefined;
}): string | null {
  const { kind, shiftId, tripNumber, facilityId, breakNumber } = what;
  if (!shiftId || kind === 'point') return null;
  if (kind === 'unload') return `${shiftId} unload ${tripNumber} ${facilityId}`;
  if (kind === 'break') return `${shiftId} break ${breakNumber}`;
  return `${shiftId} ${kind}`;
}

/** A stretch of a visit's mass, of the whole as 1. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Part<E> extends Span {
  readonly event: E;
}

/** Less than a part of any visit, more than what halving and halving again leaves of rounding. */
const NOTHING = 1e-6;

function spanOf(part: Pick<Report, 'visitPart' | 'visitParts'>): Span {
  if (!part.visitPart || !part.visitParts) return { from: 0, to: 1 };
  return { from: (part.visitPart - 1) / part.visitParts, to: part.visitPart / part.visitParts };
}

/** Events that have to do with a span, in the order given; none when together they leave some of it out. */
function eventsCovering<E>(parts: readonly Part<E>[], span: Span): E[] {
  const touching = parts.filter(({ from, to }) => from < span.to - NOTHING && to > span.from + NOTHING);
  let covered = span.from;
  for (const { from, to } of [...touching].sort((a, b) => a.from - b.from)) {
    if (from <= covered + NOTHING) covered = Math.max(covered, to);
  }
  return covered >= span.to - NOTHING ? touching.map(({ event }) => event) : [];
}
