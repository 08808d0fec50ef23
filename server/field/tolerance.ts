import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day, isoWeekday } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { shiftIsOverAt } from '../../domain/shifts.ts';

/** A truck sets out early or comes home late by hours, and shifts pass midnight. */
const EARLY_MILLISECONDS = 12 * 3600_000;
const LATE_MILLISECONDS = 24 * 3600_000;
const DAY_SECONDS = 86_400;

/** When a truck works; times of the clock of the day the shift begins on, which may pass the next midnight. */
export interface ShiftTimes {
  readonly weekdays: readonly number[];
  readonly startSecond: number;
  readonly endSecond: number;
  readonly maxOvertimeSeconds: number;
}

/** Whether something done at `instant` can belong to work that was planned from `from` to `to`. */
export function isAroundWork(instant: Date, from: Date, to: Date): boolean {
  return (
    instant.getTime() >= from.getTime() - EARLY_MILLISECONDS && instant.getTime() <= to.getTime() + LATE_MILLISECONDS
  );
}

/** Whether something done at `instant` can belong to a service day. */
export function isAroundDay(instant: Date, day: Day, timeZone: string): boolean {
  return isAroundWork(instant, instantAt(day, 0, timeZone), instantAt(day, DAY_SECONDS, timeZone));
}

/**
 * Whether something done at `instant` can belong to a shift: one that began on that day, on an earlier one and is not long
 * over, or that begins soon.
 */
export function isAroundShift(instant: Date, shift: ShiftTimes, timeZone: string): boolean {
  const lastSecond = shift.endSecond + shift.maxOvertimeSeconds;
  const today = dayOf(instant, timeZone);
  const daysBack = Math.ceil(lastSecond / DAY_SECONDS) + LATE_MILLISECONDS / 1000 / DAY_SECONDS;
  // From tomorrow, for who sets out before midnight.
  const days: Day[] = Array.from({ length: daysBack + 2 }, (_, back) => addDays(today, 1 - back));
  return days.some(
    (day) =>
      shift.weekdays.includes(isoWeekday(day)) &&
      isAroundWork(instant, instantAt(day, shift.startSecond, timeZone), shiftIsOverAt(day, shift, timeZone)),
  );
}
