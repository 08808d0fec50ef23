import { expect, it } from 'vitest';
import { dayFirst, readTypedDay } from './typed-day.ts';

it.each([
  ['1/9/2026', '2026-09-01'],
  ['01092026', '2026-09-01'],
  [' 01-09-2026 ', '2026-09-01'],
  ['2026-09-01', '2026-09-01'],
  ['  ', ''],
  ['1/9', null],
  ['31/02/2026', null],
  ['09/31/2026', null],
])('what is typed into a field of a day is read day first: %j', (text, day) => {
  expect(readTypedDay(text)).toBe(day);
});

it('a day is written day first, and read again as itself', () => {
  expect(dayFirst('2026-09-01')).toBe('01/09/2026');
  expect(readTypedDay(dayFirst('2026-09-01'))).toBe('2026-09-01');
  expect(dayFirst('')).toBe('');
});
