import type { LonLat } from '../geo.ts';
import { nearestOn, straightMetres } from '../straight-line.ts';

/** A place on a planned way near which a truck was seen. */
export interface Snap {
  /** From the way's beginning. */
  readonly alongMetres: number;
  /** From the place where it was seen. */
  readonly besideMetres: number;
}

/** The streets that a truck was planned to drive on a day, one after the other. */
export interface Way {
  readonly metres: number;
  /** Where on the way a place may be: the nearest place of each time that the way goes by, in the way's order. */
  snap(place: LonLat): Snap[];
}

/** Receivers err by some metres, streets are drawn by their middle, and crews stop in the yard beside. */
const NEAR_METRES = 40;
/** What lies no further apart along the way is the same going by. */
const SAME_PASS_METRES = 100;
/** Squares of this side: whatever is near a place lies in its own or in one of those around. */
const SQUARE_METRES = 80;
const METRES_PER_DEGREE = 111_195;

interface Segment {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly beginsAt: number;
  readonly metres: number;
}

/** @param lines streets, one after the other */
export function openWay(lines: readonly (readonly LonLat[])[]): Way {
  const segments: Segment[] = [];
  let metres = 0;
  for (const line of lines) {
    for (const [index, from] of line.entries()) {
      const to = line[index + 1];
      if (!to) break;
      const length = straightMetres(from, to);
      if (length === 0) continue;
      segments.push({ from, to, beginsAt: metres, metres: length });
      metres += length;
    }
  }
  const shrink = Math.cos(((segments[0]?.from[1] ?? 0) * Math.PI) / 180);
  const squareOf = ([lon, lat]: LonLat): [number, number] => [
    Math.floor((lon * shrink * METRES_PER_DEGREE) / SQUARE_METRES),
    Math.floor((lat * METRES_PER_DEGREE) / SQUARE_METRES),
  ];
  /** By square, the segments in it and around it. */
  const squares = new Map<number, number[]>();
  const isNear = ([x, y]: [number, number], index: number): void => {
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const key = keyOf(x + dx, y + dy);
        const known = squares.get(key);
        if (!known) squares.set(key, [index]);
        else if (known.at(-1) !== index) known.push(index);
      }
    }
  };
  for (const [index, { from, to, metres: length }] of segments.entries()) {
    // So close together that no place of the segment is further from one of them than the squares allow for.
    const steps = Math.max(1, Math.ceil(length / (SQUARE_METRES / 2)));
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps;
      isNear(squareOf([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]), index);
    }
  }
  return {
    metres,
    snap(place) {
      const snaps: Snap[] = [];
      let lastAlong = Number.NEGATIVE_INFINITY;
      for (const index of squares.get(keyOf(...squareOf(place))) ?? []) {
        const segment = segments[index];
        if (!segment) continue;
        const { share, metres: besideMetres } = nearestOn(segment.from, segment.to, place);
        if (besideMetres > NEAR_METRES) continue;
        const snap = { alongMetres: segment.beginsAt + share * segment.metres, besideMetres };
        const before = snaps.at(-1);
        if (before && snap.alongMetres - lastAlong <= SAME_PASS_METRES) {
          if (besideMetres < before.besideMetres) snaps[snaps.length - 1] = snap;
        } else snaps.push(snap);
        lastAlong = snap.alongMetres;
      }
      return snaps;
    },
  };
}

/** One number for a square; the earth has half a million of them around. */
const keyOf = (x: number, y: number): number => x * 2_000_000 + y;
