import { expect, test } from 'vitest';
import { ServerClock } from '../api/server-clock.ts';
import { settleMoment } from './moment.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 5);
/** The clock of a phone that is off by so much at noon, and has just heard from the server. */
function clockAtNoon(aheadMs: number): ServerClock {
  const clock = new ServerClock({ now: () => NOON + aheadMs, running: () => 60_000 }, null);
  clock.take(new Date(NOON).toUTCString(), NOON + aheadMs, NOON + aheadMs);
  return clock;
}
/** What was done at eleven on a page that is closed and never heard from the server. */
const atEleven = (aheadMs: number, rememberedMs?: number | null) => ({
  ...{ deviceMs: NOON - HOUR + aheadMs, offsetMs: null, page: 'of before', runningMs: 9000 },
  ...(rememberedMs !== undefined && { rememberedMs }),
});
const settled = (...[moment, clock]: Parameters<typeof settleMoment>) => Date.parse(settleMoment(moment, clock).at);

test('a clock that was off all the while is off by what is measured in the end', () => {
  expect(settled(atEleven(2 * HOUR, -2 * HOUR), clockAtNoon(2 * HOUR))).toBeCloseTo(NOON - HOUR, -4);
  expect(settled(atEleven(2 * HOUR, null), clockAtNoon(2 * HOUR))).toBeCloseTo(NOON - HOUR, -4);
});

test('a clock that was right and is set a day back before there is a network costs no time', () => {
  expect(settled(atEleven(0, 0), clockAtNoon(-24 * HOUR))).toBe(NOON - HOUR);
  expect(settled(atEleven(2 * HOUR, -2 * HOUR), clockAtNoon(-24 * HOUR))).toBe(NOON - HOUR);
});

test('nothing is done later than now, however little is known of the clock', () => {
  for (const remembered of [undefined, null, 0]) {
    expect(settled(atEleven(5 * HOUR, remembered), clockAtNoon(-24 * HOUR))).toBeLessThanOrEqual(NOON + 1000);
  }
});
