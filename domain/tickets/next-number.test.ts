import { expect, it } from 'vitest';
import { nextNumber } from './next-number.ts';

it.each([
  ['PC-0099', 'PC-0100'],
  ['2026/11-9', '2026/11-10'],
  ['017A', '018A'],
  ['99', '100'],
  ['phiếu', null],
  [null, null],
])('after %s comes %s', (last, next) => {
  expect(nextNumber(last)).toBe(next);
});
