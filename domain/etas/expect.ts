import type { LonLat } from '../geo.ts';
import { straightMetres } from '../straight-line.ts';
import type { Learnt } from './learn.ts';

/** A stop as it was planned; instants in milliseconds since 1970. */
export interface PlannedStop {
  readonly id: string;
  readonly kind: 'start' | 'point' | 'unload' | 'break' | 'end';
  readonly pointId: string | null;
  readonly stream: string | null;
  readonly position: LonLat;
  readonly arrivesAt: number;
  readonly startsAt: number;
  readonly departsAt: number;
  readonly legSeconds: number;
  /** When it may be begun, ascending; none = any time. */
  readonly windows: readonly (readonly [number, number])[];
}

/** Where a device saw a truck. */
export interface Fix {
  readonly at: number;
  readonly position: LonLat;
}

/** A truck's route of the day, and what is known of how far it has come. */
export interface UnderWay {
  readonly truckId: string;
  readonly routeId: string;
  readonly stops: readonly PlannedStop[];
  /** When each stop was done, by stop: by this truck. */
  readonly doneAt: ReadonlyMap<string, number>;
  /** Stops whose visit another truck made: nobody comes there any more. */
  readonly madeByOthers: ReadonlySet<string>;
  readonly startedAt: number | null;
  readonly isEnded: boolean;
  /** Of the last hour or so, ascending. */
  readonly fixes: readonly Fix[];
}

/** When something is expected to happen at a stop that is still to come; no measurement. */
export interface ExpectedStop {
  readonly stopId: string;
  readonly arrivesAt: number;
  readonly startsAt: number;
  readonly departsAt: number;
  /** Past visits that its service time is the median of; 0: as planned. */
  readonly learntFrom: number;
}

export interface ExpectedRoute {
  readonly truckId: string;
  readonly routeId: string;
  /** Still to come, in order. Stops passed over without a report are not among them. */
  readonly stops: readonly ExpectedStop[];
  /** At the next stop against the plan, negative when early; 0 where nothing is to come. */
  readonly latenessSeconds: number;
  /** What the next stop's time was reckoned from. */
  readonly from: 'plan' | 'report' | 'position';
  /** When the truck was last heard, by report or position; `null`: not yet on this route. */
  readonly heardAt: number | null;
  /** Since when it has not moved, and whether that is at a stop of its own; `null` while it moves or is not seen. */
  readonly standing: { readonly since: number; readonly atStopId: string | null } | null;
}

/** Fixes this near are of one place: trackers wander by so much. */
const SAME_PLACE_METRES = 50;
/** A stop's place on the road and where the truck stands for it. */
const AT_STOP_METRES = 70;
/** Reports further back tell little of the streets as they are now. */
const RECENT_MILLISECONDS = 90 * 60_000;
/** Planned driving the pace of all trucks, and of one truck, is held back with. */
const FLEET_PRIOR_SECONDS = 1800;
const TRUCK_PRIOR_SECONDS = 2400;
/** So long a crew waits for a window to open, and no longer. */
const LONGEST_WAIT_MILLISECONDS = 90 * 60_000;
/** What is unusual of now is that much less so after this time. */
const PACE_FADES_MILLISECONDS = 2 * 3_600_000;

/**
 * When each truck will be at each stop still to come: from the last report or position onward by planned legs at the pace the
 * streets have now, with the usual time of each stop, no stop before its window opens. Expectations age by themselves: nothing
 * that has not happened is expected earlier than `now`.
 *
 * @param hourOf local hour of an instant, 0…23
 */
