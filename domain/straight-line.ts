import type { LonLat } from './geo.ts';

/** Of a sphere with the earth's mean radius. */
const METRES_PER_DEGREE = 111_195;

/** Straight-line metres between places at most a few kilometres apart (equirectangular, mean earth radius). */
export function straightMetres(a: LonLat, b: LonLat): number {
  const eastward = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180));
  return Math.hypot(eastward, b[1] - a[1]) * METRES_PER_DEGREE;
}
