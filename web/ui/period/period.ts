import { addDays, type Day } from '../../../domain/day.ts';
import { daysOf, type Span } from './span.ts';

/** Lengths of time a rate is asked for; `days` is any other span. */
export const PERIODS = ['month', 'quarter', 'year', 'days'] as const;
export type Period = (typeof PERIODS)[number];

/** Months of a period. */
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The period that `day` lies in, from its first to its last day. */
export function periodAround(period: Exclude<Period, 'days'>, day: Day): Span {
  const months = MONTHS[period];
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = Math.floor((month - 1) / months) * months;
  return { from: firstOf(year, first), to: addDays(firstOf(year, first + months), -1) };
}

/** Which period a span is, `days` where it is none as a whole. A period under way may end with `today`. */
export function periodOf({ from, to }: Span, today: Day): Period {
  const whole = (['month', 'quarter', 'year'] as const).find((period) => {
    const around = periodAround(period, from);
    return around.from === from && (around.to === to || (to === today && today < around.to));
  });
  return whole ?? 'days';
}

/** The same length of time before (`-1`) or after (`1`); what lies after `today` is left off. */
export function shifted(span: Span, by: -1 | 1, today: Day): Span {
  const period = periodOf(span, today);
  if (period !== 'days') {
    const around = periodAround(period, span.from);
    const next = periodAround(period, by < 0 ? addDays(around.from, -1) : addDays(around.to, 1));
    return { from: next.from, to: next.to > today && next.from <= today ? today : next.to };
  }
  const days = daysOf(span) * by;
  return { from: addDays(span.from, days), to: addDays(span.to, days) };
}

/** The same days a year before; the 29th of February is the 28th then. */
export function yearBefore({ from, to }: Span): Span {
  const before = (day: Day): Day => {
    const year = Number(day.slice(0, 4)) - 1;
    const date = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
    return `${year}${date}`;
  };
  return { from: before(from), to: before(to) };
}

/** @param month from 0, also beyond the year's end */
function firstOf(year: number, month: number): Day {
  return `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
