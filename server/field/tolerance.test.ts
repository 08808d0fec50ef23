import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/clock-times.ts';
import { addDays, isoWeekday } from '../../domain/day.ts';
import { isAroundShift } from './tolerance.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const HOUR = 3600;
/** Mondays from 22:00 to 06:00. */
const NIGHT = { weekdays: [1], startSecond: 22 * HOUR, endSecond: 30 * HOUR, maxOvertimeSeconds: HOUR };
const MONDAY = '2024-11-25';
const at = (hours: number) => instantAt(MONDAY, hours * HOUR, ZONE);

describe('what was done around a shift', () => {
  it('belongs to a night shift after midnight, on a day on which no shift begins', () => {
    expect(isAroundShift(at(26), NIGHT, ZONE)).toBe(true);
  });

  it('may be hours early or late, but not days', () => {
    expect([9.9, 10, 31 + 24, 31 + 24.1].map((hours) => isAroundShift(at(hours), NIGHT, ZONE))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('belongs to it when a shift of the evening ends late past midnight', () => {
    const evening = { ...NIGHT, startSecond: 14 * HOUR, endSecond: 24 * HOUR, maxOvertimeSeconds: 0 };
    expect(isAroundShift(at(24.5), evening, ZONE)).toBe(true);
  });

  it('is what lies from twelve hours before the start of any of its days to a day after the end', () => {
    const shifts = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      startSecond: fc.integer({ min: 0, max: 24 * HOUR - 1 }),
      lengthSeconds: fc.integer({ min: 1, max: 24 * HOUR }),
      maxOvertimeSeconds: fc.integer({ min: 0, max: 12 * HOUR }),
    });
    fc.assert(
      fc.property(shifts, fc.integer({ min: 0, max: 7 * 24 * HOUR }), ({ lengthSeconds, ...shift }, second) => {
        const endSecond = shift.startSecond + lengthSeconds;
        const around = Array.from({ length: 21 }, (_, k) => k - 10).some((days) => {
          const begins = days * 24 * HOUR;
          return (
            shift.weekdays.includes(isoWeekday(addDays(MONDAY, days))) &&
            second >= begins + shift.startSecond - 12 * HOUR &&
            second <= begins + endSecond + shift.maxOvertimeSeconds + 24 * HOUR
          );
        });
        const instant = instantAt(MONDAY, second, ZONE);
        expect(isAroundShift(instant, { ...shift, endSecond }, ZONE)).toBe(around);
      }),
    );
  });
});
