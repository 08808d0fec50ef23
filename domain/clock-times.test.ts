import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantAfterMidnight, instantAt, instantAtClock, secondsAtClock } from './clock-times.ts';
import { shiftIsOverAt } from './shifts.ts';

const HOUR = 3600;
const at = (day: string, hours: number, zone: string) => instantAt(day, hours * HOUR, zone).toISOString();

describe('a time of the clock', () => {
  it('is what the clocks of the place show, also on the day they are changed', () => {
    expect(instantAtClock('2026-11-23', '04:00', 'Asia/Ho_Chi_Minh')).toEqual(new Date('2026-11-22T21:00:00Z'));
    // At 02:00 the clocks of Vaduz are put forward to 03:00: four hours after midnight they show 05:00.
    expect(instantAtClock('2026-03-29', '04:00', 'Europe/Vaduz')).toEqual(new Date('2026-03-29T02:00:00Z'));
    expect(instantAfterMidnight('2026-03-29', 4 * HOUR, 'Europe/Vaduz')).toEqual(new Date('2026-03-29T03:00:00Z'));
    expect(instantAtClock('2026-03-29', '02:30', 'Europe/Vaduz')).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it('that begins or ends a shift is kept in the night in which clocks are changed', () => {
    expect(at('2027-10-31', 22, 'Europe/Monaco')).toBe('2027-10-31T21:00:00.000Z');
    expect(at('2027-11-07', 2, 'America/New_York')).toBe('2027-11-07T07:00:00.000Z');
    expect(at('2027-11-07', 3, 'America/New_York')).toBe('2027-11-07T08:00:00.000Z');
    expect(at('2027-03-28', 10, 'Europe/Monaco')).toBe('2027-03-28T08:00:00.000Z');
    // Two nights' shifts of 22:00 to 06:00, seven and nine hours long.
    expect([at('2027-03-27', 22, 'Europe/Monaco'), at('2027-03-27', 30, 'Europe/Monaco')]).toEqual([
      '2027-03-27T21:00:00.000Z',
      '2027-03-28T04:00:00.000Z',
    ]);
    expect(at('2027-10-30', 30, 'Europe/Monaco')).toBe('2027-10-31T05:00:00.000Z');
    expect(at('2027-04-04', 6, 'Australia/Lord_Howe')).toBe('2027-04-03T19:30:00.000Z');
  });

  it('that is skipped is the moment of the change, and one that is shown twice the first', () => {
    expect(at('2027-03-28', 2, 'Europe/Monaco')).toBe('2027-03-28T01:00:00.000Z');
    expect(at('2027-03-28', 2.5, 'Europe/Monaco')).toBe('2027-03-28T01:00:00.000Z');
    expect(at('2027-10-31', 2.5, 'Europe/Monaco')).toBe('2027-10-31T00:30:00.000Z');
    // In Cairo midnight itself is skipped.
    expect(at('2027-04-30', 0, 'Africa/Cairo')).toBe('2027-04-29T22:00:00.000Z');
  });

  it('is shown by the clocks of every zone, and a later one never comes earlier', () => {
    const zones = ['Europe/Monaco', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Ho_Chi_Minh', 'Africa/Cairo'];
    const second = fc.integer({ min: -86_400, max: 172_800 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 730 }), second, second, (zone, offset, a, b) => {
        const day = Temporal.PlainDate.from('2027-01-01').add({ days: offset });
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const instants = [first, last].map((seconds) => instantAt(day.toString(), seconds, zone));
        expect(instants[0].getTime()).toBeLessThanOrEqual(instants[1].getTime());
        const shown = Temporal.Instant.fromEpochMilliseconds(instants[0].getTime()).toZonedDateTimeISO(zone);
        const meant = day.toPlainDateTime().add({ seconds: first });
        const gap = shown.toPlainDateTime().since(meant).total('seconds');
        // More only where the clocks skip the time: then it is the first they show after it.
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(shown.subtract({ seconds: 1 }).toPlainDateTime().since(meant).total('seconds')).toBeLessThan(0);
      }),
    );
  });
});

it('seconds that have passed since midnight are those of a watch that nobody puts forward or back', () => {
  expect(secondsAtClock('2027-03-28', 10 * HOUR, 'Europe/Monaco')).toBe(9 * HOUR);
  expect(secondsAtClock('2027-10-31', 22 * HOUR, 'Europe/Monaco')).toBe(23 * HOUR);
  expect(secondsAtClock('2027-03-28', -HOUR, 'Europe/Monaco')).toBe(-HOUR);
  expect(instantAfterMidnight('2027-10-31', 23 * HOUR, 'Europe/Monaco')).toEqual(new Date('2027-10-31T21:00:00Z'));
});

it('overtime passes after the end of the clock', () => {
  const shift = { endSecond: 26 * HOUR, maxOvertimeSeconds: 2 * HOUR };
  // From 02:00, which is skipped and therefore 03:00, to 05:00.
  expect(shiftIsOverAt('2027-03-27', shift, 'Europe/Monaco')).toEqual(new Date('2027-03-28T03:00:00Z'));
});
