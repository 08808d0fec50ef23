import type { DayWindow } from '../windows.ts';

const DAY_SECONDS = 86_400;

/**
 * The second of the day at which a facility takes nothing more: where its last window ends, or earlier on a day on which it closes
 * early; `null` where it does not close. One that is open around midnight does not either.
 *
 * @param closures of the day; `null` is the whole day
 */
export function closingSecond(
  windows: readonly DayWindow[],
  closures: readonly { readonly closesAtSecond: number | null }[],
): number | null {
  const end = windows.at(-1)?.[1];
  const goesOn = windows[0]?.[0] === 0 && end !== undefined && end >= DAY_SECONDS;
  const ends = [
    ...(end === undefined || goesOn ? [] : [end]),
    ...closures.map(({ closesAtSecond }) => closesAtSecond ?? 0),
  ];
  return ends.length === 0 ? null : Math.min(...ends);
}
