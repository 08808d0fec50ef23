import { z } from 'zod';
import { addDays, type Day, daySchema } from './day.ts';

/** A day on which the town's crews do not collect, and the day that stands in for it, if there is one. */
export interface DayOff {
  readonly day: Day;
  readonly replacementDay: Day | null;
}

/** The days off that collection days are reckoned with. */
export interface Holidays {
  isOff(day: Day): boolean;
  /** The days off whose collection is made on `day` instead, ascending. */
  movedTo(day: Day): readonly Day[];
}

const NONE: readonly Day[] = [];

/** Nobody takes a day off. */
export const NO_HOLIDAYS: Holidays = { isOff: () => false, movedTo: () => NONE };

/**
 * Days off as collection days are reckoned with. Where the replacement of a day off is a day off itself, its own replacement
 * stands in for both; where that has none, or they name each other, the first day after that is none. So no collection that
 * has a replacement is lost.
 */
export function holidaysOf(daysOff: readonly DayOff[]): Holidays {
  if (daysOff.length === 0) return NO_HOLIDAYS;
  const replacements = new Map(daysOff.map(({ day, replacementDay }) => [day, replacementDay]));
  const moved = new Map<Day, Day[]>();
  for (const { day, replacementDay } of [...daysOff].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    if (replacementDay === null) continue;
    const to = standIn(replacementDay, replacements);
    moved.set(to, [...(moved.get(to) ?? []), day]);
  }
  return { isOff: (day) => replacements.has(day), movedTo: (day) => moved.get(day) ?? NONE };
}

function standIn(replacementDay: Day, replacements: ReadonlyMap<Day, Day | null>): Day {
  const seen = new Set<Day>();
  let day = replacementDay;
  while (replacements.has(day)) {
    seen.add(day);
    const next = replacements.get(day) ?? null;
    day = next === null || seen.has(next) ? addDays(day, 1) : next;
  }
  return day;
}

/** What a town does on a day: works although it is a holiday, has the day off, or has another day for it. */
export const holidayChangeSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    /** False: it is a holiday of the country, and this town collects all the same. */
    isOff: z.boolean(),
    replacementDay: daySchema.nullable(),
  })
  .refine(({ isOff, replacementDay }) => isOff || replacementDay === null, {
    path: ['replacementDay'],
    error: 'expected no replacement for a day that is worked',
  });
export type HolidayChange = z.infer<typeof holidayChangeSchema>;

/** A public holiday of the country, or a day that the town has said something about. */
export const holidayViewSchema = z.object({
  day: daySchema,
  name: z.string(),
  /** Of the country's calendar; else the town's own. */
  isNational: z.boolean(),
  /** The town has said what it does; where it has not, it collects as on any other day. */
  isDecided: z.boolean(),
  isOff: z.boolean(),
  replacementDay: daySchema.nullable(),
});
export type HolidayView = z.infer<typeof holidayViewSchema>;
