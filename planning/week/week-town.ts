import type { CollectionSchedule } from '../../domain/collection-days.ts';
import type { Day } from '../../domain/day.ts';
import { type DueVisit, dueVisits } from '../../domain/due.ts';
import type { Holidays } from '../../domain/holidays.ts';
import { itemAt } from '../../domain/item-at.ts';
import { NO_HISTORY } from '../../domain/service-history.ts';
import type { Stream } from '../../domain/stream-names.ts';
import { type Pattern, patternChoices, withPattern } from '../../domain/week/patterns.ts';
import type { DayTown } from '../gather.ts';

/** A point of the register as far as its days may be chosen. */
export interface WeekPoint {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitName: string;
  readonly daysFixed: boolean;
  readonly streams: readonly (CollectionSchedule & { readonly stream: Stream; readonly expectedKgPerDay: number })[];
}

/** A week as the books have it, from Monday on. */
export interface WeekTown {
  readonly days: readonly Day[];
  /** One a day, with all points of the week, whatever is due on it; `null` where nobody works. */
  readonly towns: readonly (DayTown | null)[];
  readonly points: readonly WeekPoint[];
  readonly holidays: Holidays;
}

/** A point's stream that is collected in the week, and on which days it may be; the first is how it is, alone where it has no choice. */
export interface WeekStream {
  readonly point: WeekPoint;
  readonly stream: Stream;
  readonly schedule: CollectionSchedule;
  readonly kgPerDay: number;
  readonly choices: readonly Pattern[];
}

/** Streams of a week, with the choices that the trucks, facilities and days off of that week leave them. */
export function weekStreams({ points, towns, days, holidays }: WeekTown): WeekStream[] {
  const possible = (stream: Stream, alsoOnDaysOff: boolean) => (weekday: number) => {
    const [town, day] = [towns[weekday - 1], days[weekday - 1]];
    return (
      town != null &&
      day !== undefined &&
      (alsoOnDaysOff || !holidays.isOff(day)) &&
      town.shifts.some(({ truck }) => truck.streams.includes(stream)) &&
      town.sites.some(({ acceptedStreams }) => acceptedStreams.includes(stream))
    );
  };
  return points.flatMap((point) =>
    point.streams
      .filter(({ expectedKgPerDay }) => expectedKgPerDay > 0)
      .map(({ stream, expectedKgPerDay: kgPerDay, ...schedule }) => ({
        ...{ point, stream, schedule, kgPerDay },
        choices: patternChoices(schedule, point.daysFixed, possible(stream, schedule.days?.alsoOnDaysOff ?? false)),
      })),
  );
}

/**
 * What is due on each day of the week with chosen days, as if they had always been so: nothing is late, and every collection takes
 * what has come since the one before.
 *
 * @param choice for each stream which of its choices
 */
export function weekDue(week: WeekTown, streams: readonly WeekStream[], choice: readonly number[]): DueVisit[][] {
  const held = new Map<
    string,
    (CollectionSchedule & { readonly stream: Stream; readonly expectedKgPerDay: number })[]
  >();
  streams.forEach(({ point, stream, schedule, kgPerDay, choices }, k) => {
    const chosen = itemAt(choice, k);
    const own = chosen === 0 ? schedule : withPattern(schedule, itemAt(choices, chosen));
    held.set(point.id, [...(held.get(point.id) ?? []), { ...own, earlier: null, stream, expectedKgPerDay: kgPerDay }]);
  });
  const points = [...held].map(([id, own]) => ({ id, isActive: true, streams: own }));
  return week.days.map((day, d) => (week.towns[d] ? dueVisits(points, day, NO_HISTORY, week.holidays) : []));
}