export function expectedRoutes(
  routes: readonly UnderWay[],
  learnt: Learnt,
  now: number,
  hourOf: (instant: number) => number,
): ExpectedRoute[] {
  const each = routes.map((route) => ({ route, gaps: recentGaps(route, learnt, now, hourOf) }));
  const allGaps = each.flatMap(({ gaps }) => gaps);
  const fleet = paceOf(allGaps, 1, FLEET_PRIOR_SECONDS);
  return each.map(({ route, gaps }) => {
    const pace = paceOf(gaps, fleet, TRUCK_PRIOR_SECONDS);
    const paceAt = (instant: number): number =>
      learnt.pace(hourOf(instant)) * (1 + (pace - 1) * Math.exp(-Math.max(0, instant - now) / PACE_FADES_MILLISECONDS));
    return expectedRoute(route, learnt, now, paceAt);
  });
}

interface Driven {
  readonly seconds: number;
  readonly usualSeconds: number;
}

/** Driving between reports of the last while: as it was, and as it usually is. */
function recentGaps(route: UnderWay, learnt: Learnt, now: number, hourOf: (instant: number) => number): Driven[] {
  return route.stops.flatMap((stop, k): Driven[] => {
    const before = route.stops[k - 1];
    const doneAt = route.doneAt.get(stop.id);
    const from = before && (before.kind === 'start' ? route.startedAt : route.doneAt.get(before.id));
    if (stop.kind !== 'point' || stop.startsAt > stop.arrivesAt || stop.legSeconds <= 0) return [];
    if (doneAt === undefined || from === undefined || from === null || doneAt <= from) return [];
    if (now - doneAt > RECENT_MILLISECONDS) return [];
    const usualSeconds = stop.legSeconds * learnt.pace(hourOf(doneAt));
    const driving = (doneAt - from) / 1000 - serviceOf(stop, learnt).seconds;
    return [{ seconds: Math.max(0.3 * usualSeconds, Math.min(3 * usualSeconds, driving)), usualSeconds }];
  });
}

function paceOf(driven: readonly Driven[], prior: number, priorSeconds: number): number {
  const seconds = driven.reduce((sum, one) => sum + one.seconds, prior * priorSeconds);
  return seconds / driven.reduce((sum, one) => sum + one.usualSeconds, priorSeconds);
}

function serviceOf(stop: PlannedStop, learnt: Learnt): { seconds: number; visits: number } {
  const planned = { seconds: (stop.departsAt - stop.startsAt) / 1000, visits: 0 };
  if (stop.kind !== 'point' || !stop.pointId || !stop.stream) return planned;
  return learnt.service(stop.pointId, stop.stream) ?? planned;
}

function expectedRoute(
  route: UnderWay,
  learnt: Learnt,
  now: number,
  paceAt: (instant: number) => number,
): ExpectedRoute {
  const { truckId, routeId, stops, doneAt, madeByOthers, startedAt, isEnded, fixes } = route;
  let [lastDone, lastDoneAt] = [-1, 0];
  for (const [k, stop] of stops.entries()) {
    const at = doneAt.get(stop.id) ?? -1;
    if (at >= lastDoneAt) [lastDone, lastDoneAt] = [k, at];
  }
  const reportedAt = Math.max(startedAt ?? 0, lastDoneAt);
  const lastFix = fixes.at(-1);
  const heard = Math.max(reportedAt, lastFix?.at ?? 0);
  const heardAt = heard > 0 ? heard : null;
  const remaining = isEnded
    ? []
    : stops.slice(lastDone + 1).filter(({ id, kind }) => kind !== 'start' && !doneAt.has(id) && !madeByOthers.has(id));
  // Who has driven on from where the rest was to be, had it or will not have it there.
  const [ahead] = remaining;
  if (ahead?.kind === 'break' && lastFix && lastFix.at >= reportedAt && now >= ahead.startsAt) {
    if (straightMetres(lastFix.position, ahead.position) > AT_STOP_METRES) remaining.shift();
  }
  const [next] = remaining;
  const [start] = stops;
  const standing = standingOf(fixes, stops);
  if (!next || !start) return { truckId, routeId, stops: [], latenessSeconds: 0, from: 'report', heardAt, standing };

  const before = stops[stops.indexOf(next) - 1];
  const isSeenSince = lastFix !== undefined && lastFix.at >= reportedAt;
  // Nobody has left yet as long as the truck is where its day begins.
  const isAtStart =
    startedAt === null &&
    lastDone < 0 &&
    (!lastFix || straightMetres(lastFix.position, start.position) < AT_STOP_METRES);
  let from: ExpectedRoute['from'] = 'report';
  let arrival: number;
  if (isAtStart) {
    from = 'plan';
    arrival = Math.max(start.departsAt, now) + legMilliseconds(next, paceAt(now));
  } else if (isSeenSince) {
    from = 'position';
    arrival = arrivalBySight(next, before, { fixes, last: lastFix }, reportedAt, paceAt, now);
  } else {
    arrival = Math.max(now, reportedAt + legMilliseconds(next, paceAt(reportedAt)));
  }

  const latenessSeconds = Math.round((arrival - next.arrivesAt) / 1000);
  const expected: ExpectedStop[] = [];
  let departed = arrival;
  for (const [k, stop] of remaining.entries()) {
    if (k > 0) arrival = departed + legMilliseconds(stop, paceAt(departed));
    const startsAt = openingAfter(stop, arrival);
    const { seconds, visits } = serviceOf(stop, learnt);
    departed = startsAt + seconds * 1000;
    // It has not been reported: it is not done.
    if (k === 0) departed = Math.max(departed, now);
    expected.push({ stopId: stop.id, arrivesAt: arrival, startsAt, departsAt: departed, learntFrom: visits });
  }
  return { truckId, routeId, stops: expected, latenessSeconds, from, heardAt, standing };
}

