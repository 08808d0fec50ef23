import type { Day } from '../day.ts';
import type { LonLat, Surface } from '../geo.ts';
import { groundFinder, holdsOn } from '../units-in-force.ts';
import type { UnitRow } from './units-file.ts';

/**
 * Makes a function that gives the index in `units` of the unit a place lies in, or `null`. Where several hold at
 * different times, the one that holds on `day` is taken, else the one that began last.
 */
export function unitFinder(units: readonly UnitRow[], day: Day): (place: LonLat) => number | null {
  const rank = (unit: UnitRow): string => `${holdsOn(unit, day) ? 1 : 0} ${unit.validFrom}`;
  const ranked = units
    .map((unit, index) => ({ index, geometry: unit.geometry as Surface, rank: rank(unit) }))
    .sort((a, b) => b.rank.localeCompare(a.rank));
  const find = groundFinder(ranked);
  return (place) => find(place)?.index ?? null;
}
