import { readDay } from '../../domain/cells/days.ts';

/** `''`: nothing is written; `null`: what is written is no day. Eight digits are a day too: number pads have no stroke. */
export function readTypedDay(text: string): string | null {
  const plain = text.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, '$1/$2/$3');
  if (plain === '') return '';
  const read = readDay(plain);
  return 'value' in read ? read.value : null;
}

/** `2026-12-31` as offices write it: `31/12/2026`. */
export function dayFirst(day: string): string {
  return day.split('-').toReversed().join('/');
}
