import { addDays, type Day, dayOf } from './day.ts';
import type { FieldEventKind } from './field-events.ts';
import type { Stream } from './streams.ts';

/**
 * What is known of which visit (a point and one stream of it) was served on which day.
 *
 * A day is *accounted for* when somebody could have said so: it had field events, or a published plan. On a day that
 * is not accounted for nothing is known, and nothing is held against it.
 */
export interface ServiceHistory {
  /** Days with field events or a published plan. */
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

/** A day with a published plan and the visits its routes make. */
export interface PublishedDay {
  readonly day: Day;
  readonly visits: readonly { readonly pointId: string; readonly stream: Stream }[];
}

/** Nothing is known: a town that starts today. */
export const NO_HISTORY: ServiceHistory = { accountedDays: new Set(), servedDays: () => [] };

/**
 * Folds events (any order) and published plans into what was served when.
 *
 * On a day with events only they count: the last of a visit's `served` and `skipped` events of that day decides. On a
 * published day without a single event the plan's visits count as served, which is evidence of the weakest grade
 * (`estimated`) — except on `today`, whose visits are still to come.
 */
export function foldServiceHistory(
  events: readonly ServiceEvent[],
  published: readonly PublishedDay[],
  timeZone: string,
  today: Day,
): ServiceHistory {
  const accountedDays = new Set(published.map((plan) => plan.day));
  const daysWithEvents = new Set<Day>();
  const lastState = new Map<string, boolean>();
  for (const event of [...events].sort((a, b) => a.doneAt.getTime() - b.doneAt.getTime())) {
    const day = event.planDay ?? dayOf(event.doneAt, timeZone);
    accountedDays.add(day);
    daysWithEvents.add(day);
    if (event.pointId === null || (event.kind !== 'served' && event.kind !== 'skipped')) continue;
    lastState.set(`${event.pointId}|${event.stream ?? '*'}|${day}`, event.kind === 'served');
  }
  const served = new Map<string, Set<Day>>();
  const note = (pointId: string, stream: string, day: Day): void => {
    const key = `${pointId}|${stream}`;
    const days = served.get(key) ?? new Set<Day>();
    served.set(key, days.add(day));
  };
  for (const [key, isServed] of lastState) {
    if (!isServed) continue;
    const [pointId, stream, day] = key.split('|');
    note(pointId, stream, day);
  }
  for (const plan of published) {
    if (plan.day >= today || daysWithEvents.has(plan.day)) continue;
    for (const visit of plan.visits) note(visit.pointId, visit.stream, plan.day);
  }
  return {
    accountedDays,
    servedDays(pointId, stream) {
      const own = served.get(`${pointId}|${stream}`) ?? [];
      const all = served.get(`${pointId}|*`) ?? [];
      return [...new Set([...own, ...all])].sort();
    },
  };
}

/** Days that {@link ServiceHistory} must know about to plan or judge `day`: a due period and what can be carried over. */
export function historyStart(day: Day): Day {
  return addDays(day, -15);
}
