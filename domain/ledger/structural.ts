import { medianOf } from '../etas/learn.ts';

const YEAR_WEEKS = 52;
/** Weeks before anything is looked ahead from. */
const LEAST_WEEKS = 8;
/** How much of the level's place changes from week to week: variances, as parts of that of the weeks around it. */
const DRIFTS = [0, 0.002, 0.01, 0.05, 0.25, 1] as const;
/** What is thought before anything is known: a slope is seldom more than five points a year, a season seldom more than three up or down. */
const SLOPE_A_WEEK = 0.05 / YEAR_WEEKS;
const SEASON = 0.015;
/** A slope is thought less likely than none; a season as likely as none. */
const LIKELY_SLOPE = 0.3;
const LIKELY_SEASON = 0.5;
/** A week further off than so many standard deviations counts as one that is as far off as that. */
const FARTHEST = 2.5;
/** Weeks that were all alike say nothing of how far off the next may be; half a point is no surprise. */
const LEAST_USUAL = 0.005;
/** What was told counts as no surer than this when it is judged by what came. */
const LEAST_SURE = 0.001;
/** One stretch that came as unsure as the models said is believed before any is seen; stretches widen to at most twice that. */
const BELIEVED_STRETCHES = 1;
const MOST_WIDER = 2;

interface Model {
  readonly drift: number;
  readonly hasSlope: boolean;
  readonly hasSeason: boolean;
}

const MODELS: readonly Model[] = DRIFTS.flatMap((drift) =>
  [false, true].flatMap((hasSlope) => [false, true].map((hasSeason) => ({ drift, hasSlope, hasSeason }))),
);

