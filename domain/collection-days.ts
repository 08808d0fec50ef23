import { z } from 'zod';
import { addDays, type Day, daySchema, isoWeekday } from './day.ts';
import type { Holidays } from './holidays.ts';
import { weekdaysSchema } from './points.ts';

/** Ascending, each once. */
const inOrder = <T extends number | string>(values: readonly T[]): T[] => [...new Set(values)].sort(compare);
const compare = (a: number | string, b: number | string): number => (a < b ? -1 : 1);

/** A day of any year, `MM-DD`. */
const dayOfYearSchema = z
  .string()
  .regex(/^\d{2}-\d{2}$/, 'expected a day of the year like 04-15')
  .refine((text) => daySchema.safeParse(`2024-${text}`).success, 'no such day in the calendar');

/** One rule of collection: weekdays, perhaps of every so many weeks, perhaps only in a season. */
export const collectionRuleSchema = z.strictObject({
  /** ISO weekdays, 1 = Monday … 7 = Sunday. */
  weekdays: weekdaysSchema.min(1).overwrite(inOrder),
  /** Only in every so many weeks: that of `from` is one of them, and they are counted from it both ways. */
  everyWeeks: z.strictObject({ weeks: z.int().min(2).max(52), from: daySchema }).optional(),
  /** Only in this part of every year, both days included; it may go over the turn of the year. */
  season: z.strictObject({ from: dayOfYearSchema, to: dayOfYearSchema }).optional(),
});
export type CollectionRule = z.infer<typeof collectionRuleSchema>;

/** Collection days that weekdays alone cannot say: a day is one when any rule holds, or when it is named. */
export const collectionDaysSchema = z
  .strictObject({
    rules: z.array(collectionRuleSchema).max(12),
    /** Days named one by one; they hold on days off too. */
    dates: z.array(daySchema).max(400).overwrite(inOrder),
    /** Collected on the town's days off like on any other: medical waste cannot wait. */
    alsoOnDaysOff: z.boolean(),
  })
  .refine(({ rules, dates }) => rules.length + dates.length > 0, 'expected a rule or a date');
export type CollectionDays = z.infer<typeof collectionDaysSchema>;

/** On which days a stream of a point is collected. */
export interface CollectionSchedule {
  /** ISO weekdays, 1 = Monday … 7 = Sunday: every week, unless `days` says more. */
  readonly weekdays: readonly number[];
  /** In place of `weekdays`; `null` or left out = every week on these. */
  readonly days?: CollectionDays | null;
  /** What held before, strictly before `until`; `null` or left out = it has always been so. */
  readonly earlier?: { readonly until: Day; readonly schedule: CollectionSchedule } | null;
}

/** The schedule as it held on a day. */
function heldOn(schedule: CollectionSchedule, day: Day): CollectionSchedule {
  return schedule.earlier && day < schedule.earlier.until ? heldOn(schedule.earlier.schedule, day) : schedule;
}

/** What a row holds in `days`; something that is no such rule counts as none. */
export function heldDays(value: unknown): CollectionDays | null {
  return value === null || value === undefined ? null : collectionDaysSchema.nullable().catch(null).parse(value);
}

/** The weekdays of all rules together, for who asks for no more. */
export function weekdaysOf(schedule: CollectionSchedule): readonly number[] {
  return schedule.days ? inOrder(schedule.days.rules.flatMap(({ weekdays }) => weekdays)) : schedule.weekdays;
}

/** Whether there is any collection day at all. */
export function isEverDue({ weekdays, days }: CollectionSchedule): boolean {
  return days ? days.rules.length + days.dates.length > 0 : weekdays.length > 0;
}

/**
 * Whether `day` is a collection day. On a day off of the town nothing is collected but what is named by its date or is
 * collected on days off too; what a day off has another day for is collected on that, once, whatever else falls on it.
 */
export function isDueOn(schedule: CollectionSchedule, day: Day, holidays: Holidays): boolean {
  const { days } = heldOn(schedule, day);
  if (days?.dates.includes(day)) return true;
  if (days?.alsoOnDaysOff) return isByRule(schedule, day);
  return (
    (isByRule(schedule, day) && !holidays.isOff(day)) || holidays.movedTo(day).some((off) => isMoved(schedule, off))
  );
}

