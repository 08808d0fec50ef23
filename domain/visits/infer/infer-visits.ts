import type { TrackHow } from '../../evidence.ts';
import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { INFERENCE } from './parameters.ts';
import { passagesBy } from './passages.ts';
import { coveringsOf } from './stretches.ts';
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
  /** The stretch of road along which it is taken; `null`: the surroundings of its position. */
  readonly stretch: readonly LonLat[] | null;
}

/** That a truck served a stop, as its track shows it. */
export interface InferredVisit {
  readonly stopId: string;
  readonly how: TrackHow;
  /** In milliseconds since 1970. */
  readonly arrivedAt: number;
  readonly leftAt: number;
  readonly seconds: number;
  /** Of a stretch of road, how much of its length the truck was seen to go along, from 0 to 1; `null`: the point is no stretch. */
  readonly share: number | null;
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
 * that serving takes, or went past at walking pace where waste is taken house by house: along most of a stretch of road where the
 * point is one. What the track does not show is not in the answer. The same for the same fixes, whatever order they came in and however often.
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
    for (const { stopId, stretch } of call.stops) {
      // Who stood at one house was not at all the others.
      if (stretch) continue;
      found.set(stopId, {
        ...{ stopId, how: 'dwell', arrivedAt: stay.from, leftAt: stay.to, seconds: Math.round(stay.seconds) },
        share: null,
      });
    }
  }
  for (const { stopId, position, plannedAt, isHouseToHouse, stretch } of calls) {
    if ((!isHouseToHouse && !stretch) || found.has(stopId)) continue;
    const passages = stretch
      ? coveringsOf(track, stretch).filter(
          ({ share, reckonedShare }) =>
            share >= INFERENCE.leastSeenOfStretch && reckonedShare >= INFERENCE.shareOfStretch,
        )
      : passagesBy(track, position).map((passage) => ({ ...passage, share: null }));
    const [passage] = passages.toSorted((a, b) => apart(a, plannedAt) - apart(b, plannedAt));
    if (!passage) continue;
    const { from, to, share } = passage;
    const seconds = Math.round((to - from) / 1000);
    found.set(stopId, { stopId, how: 'passage', arrivedAt: from, leftAt: to, seconds, share });
  }
  return calls.flatMap(({ stopId }) => found.get(stopId) ?? []);
}

function mergedCalls(calls: readonly PlannedCall[]): Call[] {
  const groups: [PlannedCall, ...PlannedCall[]][] = [];
  for (const call of calls) {
    const before = groups.at(-1);
    // A stretch has no spot of its own to share; what stands there longer may still be of it rather than of a neighbour.
    const isSame =
      !call.stretch &&
      before &&
      !before[0].stretch &&
      straightMetres(before[0].position, call.position) <= INFERENCE.sameSpotMetres;
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
