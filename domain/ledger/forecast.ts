import { addDays, type Day, isoWeekday } from '../day.ts';
import { lookAhead } from './structural.ts';

/** kg of one day: what was treated, and what it is held against. */
export interface RateDay {
  readonly day: Day;
  readonly treatedKg: number;
  readonly denominatorKg: number;
}

export interface RateForecast {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Its name in answers; docs/ledger.md says how it works. */
export const FORECAST_METHOD = 'structural-weeks';

const WEEK = 7;
/** How many weeks of history tell how much is generated a day. */
const RECENT_WEEKS = 20;
/** So much history is looked back on: what was before three years ago tells little more, and takes as long. */
const MOST_WEEKS = 156;
/** With fewer weeks nothing can be said. */
const LEAST_WEEKS = 8;
/** Half of the normal distribution's middle 80 %, in standard deviations. */
const EIGHTY_PERCENT = 1.2816;

/**
 * What the rate of a year will come to on a later day: the kg of the year so far, and for the days to come what {@link lookAhead} tells from
 * whole weeks, in which collection days repeat. The interval is to hold the rate in four of five cases.
 *
 * @param days with figures, in order, without gaps
 * @param on the last day of the forecast, in the year of the last day with figures
 * @returns `null` where there are fewer than eight weeks
 */
export function forecastRate(days: readonly RateDay[], on: Day): RateForecast | null {
  const last = days.at(-1);
  if (!last || on < last.day) return null;
  const weeks = weeksOf(days);
  if (weeks.length < LEAST_WEEKS) return null;
  const year = days.filter(({ day }) => day.slice(0, 4) === on.slice(0, 4));
  const known = year.reduce((sum, one) => sum + one.denominatorKg, 0);
  const treated = year.reduce((sum, one) => sum + one.treatedKg, 0);
  const ahead = (Date.parse(on) - Date.parse(last.day)) / 86_400_000;
  const recent = days.slice(-RECENT_WEEKS * WEEK);
  const aDay = recent.reduce((sum, one) => sum + one.denominatorKg, 0) / recent.length;
  const comingKg = aDay * ahead;
  if (known + comingKg <= 0) return null;
  const weeksAhead = Math.max(1, Math.ceil(ahead / WEEK));
  const rates = weeks.map((week) => week.rate);
  const { mean, error } = lookAhead(rates.slice(-MOST_WEEKS), weeksAhead);
  const part = comingKg / (known + comingKg);
  const rate = treated / (known + comingKg) + part * mean;
  const width = EIGHTY_PERCENT * error * part;
  return { rate: Math.max(0, rate), low: Math.max(0, rate - width), high: Math.max(0, rate + width) };
}

/** Whole weeks back from the last day, the oldest first. */
function weeksOf(days: readonly RateDay[]): { rate: number }[] {
  const weeks: { rate: number }[] = [];
  for (let end = days.length; end >= WEEK; end -= WEEK) {
    const week = days.slice(end - WEEK, end);
    const kg = week.reduce((sum, one) => sum + one.denominatorKg, 0);
    if (kg > 0) weeks.unshift({ rate: week.reduce((sum, one) => sum + one.treatedKg, 0) / kg });
  }
  return weeks;
}

/** What a seasonal naive forecast says: every coming week is as the one last known, or as the same a year ago where that is known. */
export function seasonalNaive(days: readonly RateDay[], on: Day): number | null {
  const last = days.at(-1);
  if (!last || on < last.day) return null;
  const byDay = new Map(days.map((one) => [one.day, one]));
  const year = days.filter(({ day }) => day.slice(0, 4) === on.slice(0, 4));
  let known = year.reduce((sum, one) => sum + one.denominatorKg, 0);
  let treated = year.reduce((sum, one) => sum + one.treatedKg, 0);
  for (let day = addDays(last.day, 1); day <= on; day = addDays(day, 1)) {
    const like = byDay.get(addDays(day, -364)) ?? lastAlike(byDay, last.day, day);
    known += like?.denominatorKg ?? 0;
    treated += like?.treatedKg ?? 0;
  }
  return known > 0 ? treated / known : null;
}

function lastAlike(byDay: ReadonlyMap<Day, RateDay>, last: Day, day: Day): RateDay | undefined {
  const back = (isoWeekday(last) - isoWeekday(day) + WEEK) % WEEK;
  return byDay.get(addDays(last, -back));
}