/** The mean of the weeks to come by one model, in the weeks' usual unit, and how well the model told the weeks until then (a log likelihood). */
interface Told {
  readonly evidence: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * The mean of so many weeks to come, and its standard error, told from the weeks before. A structural model of time series (Harvey 1989):
 * a level that drifts, with or without a slope, with or without a yearly wave, followed week by week by a Kalman filter that lets a week
 * far off count as nearer (Cipra, Romera 1991). How much drifts, and whether there are slope and wave, is not chosen: the models' answers are
 * averaged by how likely they made the weeks that are known (Hoeting et al. 1999). The error is then scaled by how far off the same
 * average was when known weeks were told from earlier ones, as far ahead, as a conformal interval is (Lei et al. 2018).
 *
 * @param rates of whole weeks without gaps, the oldest first; eight or more
 */
export function lookAhead(rates: readonly number[], weeksAhead: number): { mean: number; error: number } {
  const moves = rates.slice(1).map((rate, week) => Math.abs(rate - (rates[week] ?? 0)));
  // Of a normal distribution the standard deviation, told from the median of how far apart two of it are.
  const usual = Math.max(LEAST_USUAL, (1.4826 * medianOf(moves)) / Math.SQRT2);
  const scaled = rates.map((rate) => rate / usual);
  const reach = Math.min(weeksAhead, Math.max(1, Math.floor(rates.length / 3)));
  const from = Math.max(LEAST_WEEKS, Math.floor(rates.length / 3));
  const origins = Array.from({ length: Math.max(0, rates.length - reach - from) }, (_, index) => from + index);
  const told = MODELS.map((model) => followed(model, scaled, usual, { origins, reach, weeksAhead }));

  const squares = origins.map((known, index) => {
    const { mean, variance } = averaged(told.map(({ past }) => past[index]));
    const came = meanOf(scaled.slice(known, known + reach));
    return (came - mean) ** 2 / Math.max((LEAST_SURE / usual) ** 2, variance);
  });
  // Stretches that overlap tell the same again.
  const stretches = origins.length / reach;
  const seen = squares.length === 0 ? 1 : meanOf(squares);
  const wider = Math.sqrt((BELIEVED_STRETCHES + stretches * seen) / (BELIEVED_STRETCHES + stretches));
  const { mean, variance } = averaged(told.map(({ now }) => now));
  return { mean: mean * usual, error: Math.min(MOST_WIDER, wider) * Math.sqrt(variance) * usual };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** The models together, each by its evidence; what they differ by makes them less sure. */
function averaged(all: readonly (Told | undefined)[]): { mean: number; variance: number } {
  const told = all.filter((one) => one !== undefined);
  const best = Math.max(...told.map(({ evidence }) => evidence));
  const weights = told.map(({ evidence }) => Math.exp(evidence - best));
  const sum = weights.reduce((a, b) => a + b, 0);
  const by = (of: (one: Told) => number) =>
    told.reduce((all, one, index) => all + (weights[index] ?? 0) * of(one), 0) / sum;
  const mean = by((one) => one.mean);
  return { mean, variance: by((one) => one.variance + (one.mean - mean) ** 2) };
}

/** What is looked ahead to: `reach` weeks from each of the origins (numbers of weeks known by then), `weeksAhead` from the end. */
interface Looks {
  readonly origins: readonly number[];
  readonly reach: number;
  readonly weeksAhead: number;
}

/** The state is level, slope and the two parts of the wave; `covariance` four rows of four. */
interface State {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

const SIZE = 4;

function followed(model: Model, rates: readonly number[], usual: number, looks: Looks): { past: Told[]; now: Told } {
  const { drift, hasSlope, hasSeason } = model;
  const state: State = { mean: new Float64Array(SIZE), covariance: new Float64Array(SIZE * SIZE) };
  state.mean[0] = medianOf(rates.slice(0, LEAST_WEEKS));
  // Where the level begins is as good as unknown.
  state.covariance[0] = 100;
  state.covariance[5] = hasSlope ? (SLOPE_A_WEEK / usual) ** 2 : 0;
  state.covariance[10] = state.covariance[15] = hasSeason ? (SEASON / usual) ** 2 : 0;
  const prior =
    Math.log(hasSlope ? LIKELY_SLOPE : 1 - LIKELY_SLOPE) + Math.log(hasSeason ? LIKELY_SEASON : 1 - LIKELY_SEASON);
  const past: Told[] = [];
  let squares = 0;
  let logs = 0;
  const tell = (known: number, weeks: number): Told => {
    const noise = squares / (known - 1);
    const { mean, variance } = ahead(state, drift, known, weeks);
    const evidence = prior - 0.5 * ((known - 1) * Math.log(Math.max(1e-12, noise)) + logs);
    return { evidence, mean, variance: variance * noise };
  };
  let next = 0;
  rates.forEach((rate, week) => {
    if (week > 0) aWeekOn(state, drift);
    const { off, variance } = learn(state, rate, week);
    // The first week only says where the level is.
    if (week > 0) {
      squares += off <= FARTHEST ? off * off : 2 * FARTHEST * off - FARTHEST * FARTHEST;
      logs += Math.log(variance);
    }
    if (looks.origins[next] === week + 1) {
      past.push(tell(week + 1, looks.reach));
      next += 1;
    }
  });
  return { past, now: tell(rates.length, looks.weeksAhead) };
}

/** The level goes on by the slope, and drifts. */
function aWeekOn({ mean, covariance }: State, drift: number): void {
  mean[0] = at(mean, 0) + at(mean, 1);
  for (let column = 0; column < SIZE; column += 1)
    covariance[column] = at(covariance, column) + at(covariance, SIZE + column);
  for (let row = 0; row < SIZE; row += 1) {
    covariance[SIZE * row] = at(covariance, SIZE * row) + at(covariance, SIZE * row + 1);
  }
  covariance[0] = at(covariance, 0) + drift;
}

/** Takes a week's rate in; gives by how many standard deviations it was off what was told, and the variance of that. */
function learn({ mean, covariance }: State, rate: number, week: number): { off: number; variance: number } {
  const seen = seenOf(week, 1);
  const gain = new Float64Array(SIZE);
  let told = 0;
  for (let row = 0; row < SIZE; row += 1) {
    told += at(seen, row) * at(mean, row);
    for (let column = 0; column < SIZE; column += 1)
      gain[row] = at(gain, row) + at(covariance, SIZE * row + column) * at(seen, column);
  }
  const variance = 1 + dot(seen, gain);
  const off = (rate - told) / Math.sqrt(variance);
  const nearer = (Math.max(-FARTHEST, Math.min(FARTHEST, off)) * Math.sqrt(variance)) / variance;
  for (let row = 0; row < SIZE; row += 1) {
    mean[row] = at(mean, row) + at(gain, row) * nearer;
    for (let column = 0; column < SIZE; column += 1) {
      const index = SIZE * row + column;
      covariance[index] = at(covariance, index) - (at(gain, row) * at(gain, column)) / variance;
    }
  }
  return { off: Math.abs(off), variance };
}

/** The mean of the weeks after `known`, and its variance in parts of a week's noise. */
function ahead(
  { mean, covariance }: State,
  drift: number,
  known: number,
  weeks: number,
): { mean: number; variance: number } {
  const seen = seenOf(known, weeks);
  // The slope is counted from the last week known: by the k-th after it the level has gone k slopes on.
  seen[1] = (weeks + 1) / 2;
  // A drift of the first week is in all means after it, one of the last in one only.
  let variance = (drift * (weeks + 1) * (2 * weeks + 1)) / (6 * weeks) + 1 / weeks;
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      variance += at(seen, row) * at(seen, column) * at(covariance, SIZE * row + column);
    }
  }
  return { mean: dot(seen, mean), variance };
}

/** How level, slope and wave are seen in the mean of some weeks from `week` on. */
function seenOf(week: number, weeks: number): Float64Array {
  const seen = new Float64Array([1, 0, 0, 0]);
  for (let one = week; one < week + weeks; one += 1) {
    const turn = (2 * Math.PI * one) / YEAR_WEEKS;
    seen[2] = at(seen, 2) + Math.cos(turn) / weeks;
    seen[3] = at(seen, 3) + Math.sin(turn) / weeks;
  }
  return seen;
}

const at = (of: Float64Array, index: number): number => of[index] ?? 0;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < SIZE; index += 1) sum += at(a, index) * at(b, index);
  return sum;
}
