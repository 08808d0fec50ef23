import { expect, it } from 'vitest';
import { instantAt, instantAtClock } from './day.ts';

it('a time of the clock is what the clocks of the place show, also on the day they are changed', () => {
  expect(instantAtClock('2026-11-23', '04:00', 'Asia/Ho_Chi_Minh')).toEqual(new Date('2026-11-22T21:00:00Z'));
  // At 02:00 the clocks of Vaduz are put forward to 03:00: four hours after midnight they show 05:00.
  expect(instantAtClock('2026-03-29', '04:00', 'Europe/Vaduz')).toEqual(new Date('2026-03-29T02:00:00Z'));
  expect(instantAt('2026-03-29', 4 * 3600, 'Europe/Vaduz')).toEqual(new Date('2026-03-29T03:00:00Z'));
  expect(instantAtClock('2026-03-29', '02:30', 'Europe/Vaduz')).toEqual(new Date('2026-03-29T01:30:00Z'));
});
