import type { LonLat, MultiPolygon } from '../geo.ts';

/** Lines that the height of two shapes' common box is cut into; what falls between two of them is not seen. */
const LINES = 2000;

/**
 * The area that two surfaces have in common, in square degrees, by cutting both into thin horizontal strips and adding up what
 * their middles share. Off by about the length of the borders × a strip's height ÷ the number of strips: far below a
 * sliver of digitising, and, unlike exact clipping, quick on borders of thousands of corners that both follow.
 */
export function commonArea(a: MultiPolygon, b: MultiPolygon): number {
  const [bottomA, topA] = heightOf(a);
  const [bottomB, topB] = heightOf(b);
  const bottom = Math.max(bottomA, bottomB);
  const step = (Math.min(topA, topB) - bottom) / LINES;
  if (!(step > 0)) return 0;
  const cutsA = cutAt(a, bottom, step);
  const cutsB = cutAt(b, bottom, step);
  let length = 0;
  for (const [line, cut] of cutsA.entries()) length += commonLength(cut, cutsB[line] ?? []);
  return length * step;
}

/** The area of a surface in square degrees; holes do not count. */
export function areaInDegrees({ coordinates }: MultiPolygon): number {
  return coordinates.reduce(
    (sum, [outer = [], ...holes]) => sum + areaOfRing(outer) - holes.reduce((lost, hole) => lost + areaOfRing(hole), 0),
    0,
  );
}

function areaOfRing(ring: readonly LonLat[]): number {
  let sum = 0;
  let before: LonLat | undefined;
  for (const corner of ring) {
    if (before) sum = sum + before[0] * corner[1] - corner[0] * before[1];
    before = corner;
  }
  return Math.abs(sum) / 2;
}

function heightOf({ coordinates }: MultiPolygon): [number, number] {
  let [bottom, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [, y] of coordinates.flat(2)) {
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return [bottom, top];
}

/** For the middle of each strip where it enters and leaves the surface, from west to east. */
function cutAt({ coordinates }: MultiPolygon, bottom: number, step: number): number[][] {
  const cuts: number[][] = Array.from({ length: LINES }, () => []);
  for (const ring of coordinates.flat()) {
    let [before] = ring;
    for (const corner of ring) {
      // Of the first corner no side leads to it: what begins and ends there crosses no line.
      const [[x1, y1], [x2, y2]] = before && before[1] <= corner[1] ? [before, corner] : [corner, before ?? corner];
      before = corner;
      // A corner on a line belongs to the edge above it, so that every line is crossed an even number of times.
      const first = Math.max(0, Math.ceil((y1 - bottom) / step - 0.5));
      for (let line = first; line < LINES; line++) {
        const y = bottom + (line + 0.5) * step;
        if (y >= y2) break;
        cuts[line]?.push(x1 + ((x2 - x1) * (y - y1)) / (y2 - y1));
      }
    }
  }
  for (const cut of cuts) cut.sort((p, q) => p - q);
  return cuts;
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  let i = 0;
  let j = 0;
  for (;;) {
    const [fromA, toA, fromB, toB] = [a[i], a[i + 1], b[j], b[j + 1]];
    if (fromA === undefined || toA === undefined || fromB === undefined || toB === undefined) return length;
    length += Math.max(0, Math.min(toA, toB) - Math.max(fromA, fromB));
    if (toA < toB) i += 2;
    else j += 2;
  }
}
