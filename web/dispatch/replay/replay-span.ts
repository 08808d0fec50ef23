import type { DayState } from '../../../domain/tracking.ts';

/** Before the first and after the last that is known of a day, so that one sees it begin and end. */
const MARGIN_MILLISECONDS = 10 * 60_000;

/** From shortly before the first report or position of a day to shortly after the last, in milliseconds; `null` = nothing is known. */
export function spanOfReplay({ events, positions, from, to }: DayState): readonly [number, number] | null {
  const times = [...events.map(({ doneAt }) => doneAt), ...positions.map(({ fixTime }) => fixTime)].map(Date.parse);
  if (times.length === 0) return null;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return [
    Math.max(Date.parse(from), first - MARGIN_MILLISECONDS),
    Math.min(Math.max(Date.parse(to), last), last + MARGIN_MILLISECONDS),
  ];
}
