import { type Day, daySchema } from '../day.ts';
import type { CellValue } from './cell-value.ts';

/** A day as `2025-07-01`, or as Vietnam writes it, day first, with the year in full: `1/7/2025`, `01-07-2025`. */
export function readDay(text: string): CellValue<Day> {
  const parts = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/.exec(text);
  const [, day = '', , month = '', year = ''] = parts ?? [];
  const iso = parts ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return daySchema.safeParse(iso).success ? { value: iso } : { code: 'not-a-day' };
}
