import type { RouteView } from '../../../domain/plans.ts';

const HOUR_MS = 3_600_000;

/** The stretch of time a timeline shows, and where on it an instant lies. */
export interface DayScale {
  startMs: number;
  endMs: number;
  /** Full hours within, as instants. */
  hours: readonly number[];
  /** Position of an instant, 0…1; outside for one outside. */
  at(instantMs: number): number;
}

/** From the hour in which the first route starts to the hour in which the last one ends; `null` without routes. */
export function dayScale(routes: readonly RouteView[]): DayScale | null {
  if (routes.length === 0) return null;
  const first = Math.min(...routes.map((route) => Date.parse(route.startsAt)));
  const last = Math.max(...routes.map((route) => Date.parse(route.endsAt)));
  const startMs = Math.floor(first / HOUR_MS) * HOUR_MS;
  const endMs = Math.max(startMs + HOUR_MS, Math.ceil(last / HOUR_MS) * HOUR_MS);
  const hours: number[] = [];
  for (let hour = startMs; hour <= endMs; hour += HOUR_MS) hours.push(hour);
  return { startMs, endMs, hours, at: (instantMs) => (instantMs - startMs) / (endMs - startMs) };
}
