import { type CollectionSchedule, dueDayBefore, isDueOn, usualIntervalDays } from './collection-days.ts';
import { addDays, daysBetween, type Day } from './day.ts';
import type { Holidays } from './holidays.ts';
import type { ServiceHistory } from './service-history.ts';
import { litresOf } from './streams.ts';
import type { Stream } from './stream-names.ts';
import type { DayWindow } from './windows.ts';

/** How far back a missed collection is made up for, unless told otherwise; what is older has been dealt with some other way. */
export const CARRY_OVER_DAYS = 7;

/** A point as far as it decides what is due. */
export interface DuePoint {
  readonly id: string;
  readonly isActive: boolean;
  readonly streams: readonly (CollectionSchedule & {
    readonly stream: Stream;
    readonly expectedKgPerDay: number;
  })[];
}

/** One stream of one point to be collected on the day asked about. */
export interface DueVisit {
  readonly pointId: string;
  readonly stream: Stream;
  /** Expected mass, whole kg, at least 1. */
  readonly massKg: number;
  /** What the mass takes in a truck. */
  readonly litres: number;
  /** Days whose waste it is: since the last collection. */
  readonly days: number;
  /** Whether a collection day before was missed and is made up for. */
  readonly isCarriedOver: boolean;
  /** Where this visit has to be begun at other times than its point's are. */
  readonly windows?: readonly DayWindow[];
}

/**
 * What is due on `day`: every stream whose collection day it is, and every one whose last collection day is accounted
 * for and was missed. Expected mass = kg a day × days since the last collection. The walk back over missed collection
 * days ends at one that was served, at one that is not accounted for (taken as served, so that a town that starts today
 * has no debt), and at `carryOverDays`. Only what happened before `day` counts.
 */
export function dueVisits(
  points: readonly DuePoint[],
  day: Day,
  history: ServiceHistory,
  holidays: Holidays,
  carryOverDays = CARRY_OVER_DAYS,
): DueVisit[] {
  const visits: DueVisit[] = [];
  for (const point of points) {
    if (!point.isActive) continue;
    for (const { stream, expectedKgPerDay, ...schedule } of point.streams) {
      if (expectedKgPerDay <= 0) continue;
      const calendar = { schedule, holidays };
      const servedDays = history.servedDays(point.id, stream);
      const since = lastCollection(calendar, day, servedDays, history, carryOverDays);
      if (since === null || (!since.missed && !isDueOn(schedule, day, holidays))) continue;
      const days = daysBetween(since.day, day);
      const massKg = Math.max(1, Math.round(expectedKgPerDay * days));
      visits.push({
        pointId: point.id,
        stream,
        massKg,
        litres: litresOf(stream, massKg),
        days,
        isCarriedOver: since.missed,
      });
    }
  }
  return visits;
}

/**
 * Whether a visit was served in its last due period as of `day`: since its last collection day, which is `day` itself
 * once `day` is accounted for. `null` = that collection day is not accounted for, nothing is known.
 */
export function servedInLastDuePeriod(
  pointId: string,
  stream: Stream,
  schedule: CollectionSchedule,
  day: Day,
  history: ServiceHistory,
  holidays: Holidays,
): boolean | null {
  const isToday = isDueOn(schedule, day, holidays) && history.accountedDays.has(day);
  const due = isToday ? day : dueDayBefore(schedule, day, holidays);
  if (due === null) return null;
  if (history.servedDays(pointId, stream).some((served) => served >= due && served <= day)) return true;
  return history.accountedDays.has(due) ? false : null;
}

interface Calendar {
  readonly schedule: CollectionSchedule;
  readonly holidays: Holidays;
}

function lastCollection(
  { schedule, holidays }: Calendar,
  day: Day,
  servedDays: readonly Day[],
  history: ServiceHistory,
  carryOverDays: number,
): { day: Day; missed: boolean } | null {
  let due = dueDayBefore(schedule, day, holidays);
  // The first of its season, or the first date named: nothing before it was ever to be collected.
  if (due === null) {
    return isDueOn(schedule, day, holidays)
      ? { day: addDays(day, -usualIntervalDays(schedule, day)), missed: false }
      : null;
  }
  const lastServed = servedDays.filter((served) => served < day).at(-1) ?? null;
  let missed = false;
  while (
    history.accountedDays.has(due) &&
    (lastServed === null || lastServed < due) &&
    daysBetween(due, day) <= carryOverDays
  ) {
    missed = true;
    const before = dueDayBefore(schedule, due, holidays);
    due = before ?? addDays(due, -usualIntervalDays(schedule, due));
    if (before === null) break;
  }
  return { day: lastServed !== null && lastServed > due ? lastServed : due, missed };
}
