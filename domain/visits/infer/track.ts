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
  let first = 0;
  while (first < track.length) {
    const seen = fixesOfStay(track, first);
    const last = seen.at(-1) ?? first;
    if (seen.length > 1) stays.push(stayOf(track, seen));
    first = Math.max(last, first) + 1;
  }
  return stays;
}

/** Indices of the fixes around one place, from `first` on; an error of the receiver in between is left out. */
function fixesOfStay(track: readonly TrackFix[], first: number): number[] {
  const seen = [first];
  let middle = track[first].position;
  let missed = 0;
  for (let index = first + 1; index < track.length; index += 1) {
    const last = track[seen.at(-1) ?? first];
    if (track[index].at - last.at > INFERENCE.mostSilenceSeconds * 1000) break;
    if (straightMetres(track[index].position, middle) <= INFERENCE.stayMetres) {
      seen.push(index);
      missed = 0;
      middle = middleOf(seen.map((each) => track[each].position));
    } else {
      missed += 1;
      if (missed > INFERENCE.stayOutliers) break;
    }
  }
  return seen;
}

function stayOf(track: readonly TrackFix[], seen: readonly number[]): Stay {
  const first = seen[0];
  const last = seen.at(-1) ?? first;
  const { at: from } = track[first];
  const { at: to } = track[last];
  const unexplained = edgeSeconds(track[first - 1], track[first]) + edgeSeconds(track[last], track[last + 1]);
  return {
    middle: middleOf(seen.map((each) => track[each].position)),
    ...{ from, to, seconds: (to - from) / 1000 + unexplained },
  };
}

/** Seconds between two fixes that driving from one to the other does not explain; none where the tracker was silent for long. */
function edgeSeconds(before: TrackFix | undefined, after: TrackFix | undefined): number {
  if (!before || !after) return 0;
  const seconds = (after.at - before.at) / 1000;
  if (seconds > INFERENCE.edgeSilenceSeconds) return 0;
  const pace = Math.max(before.speed ?? 0, after.speed ?? 0, INFERENCE.drivingMetresPerSecond);
  return Math.max(0, seconds - straightMetres(before.position, after.position) / pace);
}

/** The mean of places not far apart. */
function middleOf(places: readonly LonLat[]): LonLat {
  const sum = places.reduce<LonLat>(([lon, lat], [x, y]) => [lon + x, lat + y], [0, 0]);
  return [sum[0] / places.length, sum[1] / places.length];
}
