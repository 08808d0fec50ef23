import { area, bbox, booleanPointInPolygon, pointOnFeature } from '@turf/turf';
import type { LonLat, Surface } from './geo.ts';

/** So many people taken to live at one spot. */
export interface PeoplePlace {
  readonly unitId: string;
  readonly position: LonLat;
  readonly people: number;
}

/** Spots per surface, about: enough that one of them is a percent of the people on it. */
const SPOTS = 100;
/** No finer than a house and its yard, metres. */
const LEAST_SPACING_METRES = 20;

const METRES_PER_DEGREE = 111_320;

/**
 * Spreads people evenly over where they live: over each residential group's ground, and over the whole unit where it has
 * no groups. A regular grid anchored at the surface's south-west corner, so the same ground gives the same spots.
 */
export function spreadPeople(
  units: readonly { readonly id: string; readonly population: number; readonly geometry: Surface }[],
  groups: readonly { readonly unitId: string; readonly people: number; readonly geometry: Surface }[],
): PeoplePlace[] {
  const withGroups = new Set(groups.map((group) => group.unitId));
  const grounds = [
    ...groups,
    ...units
      .filter((unit) => !withGroups.has(unit.id))
      .map((unit) => ({ unitId: unit.id, people: unit.population, geometry: unit.geometry })),
  ];
  return grounds.flatMap(({ unitId, people, geometry }) => {
    if (people <= 0) return [];
    const spots = gridWithin(geometry);
    return spots.map((position) => ({ unitId, position, people: people / spots.length }));
  });
}

/** Centres of the grid's cells that lie on the surface; one spot on it where the surface slips between them. */
export function gridWithin(surface: Surface): LonLat[] {
  const [west, south, east, north] = bbox(surface);
  const spacing = Math.max(LEAST_SPACING_METRES, Math.sqrt(area(surface) / SPOTS));
  const stepLat = spacing / METRES_PER_DEGREE;
  const stepLon = stepLat / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const spots: LonLat[] = [];
  for (let lat = south + stepLat / 2; lat < north; lat += stepLat) {
    for (let lon = west + stepLon / 2; lon < east; lon += stepLon) {
      if (booleanPointInPolygon([lon, lat], surface)) spots.push([lon, lat]);
    }
  }
  if (spots.length > 0) return spots;
  return [pointOnFeature(surface).geometry.coordinates as LonLat];
}
