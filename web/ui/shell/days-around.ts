import { addDays, type Day } from '../../../domain/day.ts';

/** The days that a calendar of the month of `day` shows, with those of the months beside it. */
export function daysAround(day: Day): [from: Day, to: Day] {
  const first = `${day.slice(0, 7)}-01`;
  return [addDays(first, -6), addDays(first, 37)];
}
