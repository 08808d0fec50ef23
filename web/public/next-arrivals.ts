import type { ArrivalsView } from '../../domain/arrivals.ts';

export type Arrival = ArrivalsView['arrivals'][number];

/** Planned is not punctual, and not every crew reports: for so long after its time an arrival is still waited for. */
const GRACE_MILLISECONDS = 30 * 60_000;

/** How an arrival stands at `now`: waited for, due just about now, gone by with no word of it, or what was reported of it. */
export type Standing = 'next' | 'due' | 'passed' | Exclude<Arrival['state'], 'planned'>;

export function standingOf(arrival: Arrival, now: Date): Standing {
  if (arrival.state !== 'planned') return arrival.state;
  const late = now.getTime() - Date.parse(arrival.plannedArrival);
  if (late <= 0) return 'next';
  return late <= GRACE_MILLISECONDS ? 'due' : 'passed';
}

/** Those that are still to come, and those that are over; each keeps the order of `arrivals`. */
export function partArrivals(arrivals: readonly Arrival[], now: Date): { coming: Arrival[]; over: Arrival[] } {
  const coming: Arrival[] = [];
  const over: Arrival[] = [];
  for (const arrival of arrivals) {
    const standing = standingOf(arrival, now);
    (standing === 'next' || standing === 'due' ? coming : over).push(arrival);
  }
  return { coming, over };
}
