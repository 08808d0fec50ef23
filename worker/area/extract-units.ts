import { area as areaOf, bbox, booleanPointInPolygon, multiPolygon, truncate } from '@turf/turf';
import type { Feature, MultiPolygon } from 'geojson';
import { fold } from '../../domain/area-files/fold.ts';
import { readNumber } from '../../domain/cells/numbers.ts';
import { cleanText } from '../../domain/cells/text.ts';
import { joinPieces, nestRings, type Ring } from '../../roads/base-map/rings.ts';
import { readPbf } from '../../roads/osm/read-pbf.ts';
import type { OsmRelation } from '../../roads/osm/types.ts';
import { readBuildings } from './read-buildings.ts';

export interface ExtractedUnit {
  code: string;
  name: string;
  kind: 'ward' | 'commune' | 'municipality';
  setting: 'urban' | 'rural';
  population: number;
  /** Set where OpenStreetMap knows no population, to what it was estimated from. */
  populationEstimatedFrom?: string;
}

/** Units with fewer people count as rural, where OpenStreetMap says nothing about it. */
const URBAN_FROM_PEOPLE = 5000;

/**
 * Takes the administrative units of a level out of an OpenStreetMap extract. Units that the extract's edge cuts through do
 * not close or lack corners, and are left out even where a part of them, an islet, is whole. Where no population is noted, it is estimated from the number of buildings.
 *
 * @param adminLevel OpenStreetMap's `admin_level`: 8 for municipalities in most of Europe, 6 or 8 for wards in Vietnam
 * @returns the units by name, and the names of those left out
 * @throws OsmFileError
 */
export async function extractUnits(
  pbfPath: string,
  adminLevel: number,
  peoplePerBuilding: number,
): Promise<{ units: Feature<MultiPolygon, ExtractedUnit>[]; leftOut: string[] }> {
  const relations: OsmRelation[] = [];
  await readPbf(pbfPath, { relation: (relation) => isUnit(relation, adminLevel) && relations.push(relation) });

  const borderIds = new Set(relations.flatMap((relation) => borderOf(relation).map((member) => member.ref)));
  const borders = new Map<number, number[]>();
  await readPbf(pbfPath, {
    way: ({ id, refs }) => {
      if (borderIds.has(id)) borders.set(id, refs);
    },
  });
  const positions = new Map<number, [number, number] | null>([...borders.values()].flat().map((ref) => [ref, null]));
  const buildings = await readBuildings(pbfPath);
  await readPbf(pbfPath, {
    node: ({ id, lon, lat }) => {
      if (positions.has(id)) positions.set(id, [lon, lat]);
    },
  });

  const units: Feature<MultiPolygon, ExtractedUnit>[] = [];
  const leftOut: string[] = [];
  for (const relation of relations) {
    const geometry = surfaceOf(relation, borders, positions);
    if (!geometry) leftOut.push(relation.tags?.name ?? String(relation.id));
    else
      units.push({ type: 'Feature', properties: describe(relation, geometry, buildings, peoplePerBuilding), geometry });
  }
  units.sort((a, b) => a.properties.name.localeCompare(b.properties.name));
  return { units, leftOut };
}

function isUnit({ tags }: OsmRelation, adminLevel: number): boolean {
  return tags?.boundary === 'administrative' && tags.admin_level === String(adminLevel) && tags.name !== undefined;
}

function borderOf(relation: OsmRelation): OsmRelation['members'] {
  return relation.members.filter((member) => member.type === 'way');
}

function surfaceOf(
  relation: OsmRelation,
  borders: ReadonlyMap<number, number[]>,
  positions: ReadonlyMap<number, [number, number] | null>,
): MultiPolygon | null {
  const members = borderOf(relation);
  if (members.some((member) => !borders.has(member.ref))) return null;
  const ringsOf = (isInner: boolean): Ring[] | null => {
    const pieces = members
      .filter((member) => (member.role === 'inner') === isInner)
      .map((m) => borders.get(m.ref) ?? []);
    const { rings, isComplete } = joinPieces(pieces);
    // A border that stays open, or a corner that is not there: what closes all the same, an islet, is not the unit.
    if (!isComplete || rings.flat().some((ref) => !positions.get(ref))) return null;
    return rings.map((refs) => refs.flatMap((ref) => [positions.get(ref)].filter((place) => !!place)));
  };
  const [outers, inners] = [ringsOf(false), ringsOf(true)];
  if (!outers || !inners || outers.length === 0) return null;
  return truncate(multiPolygon(nestRings(outers, inners)), { precision: 7 }).geometry;
}

function describe(
  relation: OsmRelation,
  geometry: MultiPolygon,
  buildings: readonly [number, number][],
  peoplePerBuilding: number,
): ExtractedUnit {
  const tags = relation.tags ?? {};
  const noted = readNumber(cleanText(tags.population ?? ''), { isWhole: true, decimalSign: '.', isSignSeen: false });
  const known = 'value' in noted && noted.value > 0 ? noted.value : null;
  const population = known ?? countInside(buildings, geometry) * peoplePerBuilding;
  // Relations without a name are no units.
  const { name = '' } = tags;
  const kind = kindOf(name);
  const isUrban = kind === 'ward' || (kind === 'municipality' && population >= URBAN_FROM_PEOPLE);
  return {
    code: tags.ref ?? `r${relation.id}`,
    name,
    kind,
    setting: isUrban ? 'urban' : 'rural',
    population: Math.round(population),
    ...(known !== null ? {} : { populationEstimatedFrom: `${peoplePerBuilding} người/nhà` }),
  };
}

function kindOf(name: string): ExtractedUnit['kind'] {
  const folded = fold(name);
  if (folded.startsWith('phuong ')) return 'ward';
  return folded.startsWith('xa ') ? 'commune' : 'municipality';
}

function countInside(places: readonly [number, number][], geometry: MultiPolygon): number {
  const [west, south, east, north] = bbox(geometry);
  return places.filter(
    ([lon, lat]) =>
      lon >= west && lon <= east && lat >= south && lat <= north && booleanPointInPolygon([lon, lat], geometry),
  ).length;
}

/** A FeatureCollection, a feature a line, so that faults can be named by line. */
export function unitsGeoJson(units: readonly Feature<MultiPolygon, ExtractedUnit>[]): string {
  return `{"type":"FeatureCollection","features":[\n${units.map((unit) => JSON.stringify(unit)).join(',\n')}\n]}\n`;
}

/** Square kilometres of a unit, for the list that the command prints. */
export function squareKilometres(unit: Feature<MultiPolygon>): number {
  return areaOf(unit) / 1_000_000;
}
