import { z } from 'zod';
import { activeAreaSchema } from '../../domain/areas.ts';
import { dayOf } from '../../domain/day.ts';
import { LATE_HOURS, ownRouteViewSchema } from '../../domain/own-route.ts';
import { meSchema } from './api/queries.ts';

/** What a driver's page needs to be drawn without the server. */
const keptDaySchema = z.object({
  me: meSchema,
  area: activeAreaSchema,
  route: ownRouteViewSchema,
});
export type KeptDay = z.infer<typeof keptDaySchema>;

/** One day of one person: whoever comes next on this phone takes its place. */
const KEY = 'tuyen-xanh.own-day';

/** Keeps `day` on this phone, for a reload without a network. */
export function keepDay(day: KeptDay): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(day));
  } catch {
    // No room: reports need it more, and an older day in its place would be a wrong one.
    forgetDay();
  }
}

/**
 * The day kept on this phone; `null` when there is none, when it is over, or when another version of the app wrote it. As on the server,
 * a route is what there is to see until its day ends, and hours after it should have ended where that is later.
 */
export function keptDay(now: Date): KeptDay | null {
  const parsed = keptDaySchema.safeParse(written());
  if (!parsed.success) return null;
  const { route, area } = parsed.data;
  const isToday = dayOf(now, area.timeZone) === route.day;
  const over = Date.parse(route.endsAt) + LATE_HOURS * 3_600_000;
  return isToday || now.getTime() < over ? parsed.data : null;
}

function written(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    // What cannot be read must not keep the page from opening.
    return null;
  }
}

/** To be called whenever the one on this phone may be another. */
export function forgetDay(): void {
  localStorage.removeItem(KEY);
}