const legMilliseconds = (stop: PlannedStop, pace: number): number => stop.legSeconds * 1000 * pace;

/** When a truck that was seen since its last report arrives at its next stop, or arrived there. */
function arrivalBySight(
  next: PlannedStop,
  before: PlannedStop | undefined,
  { fixes, last }: { readonly fixes: readonly Fix[]; readonly last: Fix },
  reportedAt: number,
  paceAt: (instant: number) => number,
  now: number,
): number {
  const since = fixes.filter(({ at }) => at >= reportedAt);
  // A rest begins where the stop before ended.
  if (next.kind === 'break') return reportedAt;
  if (straightMetres(last.position, next.position) <= AT_STOP_METRES) {
    const away = since.findLastIndex(({ position }) => straightMetres(position, next.position) > AT_STOP_METRES);
    return (since[away + 1] ?? last).at;
  }
  const whole = before ? straightMetres(before.position, next.position) : 0;
  const left = straightMetres(last.position, next.position);
  const share = Math.min(1, left / Math.max(whole, AT_STOP_METRES));
  return Math.max(now, last.at + share * legMilliseconds(next, paceAt(last.at)));
}

/** Breaks keep to their planned time where there is still time until then; other stops to their windows. */
function openingAfter(stop: PlannedStop, arrival: number): number {
  if (stop.kind === 'break') return Math.max(arrival, stop.startsAt);
  if (stop.windows.length === 0) return arrival;
  const next = stop.windows.find(([, closes]) => closes >= arrival);
  // Nobody waits for hours: who comes after one window does not stay for the next.
  return next && next[0] - arrival <= LONGEST_WAIT_MILLISECONDS ? Math.max(arrival, next[0]) : arrival;
}

function standingOf(fixes: readonly Fix[], stops: readonly PlannedStop[]): ExpectedRoute['standing'] {
  const last = fixes.at(-1);
  if (!last) return null;
  const away = fixes.findLastIndex(({ position }) => straightMetres(position, last.position) > SAME_PLACE_METRES);
  const since = (fixes[away + 1] ?? last).at;
  if (since === last.at) return null;
  const at = stops.find(
    ({ kind, position }) => kind !== 'break' && straightMetres(position, last.position) <= AT_STOP_METRES,
  );
  return { since, atStopId: at?.id ?? null };
}
