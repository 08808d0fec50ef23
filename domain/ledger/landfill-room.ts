import { addDays, type Day } from '../day.ts';

/** Days over which what comes in is averaged: a season, so that a holiday or a fair weighs little. */
export const INTAKE_DAYS = 90;

interface Survey {
  readonly day: Day;
  readonly remainingCubicMetres: number;
  readonly densityKgPerCubicMetre: number;
}

/** What room a landfill has left, and how long that lasts if as much comes in as of late. */
export interface RoomLeft {
  readonly remainingCubicMetres: number;
  /** m³ that a day's intake fills. */
  readonly cubicMetresPerDay: number;
  /** `null`: nothing comes in. */
  readonly daysLeft: number | null;
  readonly fullOn: Day | null;
}

/** Beyond this nobody can tell, and the calendar ends. */
const MOST_DAYS = 36_500;

/**
 * Room left = what the survey found − what was weighed in since ÷ density; days left = that ÷ (mean kg a day ÷ density), whole days.
 *
 * @param weighedKg net mass of the valid tickets of the days after the survey's until `day`
 * @param meanKgPerDay of the {@link INTAKE_DAYS} days until `day`
 */
export function roomLeft(survey: Survey, weighedKg: number, meanKgPerDay: number, day: Day): RoomLeft {
  const density = survey.densityKgPerCubicMetre;
  const remainingCubicMetres = Math.max(0, survey.remainingCubicMetres - weighedKg / density);
  const cubicMetresPerDay = meanKgPerDay / density;
  const daysLeft = cubicMetresPerDay > 0 ? Math.floor(remainingCubicMetres / cubicMetresPerDay) : null;
  return {
    ...{ remainingCubicMetres: Math.round(remainingCubicMetres), cubicMetresPerDay, daysLeft },
    fullOn: daysLeft === null || daysLeft > MOST_DAYS ? null : addDays(day, daysLeft),
  };
}
