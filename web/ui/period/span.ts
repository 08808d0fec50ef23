import type { Day } from '../../../domain/day.ts';

export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** How many days a span has, its last included. */
export function daysOf({ from, to }: Span): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
