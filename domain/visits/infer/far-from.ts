import type { LonLat } from '../../geo.ts';

/** Whether a place is so far from a line, further than so many metres, that it need not be looked at more closely. */
export function farFrom(line: readonly LonLat[], metres: number): (place: LonLat) => boolean {
  // A degree of longitude is half of one of latitude at 60 degrees; nearer to the equator it is longer.
  const margin = metres / 111_195 / 0.5;
  const [lons, lats] = [line.map(([lon]) => lon), line.map(([, lat]) => lat)];
  const [west, east] = [Math.min(...lons) - margin, Math.max(...lons) + margin];
  const [south, north] = [Math.min(...lats) - margin, Math.max(...lats) + margin];
  return ([lon, lat]) => lon < west || lon > east || lat < south || lat > north;
}
