/** Takes from an `.osm.pbf` what the base map shows. */
import type { Geometry } from 'geojson';
import type { Position } from '../engine.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { readAdminLevel } from '../osm/tag-figures.ts';
import type { OsmRelation, OsmTags, OsmWay } from '../osm/types.ts';
import {
  type Attributes,
  classifyArea,
  classifyLine,
  classifyName,
  isArea,
  type LayerName,
  type MapClass,
} from './classify.ts';
import { closeRings, labelPoint, nestRings, type Ring } from './rings.ts';

/** West, south, east, north, in degrees. */
export type Bounds = [number, number, number, number];

export interface MapFeature {
  layer: LayerName;
  minZoom: number;
  attributes: Attributes;
  geometry: Geometry;
}

export interface ReadFeaturesOptions {
  /** Only what touches this box. */
  bbox?: Bounds;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}

/**
 * Reads the file three times — relations, then ways, then nodes, each telling what is needed of the next — so that only
 * the shown part of it is ever in memory.
 *
 * @throws OsmFileError
 */
export async function readFeatures(path: string, options: ReadFeaturesOptions = {}): Promise<MapFeature[]> {
  const { bbox, signal, onProgress } = options;
  const pass = (number: number) => ({ signal, onProgress: (share: number) => onProgress?.((number + share) / 3) });

  const relations: OsmRelation[] = [];
  await readPbf(path, { relation: (relation) => isShown(relation) && relations.push(relation) }, pass(0));

  const boundaryLevels = levelsOfBoundaries(relations);
  const areaMembers = new Set(relations.filter(isMultipolygon).flatMap((r) => r.members.map((member) => member.ref)));
  const ways = new Map<number, OsmWay>();
  const positions = new Map<number, Position | null>();
  await readPbf(
    path,
    {
      way: (way) => {
        const level = boundaryLevels.get(way.id);
        if (level !== undefined) way.tags = { ...way.tags, boundary: 'administrative', admin_level: String(level) };
        const tags = way.tags ?? {};
        const shown = classifyLine(tags).length > 0 || (isClosed(way) && classifyArea(tags) !== null);
        if (!shown && !areaMembers.has(way.id)) return;
        ways.set(way.id, way);
        for (const ref of way.refs) positions.set(ref, null);
      },
    },
    pass(1),
  );

  const features: MapFeature[] = [];
  const add = (found: MapClass | null, geometry: Geometry): void => {
    if (found && (!bbox || touches(geometry, bbox))) features.push({ ...found, geometry });
  };
  await readPbf(
    path,
    {
      node: ({ id, lon, lat, tags }) => {
        if (positions.has(id)) positions.set(id, [lon, lat]);
        if (tags) add(classifyName(tags), { type: 'Point', coordinates: [lon, lat] });
      },
    },
    pass(2),
  );

  for (const way of ways.values()) addWay(way, positionsOf(way.refs, positions), add);
  for (const relation of relations.filter(isMultipolygon)) addMultipolygon(relation, ways, positions, add);
  return features;
}

type Add = (found: MapClass | null, geometry: Geometry) => void;

function addWay(way: OsmWay, line: Position[], add: Add): void {
  const tags = way.tags ?? {};
  if (line.length < 2) return;
  for (const found of classifyLine(tags)) add(found, { type: 'LineString', coordinates: line });
  if (!isClosed(way) || line.length < 4 || !isArea(tags)) return;
  add(classifyArea(tags), { type: 'Polygon', coordinates: [line] });
  add(classifyName(tags), { type: 'Point', coordinates: labelPoint(line) });
}

function addMultipolygon(
  relation: OsmRelation,
  ways: Map<number, OsmWay>,
  positions: Map<number, Position | null>,
  add: Add,
): void {
  const ringsOf = (inner: boolean): Ring[] => {
    const members = relation.members.filter((member) => member.type === 'way' && (member.role === 'inner') === inner);
    const pieces = members.flatMap((member) => ways.get(member.ref) ?? []).map((way) => way.refs);
    return closeRings(pieces)
      .map((refs) => positionsOf(refs, positions))
      .filter((ring) => ring.length > 3);
  };
  const polygons = nestRings(ringsOf(false), ringsOf(true));
  if (polygons.length === 0) return;
  const tags = relation.tags ?? {};
  add(classifyArea(tags), { type: 'MultiPolygon', coordinates: polygons });
  const largest = polygons.reduce((a, b) => (b[0].length > a[0].length ? b : a));
  add(classifyName(tags), { type: 'Point', coordinates: labelPoint(largest[0]) });
}

function positionsOf(refs: number[], positions: Map<number, Position | null>): Position[] {
  const line: Position[] = [];
  for (const ref of refs) {
    // Nodes beyond an extract's edge are missing from it.
    const position = positions.get(ref);
    if (position) line.push(position);
  }
  return line;
}

function isClosed(way: OsmWay): boolean {
  return way.refs.length > 3 && way.refs[0] === way.refs[way.refs.length - 1];
}

function isMultipolygon(relation: OsmRelation): boolean {
  return relation.tags?.type === 'multipolygon';
}

function isShown(relation: OsmRelation): boolean {
  const tags: OsmTags = relation.tags ?? {};
  if (tags.type === 'boundary' && tags.boundary === 'administrative') return true;
  return isMultipolygon(relation) && classifyArea(tags) !== null;
}

/** For each way of a boundary the most important unit it bounds: country before province before ward. */
function levelsOfBoundaries(relations: OsmRelation[]): Map<number, number> {
  const levels = new Map<number, number>();
  for (const { tags, members } of relations) {
    const level = readAdminLevel(tags?.admin_level);
    if (tags?.boundary !== 'administrative' || level === null) continue;
    for (const { type, ref } of members) {
      if (type === 'way') levels.set(ref, Math.min(level, levels.get(ref) ?? Infinity));
    }
  }
  return levels;
}

function touches(geometry: Geometry, [west, south, east, north]: Bounds): boolean {
  const [left, bottom, right, top] = boundsOf([geometry]);
  return left <= east && right >= west && bottom <= north && top >= south;
}

/** The smallest box around some geometries. */
export function boundsOf(geometries: Geometry[]): Bounds {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const extend = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const [x, y] = coordinates;
    if (typeof x !== 'number' || typeof y !== 'number') {
      for (const part of coordinates) extend(part);
      return;
    }
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  for (const geometry of geometries) if ('coordinates' in geometry) extend(geometry.coordinates);
  return box;
}
