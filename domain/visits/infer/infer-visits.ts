import type { TrackHow } from '../../evidence.ts';
import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { INFERENCE } from './parameters.ts';
import { passagesBy } from './passages.ts';
import { orderedTrack, type Stay, staysOf, type TrackFix } from './track.ts';

/** A stop that a truck was planned to make at a point, in the order of its route. */
export interface PlannedCall {
  readonly stopId: string;
  /** Where trucks stop for the point. */
  readonly position: LonLat;
  /** When it was planned to be there, in milliseconds since 1970. */
  readonly plannedAt: number;
  /** How long serving it is planned to take. */
  readonly serviceSeconds: number;
  /** Waste is taken there house by house, from a truck that need not stand. */
  readonly isHouseToHouse: boolean;
}

/** That a truck served a stop, as its track shows it. */
export interface InferredVisit {
  readonly stopId: string;
  readonly how: TrackHow;
  /** In milliseconds since 1970. */
  readonly arrivedAt: number;
  readonly leftAt: number;
  readonly seconds: number;
}

/** Neighbouring stops of a route at one spot: a truck stands there once for all of them. */
interface Call {
  readonly stops: readonly PlannedCall[];
  readonly position: LonLat;
  readonly plannedAt: number;
  readonly needSeconds: number;
}

/**
 * Which of its planned stops a truck served, of all that its track shows: where it stood at the point for a good part of the time
 * that serving takes, or went past at walking pace where waste is taken house by house. What the track does not show is not in the
 * answer. The same for the same fixes, whatever order they came in and however often.
 *
 * @param calls of one truck on one day, in the order of its route
 * @param elsewhere depots and disposal sites, where it stands for other reasons
 */
export function inferVisits(
  fixes: readonly TrackFix[],
  calls: readonly PlannedCall[],
  elsewhere: readonly LonLat[],
): InferredVisit[] {
  const track = orderedTrack(fixes);
  const stays = staysOf(track).filter(({ seconds }) => seconds >= INFERENCE.leastStaySeconds);
  const found = new Map<string, InferredVisit>();
  const merged = mergedCalls(calls);
  for (const [call, stay] of matched(merged, stays, elsewhere)) {
    for (const { stopId } of call.stops) {
      found.set(stopId, {
        ...{ stopId, how: 'dwell', arrivedAt: stay.from, leftAt: stay.to, seconds: Math.round(stay.seconds) },
      });
    }
  }
  for (const { stopId, position, plannedAt, isHouseToHouse } of calls) {
    if (!isHouseToHouse || found.has(stopId)) continue;
    const passages = passagesBy(track, position).toSorted((a, b) => apart(a, plannedAt) - apart(b, plannedAt));
    const [passage] = passages;
    if (!passage) continue;
    const seconds = Math.round((passage.to - passage.from) / 1000);
    found.set(stopId, { ...{ stopId, how: 'passage', arrivedAt: passage.from, leftAt: passage.to, seconds } });
  }
  return calls.flatMap(({ stopId }) => found.get(stopId) ?? []);
}

function mergedCalls(calls: readonly PlannedCall[]): Call[] {
  const groups: [PlannedCall, ...PlannedCall[]][] = [];
  for (const call of calls) {
    const before = groups.at(-1);
    const isSame = before && straightMetres(before[0].position, call.position) <= INFERENCE.sameSpotMetres;
    if (isSame) before.push(call);
    else groups.push([call]);
  }
  return groups.map((stops) => {
    const service = stops.reduce((sum, { serviceSeconds }) => sum + serviceSeconds, 0) * INFERENCE.shareOfService;
    const needSeconds = Math.min(INFERENCE.mostStaySeconds, Math.max(INFERENCE.leastStaySeconds, service));
    return { stops, position: stops[0].position, plannedAt: stops[0].plannedAt, needSeconds };
  });
}

/**
 * Which stay is of which call. A stay is of the nearest spot; of several calls planned there, of the one planned nearest to its time,
 * and each call has one stay at most. Spots so near to each other that a receiver cannot tell them apart share a stay that is long enough
 * for all of them.
 */
function matched(calls: readonly Call[], stays: readonly Stay[], elsewhere: readonly LonLat[]): Map<Call, Stay> {
  const pairs = stays.flatMap((stay) => {
    const near = calls
      .map((call) => ({ call, metres: straightMetres(call.position, stay.middle) }))
      .filter(({ metres }) => metres <= INFERENCE.nearMetres);
    const nearest = Math.min(...near.map(({ metres }) => metres));
    if (elsewhere.some((place) => straightMetres(place, stay.middle) < nearest)) return [];
    const spot = near.filter(({ metres }) => metres <= nearest + INFERENCE.sameSpotMetres);
    return spot.map(({ call, metres }) => ({ call, stay, metres, late: apart(stay, call.plannedAt) }));
  });
  const found = new Map<Call, Stay>();
  const left = new Map(stays.map((stay) => [stay, stay.seconds]));
  // Nearest in time first; equal ones in the order of stays and calls, which is always the same.
  for (const { call, stay } of pairs.toSorted((a, b) => a.late - b.late)) {
    const seconds = left.get(stay) ?? 0;
    const isOfOther = [...found].some(
      ([other, taken]) => taken === stay && straightMetres(other.position, call.position) <= 1,
    );
    if (found.has(call) || isOfOther || seconds < call.needSeconds) continue;
    found.set(call, stay);
    left.set(stay, seconds - call.needSeconds);
  }
  return found;
}

/** How far a stretch of time is from an instant, in milliseconds. */
function apart({ from, to }: { readonly from: number; readonly to: number }, instant: number): number {
  return instant < from ? from - instant : instant > to ? instant - to : 0;
}
