import { type Day, daySchema } from '../day.ts';
import type { CellValue } from './cell-value.ts';

/**
 * A day as `2025-07-01`, or as Vietnam writes it, day first, with the year in full: `1/7/2025`, `01-07-2025`, `1.7.2025`; a year in
 * front is followed by the month.
 */
export function readDay(text: string): CellValue<Day> {
  const dayFirst = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  const yearFirst = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  const [day = '', month = '', year = ''] = dayFirst
    ? [dayFirst[1], dayFirst[3], dayFirst[4]]
    : [yearFirst?.[4], yearFirst?.[3], yearFirst?.[1]];
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return daySchema.safeParse(iso).success ? { value: iso } : { code: 'not-a-day' };
}
