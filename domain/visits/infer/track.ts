import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { INFERENCE } from './parameters.ts';

/** Where a truck was seen. */
export interface TrackFix {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly position: LonLat;
  /** Metres per second; `null`: not told. */
  readonly speed: number | null;
  readonly accuracyMetres: number | null;
}

/** A piece of a track in which the truck stood. */
export interface Stay {
  readonly middle: LonLat;
  /** As far as it was seen, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** How long it stood, in seconds: also between the fixes before and after, where driving does not explain the time. */
  readonly seconds: number;
}

/** In the order of time; of two fixes of one instant it must not matter which came first. */
export const inOrderOfTime = (a: TrackFix, b: TrackFix): number =>
  a.at - b.at ||
  a.position[0] - b.position[0] ||
  a.position[1] - b.position[1] ||
  (a.speed ?? -1) - (b.speed ?? -1) ||
  (a.accuracyMetres ?? -1) - (b.accuracyMetres ?? -1);

/** Whether the receiver knew where it was. */
export const isSure = ({ accuracyMetres }: TrackFix): boolean => (accuracyMetres ?? 0) <= INFERENCE.leastAccuracyMetres;

/**
 * The stays of an ordered track from an index on, in the order of time: those that are over, which nothing that comes later changes; the last
 * one, which may go on; and from which fix on it has to be looked at again.
 */
export function staysFrom(
  track: readonly TrackFix[],
  from: number,
): { readonly over: Stay[]; readonly last: Stay | null; readonly openFrom: number } {
  const over: Stay[] = [];
  let index = from;
  for (let first = track[index]; first !== undefined; first = track[index]) {
    const { seen, isOver } = fixesOfStay(track, { index, fix: first });
    const stay = seen.length > 1 ? stayOf(track, seen) : null;
    if (!isOver) return { over, last: stay, openFrom: index };
    if (stay) over.push(stay);
    index = lastOf(seen).index + 1;
  }
  return { over, last: null, openFrom: index };
}

/** A fix, and where in its track it stands. */
interface SeenFix {
  readonly index: number;
  readonly fix: TrackFix;
}
type SeenFixes = [SeenFix, ...SeenFix[]];

const lastOf = (seen: SeenFixes): SeenFix => seen.at(-1) ?? seen[0];

/** The fixes around one place, from `first` on; an error of the receiver in between is left out. */
function fixesOfStay(track: readonly TrackFix[], first: SeenFix): { seen: SeenFixes; isOver: boolean } {
  const seen: SeenFixes = [first];
  let [lon, lat] = first.fix.position;
  let missed = 0;
  for (let index = first.index + 1; index < track.length; index += 1) {
    const fix = track[index];
    if (!fix || fix.at - lastOf(seen).fix.at > INFERENCE.mostSilenceSeconds * 1000) return { seen, isOver: true };
    if (straightMetres(fix.position, [lon / seen.length, lat / seen.length]) <= INFERENCE.stayMetres) {
      seen.push({ index, fix });
      missed = 0;
      lon += fix.position[0];
      lat += fix.position[1];
    } else {
      missed += 1;
      if (missed > INFERENCE.stayOutliers) return { seen, isOver: true };
    }
  }
  return { seen, isOver: false };
}

function stayOf(track: readonly TrackFix[], seen: SeenFixes): Stay {
  const [first, last] = [seen[0], lastOf(seen)];
  const { at: from } = first.fix;
  const { at: to } = last.fix;
  const unexplained = edgeSeconds(track[first.index - 1], first.fix) + edgeSeconds(last.fix, track[last.index + 1]);
  return {
    middle: middleOf(seen),
    ...{ from, to, seconds: (to - from) / 1000 + unexplained },
  };
}

/** Seconds between two fixes that driving from one to the other does not explain; none where the tracker was silent for long. */
export function edgeSeconds(before: TrackFix | undefined, after: TrackFix | undefined): number {
  if (!before || !after) return 0;
  const seconds = (after.at - before.at) / 1000;
  if (seconds > INFERENCE.edgeSilenceSeconds) return 0;
  const pace = Math.max(before.speed ?? 0, after.speed ?? 0, INFERENCE.drivingMetresPerSecond);
  return Math.max(0, seconds - straightMetres(before.position, after.position) / pace);
}

/** The mean of places not far apart. */
function middleOf(seen: SeenFixes): LonLat {
  let [lon, lat] = [0, 0];
  for (const { fix } of seen) {
    lon += fix.position[0];
    lat += fix.position[1];
  }
  return [lon / seen.length, lat / seen.length];
}
