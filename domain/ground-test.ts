import { bbox } from '@turf/turf';
import type { LonLat, Surface } from './geo.ts';

/** So many sides of a border are about what one place is held against. */
const SIDES_A_BAND = 8;

/**
 * Makes a function that says whether a position lies on a surface, its border included. The border's sides are kept by bands
 * of latitude: a place is held against those of its own, not against a border of tens of thousands.
 */
export function groundTest(surface: Surface): (position: LonLat) => boolean {
  const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();
  const sides = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
  if (sides === 0) return () => false;
  const [west, south, east, north] = bbox(surface);
  const count = Math.max(1, Math.ceil(sides / SIDES_A_BAND));
  const bandOf = (lat: number): number =>
    north > south ? Math.min(count - 1, Math.floor(((lat - south) / (north - south)) * count)) : 0;
  const bands: number[][] = Array.from({ length: count }, () => []);
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      const last = bandOf(Math.max(y1, y2));
      for (let band = bandOf(Math.min(y1, y2)); band <= last; band++) bands[band].push(x1, y1, x2, y2);
    }
  }
  return ([x, y]) => {
    if (!(x >= west && x <= east && y >= south && y <= north)) return false;
    const band = bands[bandOf(y)];
    let isInside = false;
    for (let i = 0; i < band.length; i += 4) {
      const [x1, y1, x2, y2] = [band[i], band[i + 1], band[i + 2], band[i + 3]];
      const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
      if (side === 0 && (x - x1) * (x - x2) <= 0 && (y - y1) * (y - y2) <= 0) return true;
      // Half open, so that a corner counts once.
      if (y1 > y !== y2 > y && side < 0 === y2 > y1) isInside = !isInside;
    }
    return isInside;
  };
}
