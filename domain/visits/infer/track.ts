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

/** The stays of an ordered track that grows. */
export interface Stays {
  /**
   * The track may be longer than the last time, and is otherwise the same.
   *
   * @returns in the order of time those that are over since the last time, which nothing that comes later changes; and the last one, which may go on
   */
  look(track: readonly TrackFix[]): { readonly over: readonly Stay[]; readonly last: Stay | null };
  /** Remembers where it stands; what it gives takes it back there, as often as is asked, for a track that was cut off there too. */
  mark(): () => void;
}

/** The fixes around one place, from one of them on; an error of the receiver in between is left out. */
interface Around {
  readonly first: number;
  last: number;
  count: number;
  lonSum: number;
  latSum: number;
  /** How many in a row, up to here, were not around it. */
  missed: number;
  /** The fix that is to be looked at next. */
  next: number;
}

export function openStays(): Stays {
  let around: Around = aroundFrom(0);
  return {
    look(track) {
      const over: Stay[] = [];
      while (isOver(track, around)) {
        if (around.count > 1) over.push(stayOf(track, around));
        around = aroundFrom(around.last + 1);
      }
      return { over, last: around.count > 1 ? stayOf(track, around) : null };
    },
    mark() {
      const was = { ...around };
      return () => {
        around = { ...was };
      };
    },
  };
}

const aroundFrom = (first: number): Around => ({
  ...{ first, last: first, count: 0, lonSum: 0, latSum: 0, missed: 0, next: first },
});

/** Goes on with the fixes around a place. @returns whether the truck has left it */
function isOver(track: readonly TrackFix[], around: Around): boolean {
  for (let fix = track[around.next]; fix; fix = track[around.next]) {
    const { count, lonSum, latSum } = around;
    const silentSeconds = (fix.at - (track[around.last]?.at ?? fix.at)) / 1000;
    if (silentSeconds > INFERENCE.mostSilenceSeconds) return true;
    const isNear =
      count === 0 || straightMetres(fix.position, [lonSum / count, latSum / count]) <= INFERENCE.stayMetres;
    if (isNear) {
      around.last = around.next;
      around.count += 1;
      around.lonSum += fix.position[0];
      around.latSum += fix.position[1];
      around.missed = 0;
    } else {
      around.missed += 1;
      if (around.missed > INFERENCE.stayOutliers) return true;
    }
    around.next += 1;
  }
  return false;
}

function stayOf(track: readonly TrackFix[], { first, last, count, lonSum, latSum }: Around): Stay {
  const [from, to] = [track[first]?.at ?? 0, track[last]?.at ?? 0];
  const unexplained = edgeSeconds(track[first - 1], track[first]) + edgeSeconds(track[last], track[last + 1]);
  return {
    // The mean of places not far apart.
    middle: [lonSum / count, latSum / count],
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
