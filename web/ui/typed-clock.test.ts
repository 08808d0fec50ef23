import { expect, test } from 'vitest';
import { readClock } from './typed-clock.ts';

test.each([
  ['4:30', 16_200],
  ['4h30', 16_200],
  ['16g', 57_600],
  ['0430', 16_200],
  ['430', 16_200],
  [' 24:00 ', 86_400],
  ['1:30+', 91_800],
  ['', null],
  ['4:3', null],
  ['4:75', null],
  ['25', null],
  ['9 AM', null],
])('%j as a time of the day is second %j', (text, second) => {
  expect(readClock(text)).toBe(second);
});
