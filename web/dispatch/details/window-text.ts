import type { DayWindow } from '../../../domain/windows.ts';

/** A window of seconds from midnight as `05:00–08:30`; hours go on past 24 when it ends the day after. */
export function windowText([start, end]: DayWindow): string {
  return `${clock(start)}–${clock(end)}`;
}

function clock(second: number): string {
  const minutes = Math.round(second / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
