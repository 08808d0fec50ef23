import type { DayFigures, WeekResult, WeekRun } from './proposals.ts';

/** Sums over the days of a week. */
export interface WeekFigures {
  readonly dueKg: number;
  readonly servedKg: number;
  /** Trucks that go out, over all days. */
  readonly truckDays: number;
  /** On the day with most. */
  readonly mostTrucks: number;
  readonly trips: number;
  readonly workSeconds: number;
  readonly overtimeSeconds: number;
  readonly lengthMetres: number;
  readonly costDong: number;
  /** kg due on the heaviest day, and by how much days differ: standard deviation over the mean of days that have something. */
  readonly heaviestKg: number;
  readonly spread: number;
}

export function weekFigures(days: readonly DayFigures[]): WeekFigures {
  const sum = (of: (day: DayFigures) => number): number => days.reduce((all, day) => all + of(day), 0);
  const worked = days.filter(({ dueKg }) => dueKg > 0);
  const mean = sum(({ dueKg }) => dueKg) / Math.max(1, worked.length);
  const variance = worked.reduce((all, { dueKg }) => all + (dueKg - mean) ** 2, 0) / Math.max(1, worked.length);
  return {
    dueKg: sum(({ dueKg }) => dueKg),
    servedKg: sum(({ servedKg }) => servedKg),
    truckDays: sum(({ trucks }) => trucks),
    mostTrucks: Math.max(0, ...days.map(({ trucks }) => trucks)),
    trips: sum(({ trips }) => trips),
    workSeconds: sum(({ workSeconds }) => workSeconds),
    overtimeSeconds: sum(({ overtimeSeconds }) => overtimeSeconds),
    lengthMetres: sum(({ lengthMetres }) => lengthMetres),
    costDong: sum(({ costDong }) => costDong),
    heaviestKg: Math.max(0, ...days.map(({ dueKg }) => dueKg)),
    spread: mean === 0 ? 0 : Math.sqrt(variance) / mean,
  };
}

/**
 * What a proposal is worth: `same` = no day changes, `cheaper` and `serves-more` with every seed by more than seeds differ among
 * themselves, `dearer` and `serves-less` likewise; else nobody can tell it from chance: `within-noise`.
 */
export type Verdict = 'same' | 'cheaper' | 'serves-more' | 'within-noise' | 'dearer' | 'serves-less';

export interface Gain {
  readonly verdict: Verdict;
  /** Whether it brings something that is no chance; nobody is urged to accept what does not. */
  readonly isGain: boolean;
  /** Saved in a week, mean of all seeds, and by how much it is at least and at most; negative = costs more. */
  readonly dong: number;
  readonly leastDong: number;
  readonly mostDong: number;
  /** By how much the same week planned with another seed differs, at most. */
  readonly noiseDong: number;
  /** Served more in a week, kg, mean of all seeds. */
  readonly kg: number;
}

/** Holds the weeks planned with each seed against each other. */
export function gainOf({ runs, changes }: Pick<WeekResult, 'changes' | 'runs'>): Gain {
  const weeks = runs.map(({ before, after }: WeekRun) => ({ before: weekFigures(before), after: weekFigures(after) }));
  const dong = weeks.map(({ before, after }) => before.costDong - after.costDong);
  const kg = weeks.map(({ before, after }) => after.servedKg - before.servedKg);
  const noise = (of: (week: WeekFigures) => number): number =>
    Math.max(range(weeks.map(({ before }) => of(before))), range(weeks.map(({ after }) => of(after))));
  const noiseDong = noise(({ costDong }) => costDong);
  const noiseKg = noise(({ servedKg }) => servedKg);
  const verdict = changes.length === 0 ? 'same' : verdictOf({ dong, kg, noiseDong, noiseKg });
  return {
    ...{ verdict, isGain: verdict === 'cheaper' || verdict === 'serves-more' },
    ...{ dong: mean(dong), leastDong: Math.min(...dong), mostDong: Math.max(...dong), noiseDong, kg: mean(kg) },
  };
}

function verdictOf({
  dong,
  kg,
  noiseDong,
  noiseKg,
}: {
  readonly dong: readonly number[];
  readonly kg: readonly number[];
  readonly noiseDong: number;
  readonly noiseKg: number;
}): Verdict {
  // What is left standing counts before what driving costs: whoever serves less drives less.
  if (kg.every((one) => one < -noiseKg)) return 'serves-less';
  if (kg.every((one) => one > noiseKg)) return 'serves-more';
  if (dong.every((one) => one > noiseDong)) return 'cheaper';
  if (dong.every((one) => one < -noiseDong)) return 'dearer';
  return 'within-noise';
}

const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
