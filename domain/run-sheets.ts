import type { STOP_KINDS } from './plans.ts';
import { SKIP_REASONS, type SkipReason } from './skip-reasons.ts';

interface Stop {
  readonly id: string;
  readonly kind: (typeof STOP_KINDS)[number];
}

/**
 * What stands before each stop of a route on its run sheet, on the map beside it and on the page where it is typed in: points are
 * numbered from 1 through the whole route, unloadings `A`, `B`, …; other stops have no mark.
 *
 * @param stops in the order of the route
 */
export function sheetMarks(stops: readonly Stop[]): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  let points = 0;
  let unloadings = 0;
  for (const { id, kind } of stops) {
    if (kind === 'point') marks.set(id, String(++points));
    if (kind === 'unload') marks.set(id, letters(unloadings++));
  }
  return marks;
}

/** Reasons as a crew writes them, by the figures 1…n; another one is written out. */
export function reasonOfFigure(figure: string): SkipReason | null {
  return /^[1-9]$/.test(figure) ? (SKIP_REASONS[Number(figure) - 1] ?? null) : null;
}

/** A…Z, then AA, AB, …, as the columns of a spreadsheet. */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
