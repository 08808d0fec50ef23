import { feature, featureCollection, intersect } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { itemAt } from '../../domain/item-at.ts';
import { apportion, cluster } from './clusters.ts';
import type { Building } from './buildings.ts';
import { isInside, toLonLat, TOWN_SIZE, type Xy } from './plane.ts';
import type { Random } from '../random.ts';
import { UNIT_FACTS, type UnitFact, type UnitKey } from './unit-facts.ts';

export interface TownUnit extends UnitFact {
  /** Counter-clockwise, closed. */
  ring: Xy[];
  polygon: Polygon;
  buildings: Building[];
  residentialGroups: TownGroup[];
}

export interface TownGroup {
  code: string;
  name: string;
  people: number;
  households: number;
  centre: Xy;
  geometry: Polygon | MultiPolygon;
}

/** People in a household, as a round figure for such towns. */
const HOUSEHOLD_SIZE = 3.7;

/** Settles the people of each unit in its houses and divides them into residential groups (khu phố in a ward, thôn in a commune). */
export function settleUnits(
  random: Random,
  rings: ReadonlyMap<UnitKey, Xy[]>,
  buildings: readonly Building[],
): TownUnit[] {
  const homes = buildings.filter((building) => building.weight > 0);
  return UNIT_FACTS.map((fact) => {
    const ring = rings.get(fact.key) ?? [];
    const polygon: Polygon = { type: 'Polygon', coordinates: [ring.map(toLonLat)] };
    const here = homes.filter((building) => isInside(building.centre, ring));
    return {
      ...fact,
      ring,
      polygon,
      buildings: here,
      residentialGroups: divide(random.fork(fact.key), fact, polygon, here),
    };
  });
}

function divide(random: Random, fact: UnitFact, polygon: Polygon, homes: readonly Building[]): TownGroup[] {
  const clusters = cluster(random, homes, fact.groups)
    // Numbered from north to south, as people number them.
    .sort((a, b) => b.centre[1] - a.centre[1]);
  const people = apportion(
    fact.population,
    clusters.map(({ members }) => members.reduce((sum, home) => sum + home.weight, 0)),
  );
  const word = fact.kind === 'commune' ? 'Thôn' : 'Khu phố';
  const centres = clusters.map(({ centre }) => centre);
  return clusters.map(({ centre }, index) => {
    const cell: Polygon = { type: 'Polygon', coordinates: [voronoiCell(centres, index).map(toLonLat)] };
    const within = intersect(featureCollection([feature(polygon), feature(cell)]));
    const residents = itemAt(people, index);
    if (!within) throw new Error(`residential group ${index + 1} of ${fact.name} lies outside its unit`);
    return {
      code: `${fact.code}-${String(index + 1).padStart(2, '0')}`,
      name: `${word} ${index + 1}`,
      people: residents,
      households: Math.round(residents / HOUSEHOLD_SIZE),
      centre,
      geometry: within.geometry,
    };
  });
}

/** The ground nearer to one centre than to the others, as a closed counter-clockwise ring. */
function voronoiCell(centres: readonly Xy[], index: number): Xy[] {
  const [width, height] = TOWN_SIZE;
  let ring: Xy[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const own = itemAt(centres, index);
  centres.forEach((other, otherIndex) => {
    if (otherIndex === index) return;
    // Positive on our own side of the bisector.
    const side = ([x, y]: Xy): number =>
      (own[0] - other[0]) * (x - (own[0] + other[0]) / 2) + (own[1] - other[1]) * (y - (own[1] + other[1]) / 2);
    const kept: Xy[] = [];
    ring.forEach((at, i) => {
      const after = itemAt(ring, (i + 1) % ring.length);
      const [here, there] = [side(at), side(after)];
      if (here >= 0) kept.push(at);
      if (here > 0 !== there > 0 && here !== there) {
        const share = here / (here - there);
        kept.push([at[0] + (after[0] - at[0]) * share, at[1] + (after[1] - at[1]) * share]);
      }
    });
    ring = kept;
  });
  return [...ring, itemAt(ring, 0)];
}
