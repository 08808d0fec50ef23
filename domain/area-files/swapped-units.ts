import { bbox } from '@turf/turf';
import type { UnitRow } from './units-file.ts';

/** Ground of a map in degrees. */
export type Ground = readonly [west: number, south: number, east: number, north: number];

/**
 * How units lie to the ground of a map: on it, beside it, or on it once longitude and latitude are exchanged. Told of the
 * units as a whole, because every point of theirs would be blamed otherwise.
 */
export function placeOfUnits(
  units: readonly Pick<UnitRow, 'geometry'>[],
  ground: Ground,
): 'there' | 'swapped' | 'elsewhere' {
  const boxes = units.map((unit) => bbox(unit.geometry) as [number, number, number, number]);
  if (boxes.some((box) => meet(box, ground))) return 'there';
  return boxes.some(([west, south, east, north]) => meet([south, west, north, east], ground)) ? 'swapped' : 'elsewhere';
}

function meet(a: Ground, b: Ground): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
