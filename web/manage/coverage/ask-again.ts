import type { Day } from '../../../domain/day.ts';

/** After how many milliseconds to ask for the figures anew: today's grow as the crews report, others stand. */
export function askAgainAfter(day: Day, today: Day): number | false {
  return day === today ? 30_000 : false;
}
