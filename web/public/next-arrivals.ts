import type { ArrivalsView } from '../../domain/arrivals.ts';

export type Arrival = ArrivalsView['arrivals'][number];

/** Planned is not to the minute: for so long after its time a truck is due, then it is late. */
const DUE_MILLISECONDS = 5 * 60_000;
/** Not every crew reports: for so long after its time a truck is still waited for, then nobody knows whether it came. */
const GRACE_MILLISECONDS = 30 * 60_000;

/** How an arrival stands at `now`: waited for, due just about now, late, unknown for want of any word, or what was reported of it. */
export type Standing = 'next' | 'due' | 'late' | 'unknown' | Exclude<Arrival['state'], 'planned'>;

export function standingOf(arrival: Arrival, now: Date): Standing {
  if (arrival.state !== 'planned') return arrival.state;
  const late = now.getTime() - Date.parse(arrival.plannedArrival);
  if (late <= 0) return 'next';
  if (late <= DUE_MILLISECONDS) return 'due';
  return late <= GRACE_MILLISECONDS ? 'late' : 'unknown';
}

/** Those that are still to come, and those that are over; each keeps the order of `arrivals`. */
export function partArrivals(arrivals: readonly Arrival[], now: Date): { coming: Arrival[]; over: Arrival[] } {
  const coming: Arrival[] = [];
  const over: Arrival[] = [];
  for (const arrival of arrivals) {
    const standing = standingOf(arrival, now);
    (standing === 'next' || standing === 'due' || standing === 'late' ? coming : over).push(arrival);
  }
  return { coming, over };
}
