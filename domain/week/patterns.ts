import type { CollectionSchedule } from '../collection-days.ts';

/** Weekdays, ISO 1 = Monday … 7 = Sunday, ascending. */
export type Pattern = readonly number[];

/**
 * The weekdays that so many collections a week may lie on, as evenly apart as seven days let them: once, twice and three times a week. What is
 * collected more often is collected nearly every day, and has no choice.
 */
const PATTERNS: Readonly<Record<number, readonly Pattern[]>> = {
  1: [[1], [2], [3], [4], [5], [6], [7]],
  2: [
    [1, 4],
    [2, 5],
    [3, 6],
  ],
  3: [
    [1, 3, 5],
    [2, 4, 6],
  ],
};

/** The weekdays of a schedule that is the same every week and says nothing else; `null` of seasons, every so many weeks, and dates. */
export function weeklyPattern({ weekdays, days }: CollectionSchedule): Pattern | null {
  if (!days) return weekdays.length === 0 ? null : [...weekdays].sort((a, b) => a - b);
  const [rule, ...others] = days.rules;
  if (!rule || others.length > 0 || days.dates.length > 0 || rule.everyWeeks || rule.season) return null;
  return [...rule.weekdays].sort((a, b) => a - b);
}

/** The same schedule on other weekdays. */
export function withPattern({ weekdays, days }: CollectionSchedule, pattern: Pattern): CollectionSchedule {
  return days
    ? { weekdays, days: { ...days, rules: [{ weekdays: [...pattern] }] } }
    : { weekdays: [...pattern], days: null };
}

/**
 * The patterns that a point's stream may be collected on instead, its own first; empty where there is no choice. The frequency stays,
 * and no gap between two collections becomes longer than the longest there is now.
 *
 * @param isPossible whether the stream can be collected on a weekday: a truck that takes it works, and a facility open that accepts it
 */
export function patternChoices(
  schedule: CollectionSchedule,
  isFixed: boolean,
  isPossible: (weekday: number) => boolean,
): Pattern[] {
  const own = weeklyPattern(schedule);
  if (isFixed || own === null) return [];
  const others = (PATTERNS[own.length] ?? []).filter(
    (pattern) => !isSamePattern(pattern, own) && pattern.every(isPossible) && longestGap(pattern) <= longestGap(own),
  );
  return others.length === 0 ? [] : [own, ...others];
}

export function isSamePattern(a: Pattern, b: Pattern): boolean {
  return a.length === b.length && a.every((day, k) => day === b[k]);
}

/** Days between two collections at most, over the turn of the week. */
export function longestGap(pattern: Pattern): number {
  return Math.max(...gapsBefore(pattern).values());
}

/** For each weekday of a pattern the days since the collection before it. */
export function gapsBefore(pattern: Pattern): ReadonlyMap<number, number> {
  return new Map(
    pattern.map((day, k) => {
      const before = pattern.at(k - 1) ?? day;
      return [day, before < day ? day - before : day - before + 7];
    }),
  );
}
