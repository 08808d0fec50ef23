import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { apart } from './apart.ts';
import type { InferredVisit, PlannedCall } from './infer-visits.ts';
import { INFERENCE } from './parameters.ts';
import { openStays, type Stay, type TrackFix } from './track.ts';

/** At which of its calls a truck stood, of a track that grows. */
export interface Dwells {
  /** All of them; the track may be longer than the last time, and is otherwise the same. */
  look(track: readonly TrackFix[]): readonly InferredVisit[];
  /** Remembers where it stands; what it gives takes it back there, as often as is asked, for a track that was cut off there too. */
  mark(): () => void;
}

/** Neighbouring stops of a route at one spot: a truck stands there once for all of them. */
interface Call {
  readonly stops: readonly PlannedCall[];
  readonly position: LonLat;
  readonly plannedAt: number;
  readonly needSeconds: number;
}

/** A stay that may be of a call. */
interface Pair {
  readonly call: Call;
  readonly stay: Stay;
  /** How far its time is from the planned one. */
  readonly late: number;
}

/**
 * @param calls of one truck on one day, in the order of its route
 * @param elsewhere depots and disposal sites, where it stands for other reasons
 */
export function openDwells(calls: readonly PlannedCall[], elsewhere: readonly LonLat[]): Dwells {
  const merged = mergedCalls(calls);
  const over: Pair[] = [];
  const stays = openStays();
  let [lastKey, dwells] = ['', [] as readonly InferredVisit[]];
  return {
    look(track) {
      const seen = stays.look(track);
      for (const stay of seen.over) over.push(...pairsOf(merged, stay, elsewhere));
      const last = seen.last && pairsOf(merged, seen.last, elsewhere);
      // While a truck drives from stop to stop nothing new is to be found.
      const key = `${over.length} ${last?.[0]?.stay.to} ${last?.[0]?.stay.seconds}`;
      if (key !== lastKey) dwells = visitsOf(matched([...over, ...(last ?? [])]), seen.last);
      lastKey = key;
      return dwells;
    },
    mark() {
      const [pairs, back] = [over.length, stays.mark()];
      return () => {
        over.length = pairs;
        back();
        // What was found since may look the same by its key and be otherwise.
        lastKey = '';
      };
    },
  };
}

function visitsOf(found: ReadonlyMap<Call, Stay>, last: Stay | null): InferredVisit[] {
  const visits: InferredVisit[] = [];
  for (const [call, stay] of found) {
    const { from: arrivedAt, to: leftAt, seconds } = stay;
    for (const { stopId, stretch } of call.stops) {
      // Who stood at one house was not at all the others.
      if (stretch) continue;
      visits.push({
        ...{ stopId, how: 'dwell', arrivedAt, leftAt, seconds: Math.round(seconds) },
        ...{ share: null, isOver: stay !== last },
      });
    }
  }
  return visits;
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

/** The calls that a stay may be of: at the nearest spot, and those beside it that a receiver cannot tell from it. */
function pairsOf(calls: readonly Call[], stay: Stay, elsewhere: readonly LonLat[]): Pair[] {
  if (stay.seconds < INFERENCE.leastStaySeconds) return [];
  const near = calls
    .map((call) => ({ call, metres: straightMetres(call.position, stay.middle) }))
    .filter(({ metres }) => metres <= INFERENCE.nearMetres);
  const nearest = Math.min(...near.map(({ metres }) => metres));
  if (near.length === 0 || elsewhere.some((place) => straightMetres(place, stay.middle) < nearest)) return [];
  return near
    .filter(({ metres }) => metres <= nearest + INFERENCE.sameSpotMetres)
    .map(({ call }) => ({ call, stay, late: apart(stay, call.plannedAt) }));
}

/**
 * Which stay is of which call. A stay is of the nearest spot; of several calls planned there, of the one planned nearest to its time,
 * and each call has one stay at most. Spots so near to each other that a receiver cannot tell them apart share a stay that is long enough
 * for all of them.
 */
function matched(pairs: readonly Pair[]): Map<Call, Stay> {
  const found = new Map<Call, Stay>();
  const left = new Map(pairs.map(({ stay }) => [stay, stay.seconds]));
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
