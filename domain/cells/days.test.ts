import { expect, it } from 'vitest';
import { readDay } from './days.ts';

it.each([
  ['2025-07-01', '2025-07-01'],
  ['1/7/2025', '2025-07-01'],
  ['01-07-2025', '2025-07-01'],
  ['01.07.2025', '2025-07-01'],
  ['2025/7/1', '2025-07-01'],
  ['2025.07.01', '2025-07-01'],
])('%s is the day %s', (text, value) => expect(readDay(text)).toEqual({ value }));

it.each(['07/13/2025', '30/02/2025', '01/07/25', '1/7.2025', '45839', '2025-07', '01/01/0001', ''])(
  '%s is none',
  (text) => {
    expect(readDay(text)).toEqual({ code: 'not-a-day' });
  },
);
