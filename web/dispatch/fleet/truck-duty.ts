import type { FieldEventView } from '../../../domain/field-events.ts';
import type { RouteView } from '../../../domain/plans.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';

/** After so long without a word a truck may be elsewhere by now. */
const OLD_MILLISECONDS = 5 * 60_000;
/** So long after its beginning a shift of which nothing is heard stands out. */
const LATE_START_MILLISECONDS = 10 * 60_000;
/** What is heard so long before a shift is of the way to it. */
const EARLY_MILLISECONDS = 60 * 60_000;
/** So long after its planned end a shift of which the end was not reported is over all the same. */
const OVERRUN_MILLISECONDS = 2 * 3_600_000;

/**
 * How a truck stands at an instant: no route; before its shift; should have begun and nothing is heard of it; under way;
 * under way but not heard of for minutes; after its last shift.
 */
export type TruckDuty = 'none' | 'before' | 'silent' | 'working' | 'unheard' | 'after';

export interface TruckState {
  duty: TruckDuty;
  /** Where it was last seen, and whether that is too long ago to say where it is. */
  seenAt: string | null;
  isSeenOld: boolean;
}

/**
 * @param routes of the truck, the earliest first
 * @param events of the truck, in any order
 */
export function truckState(
  routes: readonly RouteView[],
  position: TruckPosition | undefined,
  events: readonly FieldEventView[],
  now: Date,
): TruckState {
  const at = now.getTime();
  const seenAt = position?.fixTime ?? null;
  const duty = dutyOf(routes, seenAt, events, at);
  const isSeenOld = seenAt !== null && (duty === 'after' || at - Date.parse(seenAt) > OLD_MILLISECONDS);
  return { duty, seenAt, isSeenOld };
}

function dutyOf(
  routes: readonly RouteView[],
  seenAt: string | null,
  events: readonly FieldEventView[],
  at: number,
): TruckDuty {
  const [first] = routes;
  const last = routes.at(-1);
  if (!first || !last) return 'none';
  const isEnded = events.some(({ kind, doneAt }) => kind === 'shift-ended' && doneAt >= last.startsAt);
  if (isEnded || at > Date.parse(last.endsAt) + OVERRUN_MILLISECONDS) return 'after';
  const startsAt = Date.parse(first.startsAt);
  const heard = [...events.map(({ doneAt }) => Date.parse(doneAt)), ...(seenAt ? [Date.parse(seenAt)] : [])].filter(
    (instant) => instant >= startsAt - EARLY_MILLISECONDS,
  );
  if (heard.length === 0) return at > startsAt + LATE_START_MILLISECONDS ? 'silent' : 'before';
  if (at < startsAt && events.length === 0) return 'before';
  // Between two shifts nobody has to be heard.
  const isBetween = !routes.some(
    (route) => Date.parse(route.startsAt) <= at && at <= Date.parse(route.endsAt) + OVERRUN_MILLISECONDS,
  );
  if (isBetween) return 'before';
  return at - Math.max(...heard) > OLD_MILLISECONDS * 2 ? 'unheard' : 'working';
}
