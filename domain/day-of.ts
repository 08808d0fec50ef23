import type { Day } from './day.ts';

/** One a time zone: making one takes long. Every phone asks for its day: so this stands alone, and loads nothing. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day on which `instant` falls in `timeZone`. */
export function dayOf(instant: Date, timeZone: string): Day {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en', {
      ...{ calendar: 'iso8601', numberingSystem: 'latn', timeZone },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    });
    calendars.set(timeZone, calendar);
  }
  const parts = new Map(calendar.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