/** Whether a day off would have been a collection day, and was not collected all the same. */
function isMoved(schedule: CollectionSchedule, off: Day): boolean {
  const { days } = heldOn(schedule, off);
  return !days?.dates.includes(off) && !days?.alsoOnDaysOff && isByRule(schedule, off);
}

/** All collection days of a stretch of days, both ends included, ascending. */
export function dueDaysBetween(schedule: CollectionSchedule, from: Day, to: Day, holidays: Holidays): Day[] {
  const due: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isDueOn(schedule, day, holidays)) due.push(day);
  return due;
}

/** Days off in a row, and how far from one its replacement may lie, as far as anybody has seen. */
const DAYS_OFF_DAYS = 31;
/** Dates named one by one are looked for this far back. */
const DATES_DAYS = 366;

/**
 * The last collection day strictly before `day`; `null` where there is none as far back as the rules reach: before a season
 * begins, and before the first of days named one by one.
 */
export function dueDayBefore(schedule: CollectionSchedule, day: Day, holidays: Holidays): Day | null {
  if (!isEverDue(schedule)) return null;
  const named = lastNamed(schedule, day);
  const nearest = addDays(day, -longestIntervalDays(schedule) - DAYS_OFF_DAYS);
  const earliest = named !== undefined && named < nearest ? named : nearest;
  for (let candidate = addDays(day, -1); candidate >= earliest; candidate = addDays(candidate, -1)) {
    if (isDueOn(schedule, candidate, holidays)) return candidate;
  }
  return null;
}

/** The last date that was named before a day and held, no longer ago than dates are looked for. */
function lastNamed({ days, earlier }: CollectionSchedule, day: Day): Day | undefined {
  const from = addDays(day, -DATES_DAYS);
  const own = days?.dates.findLast((date) => date < day && date >= from && !(earlier && date < earlier.until));
  if (own !== undefined || !earlier || earlier.until <= from) return own;
  return lastNamed(earlier.schedule, earlier.until < day ? earlier.until : day);
}

/** The longest that lies between two collections as the rules have it, and as those before had it; 7 for every week. */
export function longestIntervalDays({ days, earlier }: CollectionSchedule): number {
  return Math.max(
    7 * Math.max(1, ...(days?.rules ?? []).map(({ everyWeeks }) => everyWeeks?.weeks ?? 1)),
    earlier ? longestIntervalDays(earlier.schedule) : 0,
  );
}

/**
 * How many days of waste a collection takes that has none before it: as many as lie between two of its rule, seasons and days
 * off aside; a week where only dates are named.
 */
export function usualIntervalDays(schedule: CollectionSchedule, day: Day): number {
  const all: readonly CollectionRule[] = schedule.days?.rules ?? [{ weekdays: [...schedule.weekdays] }];
  const rules = all.map(({ season: _, ...rule }) => rule);
  const own = rules.filter((rule) => holds(rule, day));
  const most = longestIntervalDays(schedule);
  for (let back = 1; back <= most; back++) {
    if (own.some((rule) => holds(rule, addDays(day, -back)))) return back;
  }
  return 7;
}

function isByRule(schedule: CollectionSchedule, day: Day): boolean {
  const { weekdays, days } = heldOn(schedule, day);
  return days ? days.rules.some((rule) => holds(rule, day)) : weekdays.includes(isoWeekday(day));
}

function holds({ weekdays, everyWeeks, season }: CollectionRule, day: Day): boolean {
  if (!weekdays.includes(isoWeekday(day))) return false;
  if (season && !isInSeason(season, day.slice(5))) return false;
  return !everyWeeks || (weekOf(day) - weekOf(everyWeeks.from)) % everyWeeks.weeks === 0;
}

function isInSeason({ from, to }: { readonly from: string; readonly to: string }, dayOfYear: string): boolean {
  return from <= to ? from <= dayOfYear && dayOfYear <= to : from <= dayOfYear || dayOfYear <= to;
}

/** Weeks from Monday to Sunday, numbered without a break over the years. */
function weekOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return Math.floor((Date.parse(day) / 86_400_000 + 3) / 7);
}
