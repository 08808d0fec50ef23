import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { Day } from '../day.ts';
import type { LonLat } from '../geo.ts';
import type { UnitRow } from './units-file.ts';

/**
 * Makes a function that gives the index in `units` of the unit a place lies in, or `null`. Where several hold at
 * different times, the one that holds on `day` is taken, else the one that began last.
 */
export function unitFinder(units: readonly UnitRow[], day: Day): (place: LonLat) => number | null {
  const boxes = units.map((unit) => bbox(unit.geometry));
  const order = units.map((_, i) => i).sort((a, b) => rank(units[b], day).localeCompare(rank(units[a], day)));
  return (place) => {
    const [lon, lat] = place;
    const found = order.find((i) => {
      const [west, south, east, north] = boxes[i];
      const mayHold = lon >= west && lon <= east && lat >= south && lat <= north;
      return mayHold && booleanPointInPolygon(place, units[i].geometry);
    });
    return found ?? null;
  };
}

function rank(unit: UnitRow, day: Day): string {
  const holds = unit.validFrom <= day && (unit.validTo === null || day < unit.validTo);
  return `${holds ? 1 : 0} ${unit.validFrom}`;
}
