import type { LonLat } from '../../../domain/geo.ts';

/** Metres of a degree of latitude, and of longitude at the equator. */
const METRES_PER_DEGREE = 111_320;

/** Where a place is beside a line. */
export interface Beside {
  /** Metres from the line's beginning to the place of it that is nearest. */
  readonly alongMetres: number;
  /** Metres from there. */
  readonly offMetres: number;
  readonly lineMetres: number;
}

/** Metres as the crow flies; over a town the earth is flat. */
export function metresBetween(a: LonLat, b: LonLat): number {
  const [x, y] = plane(a)(b);
  return Math.hypot(x, y);
}

/** @param line of two places or more */
export function besideLine(line: readonly LonLat[], at: LonLat): Beside {
  const project = plane(at);
  let lineMetres = 0;
  let best = { alongMetres: 0, offMetres: Number.POSITIVE_INFINITY };
  const [first, ...others] = line.map(project);
  let [ax, ay] = first ?? [0, 0];
  for (const [bx, by] of others) {
    const length = Math.hypot(bx - ax, by - ay);
    // The place itself is the origin.
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length ** 2));
    const offMetres = Math.hypot(ax + share * (bx - ax), ay + share * (by - ay));
    if (offMetres < best.offMetres) best = { alongMetres: lineMetres + share * length, offMetres };
    lineMetres += length;
    [ax, ay] = [bx, by];
  }
  return { ...best, lineMetres };
}

/** Metres east and north of `origin`. */
function plane([lon, lat]: LonLat): (place: LonLat) => readonly [number, number] {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return ([x, y]) => [(x - lon) * METRES_PER_DEGREE * shrink, (y - lat) * METRES_PER_DEGREE];
}
