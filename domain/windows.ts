import { z } from 'zod';

const secondSchema = z.int().min(0).max(172_800);

/** `[startSecond, endSecond]` from local midnight; an end above 86,400 lies on the next day. */
export const dayWindowSchema = z
  .tuple([secondSchema, secondSchema])
  .refine(([start, end]) => start <= end, 'a window ends before it starts');
export type DayWindow = z.infer<typeof dayWindowSchema>;

/** Whether each window begins after the one before it has ended. */
export function areAscending(windows: readonly DayWindow[]): boolean {
  let ended = -1;
  for (const [start, end] of windows) {
    if (start <= ended) return false;
    ended = end;
  }
  return true;
}

/** Ascending and disjoint; empty = any time. */
export const dayWindowsSchema = z
  .array(dayWindowSchema)
  .refine((windows) => areAscending(windows), 'windows overlap or are not in order');

const DAY_SECONDS = 86_400;

/** `HH:MM` of a second of the day, to the minute; 24:00 stays, and what lies on the next day is shown as its clocks do. */
export function clockOfSecond(second: number): string {
  const minutes = Math.round((second > DAY_SECONDS ? second - DAY_SECONDS : second) / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A span of time in seconds that have passed since a day's local midnight, and where a time of the clock lies in it. */
export interface SpanOfDay {
  readonly from: number;
  readonly to: number;
  /** Seconds passed since midnight when the clocks show this second of the day, of the next from 86,400 on, of the last below 0. */
  readonly passedAt: (clockSecond: number) => number;
}

/**
 * Windows of the clock that hold every day, as they lie in a span, in seconds passed since midnight: shifts that pass
 * midnight meet those of the day before and after. Those of the day itself are all there. Ascending and disjoint; none
 * stays none (any time).
 */
export function repeatDaily(windows: readonly DayWindow[], { from, to, passedAt }: SpanOfDay): DayWindow[] {
  const copies = [0, -1, 1]
    .flatMap((days) => windows.map((window) => ({ days, copy: passing(daysLater(window, days), passedAt) })))
    .filter(({ days, copy }) => days === 0 || (copy[1] > from && copy[0] < to))
    .map(({ copy: [start, end] }): DayWindow => [Math.max(0, start), end])
    .sort((a, b) => a[0] - b[0]);
  const merged: DayWindow[] = [];
  for (const copy of copies) {
    const last = merged.at(-1);
    if (last && copy[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], copy[1])];
    else merged.push(copy);
  }
  return merged;
}

/** Of a window of the clock that holds every day the one that shares most with the span: the same day's where none shares more. */
export function nearestOfDays(window: DayWindow, { from, to, passedAt }: SpanOfDay): DayWindow {
  const shared = ([start, end]: DayWindow) => Math.min(end, to) - Math.max(start, from);
  const [start, end] = [daysLater(window, 1), daysLater(window, -1)]
    .map((copy) => passing(copy, passedAt))
    .reduce((best, copy) => (shared(copy) > Math.max(0, shared(best)) ? copy : best), passing(window, passedAt));
  return [Math.max(0, start), end];
}

function passing([start, end]: DayWindow, passedAt: SpanOfDay['passedAt']): DayWindow {
  return [passedAt(start), passedAt(end)];
}

function daysLater([start, end]: DayWindow, days: number): DayWindow {
  return [start + days * DAY_SECONDS, end + days * DAY_SECONDS];
}
