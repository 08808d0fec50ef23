import type { LonLat } from './geo.ts';

/** Of a sphere with the earth's mean radius. */
const METRES_PER_DEGREE = 111_195;

/** Straight-line metres between places at most a few kilometres apart (equirectangular, mean earth radius). */
export function straightMetres(a: LonLat, b: LonLat): number {
  const eastward = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180));
  return Math.hypot(eastward, b[1] - a[1]) * METRES_PER_DEGREE;
}

/** How long a line from corner to corner is, in metres. */
export function lineMetres(line: readonly LonLat[]): number {
  return line.reduce((sum, corner, index) => sum + straightMetres(line[index - 1] ?? corner, corner), 0);
}

/** Where between two places a third is nearest to the straight line, from 0 to 1, and how far from it it is, in metres. */
export function nearestOn(a: LonLat, b: LonLat, place: LonLat): { share: number; metres: number } {
  const shrink = Math.cos((place[1] * Math.PI) / 180);
  const [dx, dy] = [(b[0] - a[0]) * shrink, b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((place[0] - a[0]) * shrink * dx + (place[1] - a[1]) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return { share, metres: straightMetres(place, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]) };
}

const EARTH_METRES = 6_371_000;

/** Straight-line metres between any two places (haversine, mean earth radius). */
export function greatCircleMetres([lonA, latA]: Readonly<LonLat>, [lonB, latB]: Readonly<LonLat>): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * rad) / 2) ** 2 +
    Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}
