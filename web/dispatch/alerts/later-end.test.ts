import { expect, test } from 'vitest';
import { laterEnd } from './later-end.ts';

const END = '2026-12-03T03:30:00.000Z';

test('a truck that comes home late is offered an end of its shift on the next five minutes, at the price of the time until then', () => {
  expect(laterEnd(END, '2026-12-03T04:01:10.000Z', 100_000)).toEqual({
    at: '2026-12-03T04:05:00.000Z',
    seconds: 35 * 60,
    costDong: 58_000,
  });
});

test('a truck expected before its shift ends needs no later one', () => {
  expect(laterEnd(END, '2026-12-03T03:20:00.000Z', 100_000)).toBeNull();
});
