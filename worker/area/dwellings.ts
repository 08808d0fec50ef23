import { bbox } from '@turf/turf';
import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Dwelling } from '../../domain/coverage-people.ts';
import type { Surface } from '../../domain/geo.ts';
import { groundTest } from '../../domain/ground-test.ts';
import { itemAt } from '../../domain/item-at.ts';

/** With fewer buildings than this a person the map is taken to be unfinished: then they say nothing of where people live. */
const LEAST_BUILDINGS_PER_PERSON = 1 / 40;
/** Buildings nearer to each other than this are one spot, degrees: about 50 m. */
const SPOT_DEGREES = 0.0005;

/**
 * Where within its ground the people of a residential group live, as far as the extract's buildings tell.
 *
 * @param buildings `[lon, lat]` of every building of the extract
 * @returns a function that gives a group's spots and their numbers of buildings, `null` where the map has too few
 */
export function dwellingsAmong(
  buildings: readonly [number, number][],
): (group: { people: number; geometry: Polygon | MultiPolygon }) => Dwelling[] | null {
  if (buildings.length === 0) return () => null;
  const index = new Flatbush(buildings.length);
  for (const [lon, lat] of buildings) index.add(lon, lat);
  index.finish();

  return ({ people, geometry }) => {
    const [west, south, east, north] = bbox(geometry);
    const isOn = groundTest(geometry as Surface);
    const inside = index
      .search(west, south, east, north)
      .sort((a, b) => a - b)
      .map((i) => itemAt(buildings, i))
      .filter(isOn);
    if (inside.length === 0 || inside.length < people * LEAST_BUILDINGS_PER_PERSON) return null;
    const spots = new Map<string, Dwelling>();
    for (const [lon, lat] of inside) {
      const key = `${Math.floor(lon / SPOT_DEGREES)} ${Math.floor(lat / SPOT_DEGREES)}`;
      const spot = spots.get(key);
      if (spot) spot[2] += 1;
      else spots.set(key, [lon, lat, 1]);
    }
    return [...spots.values()];
  };
}
