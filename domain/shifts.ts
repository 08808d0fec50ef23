import { instantAt } from './clock-times.ts';
import type { Day } from './day.ts';

/** When a shift of `day` is over, overtime included: the end is a time of the clock, overtime passes after it. */
export function shiftIsOverAt(
  day: Day,
  shift: { readonly endSecond: number; readonly maxOvertimeSeconds: number },
  timeZone: string,
): Date {
  return new Date(instantAt(day, shift.endSecond, timeZone).getTime() + shift.maxOvertimeSeconds * 1000);
}
