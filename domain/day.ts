import { z } from 'zod';

/** Days reckoned with, ends included: the database knows no year 0, and sums over days must not run out of the calendar. */
/** The first day that is reckoned with. */
export const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** A calendar day in the area's time zone, `YYYY-MM-DD`, of the years 1900 to 2199. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date like 2026-11-23')
  .refine(isCalendarDay, 'no such day in the calendar')
  .refine(isReckonedDay, 'expected a day of the years 1900 to 2199');
export type Day = z.infer<typeof daySchema>;

/** An instant as devices and pages send it (ISO 8601, UTC), on a day of the years 1900 to 2199. */
export const instantSchema = z.iso
  .datetime()
  .refine((text) => isReckonedDay(text.slice(0, 10)), 'expected a day of the years 1900 to 2199');

/** An instant with any offset from UTC, which it is turned to; see {@link instantSchema}. */
export const instantOfAnyOffsetSchema = z.iso
  .datetime({ offset: true })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()))
  .refine((text) => isReckonedDay(text.slice(0, 10)), 'expected a day of the years 1900 to 2199');

/** Whether a day is of the years 1900 to 2199, which alone are reckoned with. */
export function isReckonedDay(text: string): boolean {
  return text >= FIRST_DAY && text <= LAST_DAY;
}

function isCalendarDay(text: string): boolean {
  const midnight = new Date(text);
  return !Number.isNaN(midnight.getTime()) && dateToDay(midnight) === text;
}

// A calendar day is a UTC midnight here: UTC has no clock changes, and this is done for every point of a town.
export const DAY_MILLISECONDS = 86_400_000;

/** `day` moved by whole days, back when negative. */
export function addDays(day: Day, days: number): Day {
  return dateToDay(new Date(Date.parse(day) + days * DAY_MILLISECONDS));
}

/** Whole days from one calendar day to a later one. Days as UTC midnights, so that no clock change counts. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS);
}

/** 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: Day): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

/** The UTC midnight a `date` column stores for `day`. */
export function dayToDate(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The day a `date` column holds. */
export function dateToDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** What is said of a range of days that ends before it begins. */
export const DAYS_OUT_OF_ORDER = 'expected `to` not before `from`';

/** Whether a range, open where it has no day, does not end before it begins. */
export function areDaysInOrder({
  from,
  to,
}: {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}): boolean {
  return from === undefined || to === undefined || from <= to;
}
