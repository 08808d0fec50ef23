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

/** Room an hour's label needs, in pixels. */
const LABEL_PIXELS = 46;

/** Every which hour is written on a scale of `pixels` and so many hours, for no label to lie on the next. */
export function hourStep(hours: number, pixels: number): number {
  const fitting = [1, 2, 3, 4, 6].find((step) => (step * pixels) / hours >= LABEL_PIXELS);
  return fitting ?? 12;
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
