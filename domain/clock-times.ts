// One function at a time: the classes bring every calendar and unit there is onto each page that draws a shift.
import * as Clock from 'temporal-polyfill/fns/PlainDateTime';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import { addDays, type Day } from './day.ts';

const DAY_SECONDS = 86_400;

/**
 * The instant at which the clocks of `timeZone` show `second` seconds past midnight of `day`: 86,400 and more is a time of the
 * next day's clock, less than 0 one of the day before. Shifts, breaks and windows are such times, whatever the clocks do in
 * the night. A time that they skip is the moment they are put forward; one that they show twice is the first.
 */
export function instantAt(day: Day, second: number, timeZone: string): Date {
  const days = Math.floor(second / DAY_SECONDS);
  const shown = clockAt(Date.parse(addDays(day, days)) + Math.round((second - days * DAY_SECONDS) * 1000));
  const earlier = Clock.toZonedDateTime(shown, timeZone, { disambiguation: 'earlier' });
  if (Clock.equals(Zoned.toPlainDateTime(earlier), shown)) return new Date(earlier.epochMilliseconds);
  // Skipped: `earlier` lies as much before the change as was skipped after it.
  return new Date(Zoned.getTimeZoneTransition(earlier, 'next')?.epochMilliseconds ?? earlier.epochMilliseconds);
}

/** What clocks show that are `milliseconds` past the midnight of 1 January 1970. */
function clockAt(milliseconds: number): ReturnType<typeof Clock.create> {
  const at = new Date(milliseconds);
  return Clock.create(
    ...([at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()] as const),
    ...([at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds()] as const),
  );
}

/** The instant at which `seconds` have passed since local midnight of `day`, as a plan counts them; may lie on the next day. */
export function instantAfterMidnight(day: Day, seconds: number, timeZone: string): Date {
  return new Date(instantAt(day, 0, timeZone).getTime() + seconds * 1000);
}

/** {@link instantAfterMidnight} of one day, for many times of it: a zone is slow to ask. */
export function instantsOf(day: Day, timeZone: string): (seconds: number) => Date {
  const midnight = instantAt(day, 0, timeZone).getTime();
  return (seconds) => new Date(midnight + seconds * 1000);
}

/** How many seconds have passed since local midnight of `day` when its clocks show `second`, see {@link instantAt}. */
export function secondsAtClock(day: Day, second: number, timeZone: string): number {
  return (instantAt(day, second, timeZone).getTime() - instantAt(day, 0, timeZone).getTime()) / 1000;
}

/** The instant at which the clocks of `timeZone` show `clock` (`HH:MM`) on `day`; where they skip it, as much later. */
export function instantAtClock(day: Day, clock: string, timeZone: string): Date {
  const shown = clockAt(Date.parse(`${day}T${clock}Z`));
  return new Date(Clock.toZonedDateTime(shown, timeZone).epochMilliseconds);
}
