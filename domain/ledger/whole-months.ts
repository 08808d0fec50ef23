import { addDays, type Day } from '../day.ts';

/** Days from one to another, both included. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** A span of days as whole calendar months, by their first days, and what it has of others; each of `rest` lies in one month. */
export interface MonthsOfSpan {
  /** `null`: no month lies wholly in it. */
  readonly whole: { readonly first: Day; readonly last: Day } | null;
  readonly rest: readonly DaySpan[];
}

/** The first day of the month a day is in. */
const monthOf = (day: Day): Day => `${day.slice(0, 8)}01`;
/** The first day of the month after it. */
const monthAfter = (day: Day): Day => monthOf(addDays(monthOf(day), 31));

/** Takes a span of days apart: many sums of days are kept by month. */
export function wholeMonths(from: Day, to: Day): MonthsOfSpan {
  const first = monthOf(from) === from ? from : monthAfter(from);
  /** The first day that no whole month has any more. */
  const until = monthAfter(to) === addDays(to, 1) ? addDays(to, 1) : monthOf(to);
  if (first < until) {
    return {
      whole: { first, last: monthOf(addDays(until, -1)) },
      rest: [
        ...(from < first ? [{ from, to: addDays(first, -1) }] : []),
        ...(until <= to ? [{ from: until, to }] : []),
      ],
    };
  }
  if (monthOf(from) === monthOf(to)) return { whole: null, rest: [{ from, to }] };
  return {
    whole: null,
    rest: [
      { from, to: addDays(first, -1) },
      { from: first, to },
    ],
  };
}
