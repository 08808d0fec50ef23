import { itemAt } from '../domain/item-at.ts';
import type { UnservedReason } from '../domain/plans.ts';
import type { Stream } from '../domain/stream-names.ts';
import { explainUnserved, type UnservedReason as SolverReason, type Plan } from '../optimizer/index.ts';
import type { DayProblem } from './problem.ts';

/** A visit in no route, or in part in none. */
export interface Unserved {
  readonly pointId: string;
  readonly stream: string;
  /** What stays behind. */
  readonly loadKg: number;
  readonly reason: UnservedReason;
}

/** The optimizer's reasons in the town's words. A visit too large for a truck has been split, so none fits it at all. */
const REASONS: Readonly<Record<SolverReason, UnservedReason>> = {
  'no-allowed-truck': 'no-allowed-truck',
  'too-large': 'no-allowed-truck',
  'stream-not-accepted-today': 'stream-not-accepted-today',
  unreachable: 'unreachable',
  'window-cannot-be-met': 'window-cannot-be-met',
  'shift-too-short': 'no-time-left',
  'site-full': 'intake-exhausted',
  'no-capacity-left': 'no-capacity-left',
  'no-trips-left': 'no-capacity-left',
  // The town's trucks have no limits of these kinds; what would come nearest to them is the shift.
  'no-points-left': 'no-capacity-left',
  'no-load-left': 'no-capacity-left',
  'no-driving-time-left': 'no-time-left',
  'no-distance-left': 'no-time-left',
  'no-time-left': 'no-time-left',
};

/** Every visit that is in no route, with its load that stays behind and why. Parts of one visit count together. */
export function unservedOf(day: DayProblem, plan: Plan): Unserved[] {
  const { problem, visits } = day;
  const byVisit = new Map<string, Unserved>();
  for (const { point, reason } of explainUnserved(problem, plan)) {
    const { pointId, stream } = itemAt(visits, point).due;
    const key = `${pointId}/${stream}`;
    const before = byVisit.get(key);
    byVisit.set(key, {
      pointId,
      stream,
      loadKg: (before?.loadKg ?? 0) + itemAt(itemAt(problem.points, point).load, 0),
      reason: before?.reason ?? reasonOf(day, pointId, stream, REASONS[reason]),
    });
  }
  return [...byVisit.values()];
}

/** What keeps a visit out: before what the solver found, what is out on the day. */
function reasonOf(
  { town, sites, cutOff }: DayProblem,
  pointId: string,
  stream: Stream,
  found: UnservedReason,
): UnservedReason {
  // Where nobody takes it, it does not matter that nobody would carry it.
  if (!sites.some((site) => site.acceptedStreams.includes(stream))) {
    return town.closedStreams.includes(stream) ? 'facility-closed' : 'stream-not-accepted-today';
  }
  if (cutOff.has(pointId)) return 'street-closed';
  return found === 'no-allowed-truck' && town.streamsOfTrucksOut.includes(stream) ? 'truck-out' : found;
}
