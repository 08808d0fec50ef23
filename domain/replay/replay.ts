import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import type { LonLat } from '../geo.ts';

/** Where a truck was: seconds since the day's `from`, longitude, latitude; in order of time. */
const trackPointSchema = z.tuple([z.int(), z.number(), z.number()]);
export type TrackPoint = z.infer<typeof trackPointSchema>;

/** `GET /api/day/{date}/replay`: where the trucks were on a day, thinned to what a map shows. */
export const dayReplaySchema = z.object({
  day: daySchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  tracks: z.array(z.object({ truckId: idSchema, points: z.array(trackPointSchema) })),
});
export type DayReplay = z.infer<typeof dayReplaySchema>;

const METRES_A_DEGREE = 111_320;

/**
 * The points that tell a track to within `metres` at every moment: those between two that are kept lie no farther from where a truck
 * going evenly from one to the other would be (top-down time ratio, Meratnia and de By 2004). A truck that stands leaves two.
 */
export function thinTrack(points: readonly TrackPoint[], metres: number): TrackPoint[] {
  if (points.length <= 2) return [...points];
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    const [start, end] = [points[first], points[last]];
    let worst = metres;
    let at = -1;
    for (let k = first + 1; k < last; k++) {
      const point = points[k];
      if (!start || !end || !point) break;
      const off = distance(placeBetween(start, end, point[0]), [point[1], point[2]]);
      if (off > worst) [worst, at] = [off, k];
    }
    if (at < 0) continue;
    kept.add(at);
    open.push([first, at], [at, last]);
  }
  return points.filter((_, k) => kept.has(k));
}

/** A track with a gap of so many seconds says nothing of where the truck was in it. */
const LONGEST_GAP_SECONDS = 20 * 60;

/**
 * Where a truck was at a second of its track and where it headed, in degrees from north; going evenly from one point to the next.
 * `null` before its first point, and where too little is known: long after one, unless the next shows that it stood.
 */
export function placeAt(
  track: readonly TrackPoint[],
  second: number,
): { readonly position: LonLat; readonly course: number | null; readonly seenSecond: number } | null {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [at] = track[middle] ?? [Number.POSITIVE_INFINITY];
    if (at <= second) low = middle + 1;
    else high = middle;
  }
  const before = track.at(low - 1);
  if (low === 0 || !before) return null;
  const after = track.at(low);
  const here: LonLat = [before[1], before[2]];
  if (low === track.length || !after) return { position: here, course: null, seenSecond: before[0] };
  const way = distance(here, [after[1], after[2]]);
  if (after[0] - before[0] > LONGEST_GAP_SECONDS && way > LONGEST_GAP_SECONDS / 10) {
    return { position: here, course: null, seenSecond: before[0] };
  }
  return {
    position: placeBetween(before, after, second),
    course: way < 10 ? null : courseOf(here, [after[1], after[2]]),
    seenSecond: second,
  };
}

function placeBetween(a: TrackPoint, b: TrackPoint, second: number): LonLat {
  const share = b[0] === a[0] ? 0 : (second - a[0]) / (b[0] - a[0]);
  return [a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Metres on the plane, near enough within a town. */
function distance(a: LonLat, b: LonLat): number {
  return Math.hypot(eastOf(a, b), b[1] - a[1]) * METRES_A_DEGREE;
}

function courseOf(a: LonLat, b: LonLat): number {
  return ((Math.atan2(eastOf(a, b), b[1] - a[1]) * 180) / Math.PI + 360) % 360;
}

function eastOf(a: LonLat, b: LonLat): number {
  return (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180);
}
