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

/** A track as it can be gone along: in the order of time, each instant once, without what tells of no place. */
export function orderedTrack(fixes: readonly TrackFix[]): TrackFix[] {
  const sure = fixes.filter(({ accuracyMetres }) => (accuracyMetres ?? 0) <= INFERENCE.leastAccuracyMetres);
  // Of two fixes of one instant it must not matter which came first.
  const inOrder = sure.toSorted(
    (a, b) =>
      a.at - b.at ||
      a.position[0] - b.position[0] ||
      a.position[1] - b.position[1] ||
      (a.speed ?? -1) - (b.speed ?? -1) ||
      (a.accuracyMetres ?? -1) - (b.accuracyMetres ?? -1),
  );
  return inOrder.filter(({ at }, index) => at !== inOrder[index - 1]?.at);
}

/** The stays of an ordered track, in the order of time. */
export function staysOf(track: readonly TrackFix[]): Stay[] {
  const stays: Stay[] = [];
  let index = 0;
  for (let first = track[index]; first !== undefined; first = track[index]) {
    const seen = fixesOfStay(track, { index, fix: first });
    if (seen.length > 1) stays.push(stayOf(track, seen));
    index = lastOf(seen).index + 1;
  }
  return stays;
}

/** A fix, and where in its track it stands. */
interface SeenFix {
  readonly index: number;
  readonly fix: TrackFix;
}
type SeenFixes = [SeenFix, ...SeenFix[]];

const lastOf = (seen: SeenFixes): SeenFix => seen.at(-1) ?? seen[0];

/** The fixes around one place, from `first` on; an error of the receiver in between is left out. */
function fixesOfStay(track: readonly TrackFix[], first: SeenFix): SeenFixes {
  const seen: SeenFixes = [first];
  let middle = first.fix.position;
  let missed = 0;
  for (let index = first.index + 1; index < track.length; index += 1) {
    const fix = track[index];
    if (!fix || fix.at - lastOf(seen).fix.at > INFERENCE.mostSilenceSeconds * 1000) break;
    if (straightMetres(fix.position, middle) <= INFERENCE.stayMetres) {
      seen.push({ index, fix });
      missed = 0;
      middle = middleOf(seen);
    } else {
      missed += 1;
      if (missed > INFERENCE.stayOutliers) break;
    }
  }
  return seen;
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
