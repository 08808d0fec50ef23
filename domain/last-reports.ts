import type { VisitGrade } from './evidence.ts';
import type { FieldEventKind } from './field-events.ts';

/** A report as far as it tells what it is about. */
interface Report {
  readonly kind: FieldEventKind;
  readonly doneAt: string;
  readonly truckId: string;
  readonly stopId: string | null;
  readonly visitId: string | null;
  readonly visitPart: number | null;
  readonly visitParts: number | null;
  readonly facilityId: string | null;
  readonly shiftId: string | null;
  readonly tripNumber: number | null;
  readonly breakNumber: number | null;
  readonly visitGrade: VisitGrade;
}

/** Of these two the later one decides what became of the same thing. */
const SAME_THING: Partial<Record<FieldEventKind, string>> = {
  served: 'visit',
  skipped: 'visit',
  'break-started': 'break',
  'break-ended': 'break',
};

/**
 * The reports of a day that still tell something: of all that one truck said of the same thing the last, in the order given; what
 * its track shows is said by nobody, and takes the place of nothing.
 * What `reportsByVisit` makes of them, and when each truck was last heard, is the same as of all; how many there are depends on
 * what there is to report of and not on how often it was reported.
 *
 * @param events of one day, by when they were done
 */
export function lastReports<E extends Report>(events: readonly E[]): E[] {
  const last = new Map<string, E>();
  for (const event of events) {
    const about = aboutOf(event);
    const before = last.get(about);
    if (before === undefined || before.doneAt <= event.doneAt) last.set(about, event);
  }
  return events.filter((event) => last.get(aboutOf(event)) === event);
}

function aboutOf(event: Report): string {
  const { truckId, kind, stopId, visitId, visitPart, visitParts, facilityId, shiftId, tripNumber, breakNumber } = event;
  // What names nothing tells only when the truck was heard, and of which of its shifts it is the time has to tell.
  const hour =
    stopId === null && visitId === null && shiftId === null ? event.doneAt.slice(0, 'YYYY-MM-DDTHH'.length) : '';
  const isTrack = event.visitGrade === 'inferred';
  const thing = [isTrack, SAME_THING[kind] ?? kind, stopId, visitId, visitPart, visitParts, facilityId, shiftId];
  return [truckId, ...thing, tripNumber, breakNumber, hour].join(' ');
}
