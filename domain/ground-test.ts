import { bbox } from '@turf/turf';
import type { LonLat, Surface } from './geo.ts';

/** So many sides of a border are about what one place is held against. */
const SIDES_A_BAND = 8;

/** From one corner of a border to the next. */
interface Side {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

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
  const bands: Side[][] = Array.from({ length: count }, () => []);
  for (const ring of rings) {
    let [before] = ring;
    for (const corner of ring.slice(1)) {
      const [[x1, y1], [x2, y2]] = [before ?? corner, corner];
      before = corner;
      const side = { x1, y1, x2, y2 };
      const last = bandOf(Math.max(y1, y2));
      for (let band = bandOf(Math.min(y1, y2)); band <= last; band++) bands[band]?.push(side);
    }
  }
  return ([x, y]) => {
    if (!(x >= west && x <= east && y >= south && y <= north)) return false;
    let isInside = false;
    for (const { x1, y1, x2, y2 } of bands[bandOf(y)] ?? []) {
      const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
      if (side === 0 && (x - x1) * (x - x2) <= 0 && (y - y1) * (y - y2) <= 0) return true;
      // Half open, so that a corner counts once.
      if (y1 > y !== y2 > y && side < 0 === y2 > y1) isInside = !isInside;
    }
    return isInside;
  };
}
