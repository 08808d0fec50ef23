import { area, bbox, booleanPointInPolygon, pointOnFeature } from '@turf/turf';
import type { LonLat, Surface } from './geo.ts';

/** So many people taken to live at one spot. */
export interface PeoplePlace {
  readonly unitId: string;
  readonly position: LonLat;
  readonly people: number;
}

/** `[lon, lat, buildings]`: so many buildings stand at this spot. */
export type Dwelling = [number, number, number];

/** A residential group as its people are spread. */
export interface PeopledGround {
  readonly unitId: string;
  readonly people: number;
  readonly geometry: Surface;
  /** `null` where the map does not show where they live. */
  readonly dwellings: readonly Dwelling[] | null;
}

/** Spots per surface, about: enough that one of them is a percent of the people on it. */
const SPOTS = 100;
/** No finer than a house and its yard, metres. */
const LEAST_SPACING_METRES = 20;

const METRES_PER_DEGREE = 111_320;

/**
 * Spreads people over where they live: over the buildings of each residential group where they are known, else evenly
 * over its ground, and over the whole unit where it has no groups. The grid of a ground is anchored at its south-west
 * corner, so the same ground gives the same spots.
 */
export function spreadPeople(
  units: readonly { readonly id: string; readonly population: number; readonly geometry: Surface }[],
  groups: readonly PeopledGround[],
): PeoplePlace[] {
  const withGroups = new Set(groups.map((group) => group.unitId));
  const grounds: PeopledGround[] = [
    ...groups,
    ...units
      .filter((unit) => !withGroups.has(unit.id))
      .map((unit) => ({ unitId: unit.id, people: unit.population, geometry: unit.geometry, dwellings: null })),
  ];
  return grounds.flatMap(({ unitId, people, geometry, dwellings }) => {
    if (people <= 0) return [];
    if (dwellings && dwellings.length > 0) {
      const buildings = dwellings.reduce((sum, [, , count]) => sum + count, 0);
      return dwellings.map(([lon, lat, count]) => ({
        unitId,
        position: [lon, lat] as LonLat,
        people: (people * count) / buildings,
      }));
    }
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
