import { addDays, type Day, isoWeekday } from './day.ts';
import type { ServiceHistory } from './service-history.ts';
import { litresOf, type Stream } from './streams.ts';

/** How far back a missed collection is made up for, unless told otherwise; what is older has been dealt with some other way. */
export const CARRY_OVER_DAYS = 7;

/** A point as far as it decides what is due. */
export interface DuePoint {
  readonly id: string;
  readonly isActive: boolean;
  readonly streams: readonly {
    readonly stream: Stream;
    readonly expectedKgPerDay: number;
    /** ISO weekdays of collection, 1 = Monday … 7 = Sunday. */
    readonly weekdays: readonly number[];
  }[];
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
}

/** The last collection day strictly before `day`; `null` where there are no collection days. */
function dueDayBefore(weekdays: readonly number[], day: Day): Day | null {
  for (let back = 1; back <= 7; back++) {
    const candidate = addDays(day, -back);
    if (weekdays.includes(isoWeekday(candidate))) return candidate;
  }
  return null;
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
  carryOverDays = CARRY_OVER_DAYS,
): DueVisit[] {
  const visits: DueVisit[] = [];
  for (const point of points) {
    if (!point.isActive) continue;
    for (const { stream, expectedKgPerDay, weekdays } of point.streams) {
      if (expectedKgPerDay <= 0) continue;
      const servedDays = history.servedDays(point.id, stream);
      const since = lastCollection(weekdays, day, servedDays, history, carryOverDays);
      if (since === null || (!since.missed && !weekdays.includes(isoWeekday(day)))) continue;
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
  weekdays: readonly number[],
  day: Day,
  history: ServiceHistory,
): boolean | null {
  const isToday = weekdays.includes(isoWeekday(day)) && history.accountedDays.has(day);
  const due = isToday ? day : dueDayBefore(weekdays, day);
  if (due === null) return null;
  if (history.servedDays(pointId, stream).some((served) => served >= due && served <= day)) return true;
  return history.accountedDays.has(due) ? false : null;
}

function lastCollection(
  weekdays: readonly number[],
  day: Day,
  servedDays: readonly Day[],
  history: ServiceHistory,
  carryOverDays: number,
): { day: Day; missed: boolean } | null {
  let due = dueDayBefore(weekdays, day);
  if (due === null) return null;
  const lastServed = servedDays.filter((served) => served < day).at(-1) ?? null;
  let missed = false;
  while (
    history.accountedDays.has(due) &&
    (lastServed === null || lastServed < due) &&
    daysBetween(due, day) <= carryOverDays
  ) {
    missed = true;
    const before = dueDayBefore(weekdays, due);
    if (before === null) break;
    due = before;
  }
  return { day: lastServed !== null && lastServed > due ? lastServed : due, missed };
}

/** Whole days from one calendar day to a later one. Days as UTC midnights, so that no clock change counts. */
function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
