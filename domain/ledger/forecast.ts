import { addDays, type Day, isoWeekday } from '../day.ts';
import { medianOf } from '../etas/learn.ts';

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
export const FORECAST_METHOD = 'weeks-by-their-own-errors';

const WEEK = 7;
const YEAR_WEEKS = 52;
/** The trend is that of so many weeks, and fades by this every week. */
const TREND_WEEKS = 20;
const FADING = 0.9;
/** A week further off the level than so many times what weeks usually are counts as one that is as far off as that. */
const FARTHEST = 2.5;
/** Weeks that were all alike say nothing of how far off the next may be; half a point is no surprise. */
const LEAST_USUAL = 0.005;
/** With fewer weeks nothing can be said. */
const LEAST_WEEKS = 8;
/** Half of the normal distribution's middle 80 %, in standard deviations. */
const EIGHTY_PERCENT = 1.2816;

/**
 * What the rate of a year will come to on a later day: the kg of the year so far, and for the days to come a mean of three ways to look
 * ahead by weeks, in which collection days repeat: the level of the last weeks, that level along a trend that fades out, and the same
 * weeks of the year before where they are known. Each counts by how small its own errors were when the weeks that are known were told
 * from earlier ones, as far ahead; the interval, which is to hold the rate in four of five cases, is as wide as the errors of them all.
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
  const recent = days.slice(-TREND_WEEKS * WEEK);
  const aDay = recent.reduce((sum, one) => sum + one.denominatorKg, 0) / recent.length;
  const comingKg = aDay * ahead;
  if (known + comingKg <= 0) return null;
  const weeksAhead = Math.max(1, Math.ceil(ahead / WEEK));
  const rates = weeks.map((week) => week.rate);
  const { mean, error } = lookAhead(rates, weeksAhead);
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

/** The mean rate of so many weeks to come, told from the weeks before; `null` where this way of looking cannot tell. */
type Way = (rates: readonly number[], weeksAhead: number) => number | null;

const WAYS: readonly Way[] = [
  (rates) => levelOf(rates, 0.12),
  (rates, weeksAhead) => {
    const slope = surerSlope(rates.slice(-TREND_WEEKS));
    let step = 0;
    let sum = 0;
    for (let week = 1; week <= weeksAhead; week += 1) {
      step += slope * FADING ** week;
      sum += step;
    }
    return levelOf(rates, 0.25) + sum / weeksAhead;
  },
  (rates, weeksAhead) => {
    const start = rates.length - YEAR_WEEKS;
    const like = start < 0 ? [] : rates.slice(start, start + weeksAhead);
    return like.length === 0 ? null : meanOf(like);
  },
];

/** The ways together, and how far off they were together on what is known. */
function lookAhead(rates: readonly number[], weeksAhead: number): { mean: number; error: number } {
  // Told from earlier weeks as far ahead as a third of what is known reaches.
  const reach = Math.min(weeksAhead, Math.max(1, Math.floor(rates.length / 3)));
  const past = Array.from({ length: Math.max(0, rates.length - reach - LEAST_WEEKS + 1) }, (_, index) => {
    const before = rates.slice(0, LEAST_WEEKS + index);
    const came = meanOf(rates.slice(before.length, before.length + reach));
    return WAYS.map((way) => {
      const told = way(before, reach);
      return told === null ? null : told - came;
    });
  });
  const weights = WAYS.map((_, way) => {
    const errors = past.flatMap((one) => one[way] ?? []);
    // A way that was seldom tried is trusted less.
    return errors.length === 0 ? 0 : errors.length / (errors.length + 4) / (meanOf(errors.map((e) => e * e)) + 1e-6);
  });
  const together = (told: readonly (number | null)[]): number => {
    const usable = told.map((one, way) => (one === null ? 0 : (weights[way] ?? 0)));
    const all = usable.reduce((sum, weight) => sum + weight, 0);
    if (all === 0) return told[0] ?? 0;
    return told.reduce<number>((sum, one, way) => sum + ((one ?? 0) * (usable[way] ?? 0)) / all, 0);
  };
  const errors = past.map(together);
  const spread = errors.length === 0 ? 0.05 : Math.sqrt(meanOf(errors.map((error) => error * error)));
  return {
    mean: together(WAYS.map((way) => way(rates, weeksAhead))),
    error: spread * (weeksAhead / reach) ** 0.5,
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/**
 * Exponentially smoothed from the middle of the first weeks, with weeks far off counted as nearer (Gelper, Fried, Croux 2010): a
 * holiday's dip just before the end would else be told to last.
 */
function levelOf(rates: readonly number[], weight: number): number {
  const start = rates.slice(0, LEAST_WEEKS);
  const first = medianOf(start);
  // Of a normal distribution the standard deviation, told from the median of how far off each is.
  let usual = Math.max(LEAST_USUAL, 1.4826 * medianOf(start.map((rate) => Math.abs(rate - first))));
  return rates.slice(LEAST_WEEKS).reduce((level, rate) => {
    const off = rate - level;
    const nearer = Math.max(-FARTHEST * usual, Math.min(FARTHEST * usual, off));
    // What goes on to be far off becomes usual.
    const learnt = Math.min(Math.abs(off), 1.5 * FARTHEST * usual);
    usual = Math.max(LEAST_USUAL, Math.sqrt(0.9 * usual ** 2 + 0.1 * learnt ** 2));
    return level + weight * nearer;
  }, first);
}

/** The median of the slopes between all pairs (Theil–Sen), which a holiday's dip does not turn, less as it is less sure. */
function surerSlope(rates: readonly number[]): number {
  const slopes: number[] = [];
  for (let a = 0; a < rates.length; a += 1) {
    for (let b = a + 1; b < rates.length; b += 1) slopes.push(((rates[b] ?? 0) - (rates[a] ?? 0)) / (b - a));
  }
  slopes.sort((a, b) => a - b);
  const slope = slopes[Math.floor(slopes.length / 2)] ?? 0;
  const middle = meanOf(rates);
  const around = rates.map((rate, index) => rate - middle - slope * (index - (rates.length - 1) / 2));
  // The square of the slope's standard error.
  const unsure = meanOf(around.map((rest) => rest * rest)) / Math.max(1, (rates.length ** 3 - rates.length) / 12);
  return slope === 0 ? 0 : slope ** 3 / (slope ** 2 + 4 * unsure);
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
