import { z } from 'zod';
import { type CollectionSchedule, isDueOn } from './collection-days.ts';
import { addDays, type Day, daySchema } from './day.ts';
import type { Holidays } from './holidays.ts';
import { streamSchema } from './streams.ts';
import { STREAMS, type Stream } from './stream-names.ts';

/** A day of a month, and what is collected on it. */
export const calendarDaySchema = z.object({
  day: daySchema,
  /** A day off of the town, and what stands in for it; `null` for a day that is worked. */
  off: z.object({ name: z.string(), replacementDay: daySchema.nullable() }).nullable(),
  /** The days off that it stands in for. */
  standsInFor: z.array(daySchema),
  /** What is due, in the order of the streams, and at how many points. */
  streams: z.array(z.object({ stream: streamSchema, points: z.int() })),
});
export type CalendarDay = z.infer<typeof calendarDaySchema>;

/** A month, `YYYY-MM`, of the years that are reckoned with. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-\d{2}$/, 'expected a month like 2026-11')
  .refine((month) => daySchema.safeParse(`${month}-01`).success, 'no such month in the calendar');

/** The days of a month, ascending. */
export function daysOfMonth(month: string): Day[] {
  const days: Day[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** What points hold on a day, one entry for each. */
export type StreamsOnDay = (day: Day) => readonly (readonly (CollectionSchedule & { readonly stream: Stream })[])[];

/** The collection days of points as a calendar, day by day: by the same rule that plans them. */
export function collectionCalendar(
  days: readonly Day[],
  streamsOn: StreamsOnDay,
  holidays: Holidays,
  nameOf: (day: Day) => { readonly name: string; readonly replacementDay: Day | null } | undefined,
): CalendarDay[] {
  return days.map((day) => {
    const counts = new Map<Stream, number>();
    for (const held of streamsOn(day)) {
      for (const { stream, ...schedule } of held) {
        if (isDueOn(schedule, day, holidays)) counts.set(stream, (counts.get(stream) ?? 0) + 1);
      }
    }
    return {
      day,
      off: holidays.isOff(day) ? (nameOf(day) ?? { name: '', replacementDay: null }) : null,
      standsInFor: [...holidays.movedTo(day)],
      streams: STREAMS.flatMap((stream) => {
        const points = counts.get(stream);
        return points === undefined ? [] : [{ stream, points }];
      }),
    };
  });
}
