import { addDays, type Day } from './day.ts';
import { dayOf } from './day-of.ts';
import type { FieldEventKind } from './field-events.ts';
import type { Stream } from './stream-names.ts';

/**
 * What is known of which visit (a point and one stream of it) was served on which day.
 *
 * A day is *accounted for* when somebody could have said so: it had field events, or a plan published before it was over. On a day that
 * is not accounted for nothing is known, and nothing is held against it.
 */
export interface ServiceHistory {
  /** Days with field events or a plan published in time. */
  readonly accountedDays: ReadonlySet<Day>;
  /** Days on which the visit was served, ascending. */
  servedDays(pointId: string, stream: Stream): readonly Day[];
}

/** A field event as far as it tells of service; `stream` null = all streams of the point. */
export interface ServiceEvent {
  readonly pointId: string | null;
  readonly stream: Stream | null;
  readonly kind: FieldEventKind;
  readonly doneAt: Date;
  /** Day of the plan whose stop the event answers, which a night shift's midnight does not change; `null` = day of `doneAt`. */
  readonly planDay: Day | null;
}

/** A day with a plan that was published before it was over, and the visits its routes make. */
export interface PublishedDay {
  readonly day: Day;
  readonly visits: readonly { readonly pointId: string; readonly stream: Stream }[];
}

/** Nothing is known: a town that starts today. */
export const NO_HISTORY: ServiceHistory = { accountedDays: new Set(), servedDays: () => [] };

/** How to take the days that are not over yet, `today` and later. */
export interface Unfinished {
  readonly today: Day;
  /**
   * `as-planned`: what a published plan still has to do will be done (for planning the days after). `as-reported`: only
   * what has been reported is done (for judging the day).
   */
  readonly take: 'as-planned' | 'as-reported';
}

/**
 * Folds events (any order) and published plans into what was served when.
 *
 * On a day with events only they count: the last of a visit's `served` and `skipped` events of that day decides. On a past
 * published day without a single event the plan's visits count as served, which is evidence of the weakest grade
 * (`estimated`). For the days that are not over see {@link Unfinished}.
 */
export function foldServiceHistory(
  events: readonly ServiceEvent[],
  published: readonly PublishedDay[],
  timeZone: string,
  { today, take }: Unfinished,
): ServiceHistory {
  const reports = foldReports(events, timeZone);
  const accountedDays = new Set(published.map((plan) => plan.day));
  for (const day of reports.days) if (day < today || take === 'as-reported') accountedDays.add(day);

  const served = new Map<string, Set<Day>>();
  const note = (pointId: string, stream: string, day: Day): void => {
    const key = `${pointId}|${stream}`;
    served.set(key, (served.get(key) ?? new Set<Day>()).add(day));
  };
  for (const { pointId, stream, day, isServed } of reports.visits.values()) if (isServed) note(pointId, stream, day);
  for (const { day, visits } of published) {
    if (day < today ? reports.days.has(day) : take === 'as-reported') continue;
    for (const { pointId, stream } of visits) {
      if (!reports.visits.has(`${pointId}|${stream}|${day}`)) note(pointId, stream, day);
    }
  }
  const sorted = new Map([...served].map(([key, days]) => [key, [...days].sort()]));
  return {
    accountedDays,
    servedDays(pointId, stream) {
      const own = sorted.get(`${pointId}|${stream}`) ?? [];
      const all = sorted.get(`${pointId}|*`) ?? [];
      return all.length === 0 ? own : own.length === 0 ? all : [...new Set([...own, ...all])].sort();
    },
  };
}

function foldReports(events: readonly ServiceEvent[], timeZone: string) {
  const days = new Set<Day>();
  const visits = new Map<string, { pointId: string; stream: string; day: Day; isServed: boolean }>();
  for (const event of [...events].sort((a, b) => a.doneAt.getTime() - b.doneAt.getTime())) {
    const day = event.planDay ?? dayOf(event.doneAt, timeZone);
    days.add(day);
    if (event.pointId === null || (event.kind !== 'served' && event.kind !== 'skipped')) continue;
    const stream = event.stream ?? '*';
    visits.set(`${event.pointId}|${stream}|${day}`, {
      pointId: event.pointId,
      stream,
      day,
      isServed: event.kind === 'served',
    });
  }
  return { days, visits };
}

/**
 * Days that {@link ServiceHistory} must know about to plan or judge `day`: a due period and what can be carried over.
 *
 * @param periodDays the longest that lies between two collections
 */
export function historyStart(day: Day, periodDays = 7): Day {
  return addDays(day, -periodDays - 8);
}
