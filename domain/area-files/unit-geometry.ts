import type { LonLat, MultiPolygon } from '../geo.ts';
import { foreignSystem } from './geographic-system.ts';
import { type GeometryFault, surfaceFaults } from './surface-faults.ts';

export interface ReadSurface {
  surface: MultiPolygon;
  /** With any of them the surface must not be used. */
  faults: GeometryFault[];
  /** All its corners lie where longitude and latitude are exchanged, and nowhere on earth as they stand. */
  isSwapped: boolean;
}

/**
 * A Polygon or MultiPolygon as a MultiPolygon, and everything that is wrong with it: another coordinate system, no surface,
 * rings that do not close, have too few corners or leave the globe; then what {@link surfaceFaults} finds.
 */
export function readSurface(geometry: unknown): ReadSurface {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const read: ReadSurface = { surface: { type: 'MultiPolygon', coordinates: [] }, faults: [], isSwapped: false };
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const isSurface = type === 'Polygon' || type === 'MultiPolygon';
  if ((geometry ?? null) === null || (isSurface && (!Array.isArray(polygons) || !polygons.some(hasRings)))) {
    return { ...read, faults: [{ code: 'no-geometry', params: {} }] };
  }
  if (!isSurface || !Array.isArray(polygons) || polygons.length === 0 || !polygons.every(hasRings)) {
    return { ...read, faults: [{ code: 'not-a-surface', params: { type: String(type) } }] };
  }
  const system = foreignSystem(geometry);
  if (system !== null) return { ...read, faults: [{ code: 'foreign-crs', params: { system } }] };
  if (isEveryCorner(polygons, isBeyondNorth)) return { ...read, isSwapped: true };

  for (const polygon of polygons) {
    const rings: LonLat[][] = [];
    for (const ring of polygon) {
      const corners = readRing(ring);
      if (Array.isArray(corners)) rings.push(corners);
      else read.faults.push(corners);
    }
    read.surface.coordinates.push(rings);
  }
  if (read.faults.length === 0) read.faults.push(...surfaceFaults(read.surface.coordinates));
  return read;
}

function hasRings(polygon: unknown): polygon is unknown[] {
  return Array.isArray(polygon) && polygon.length > 0;
}

function isEveryCorner(polygons: unknown[][], is: (corner: unknown) => boolean): boolean {
  return polygons.every((polygon) => polygon.every((ring) => Array.isArray(ring) && ring.length > 0 && ring.every(is)));
}

function isBeyondNorth(corner: unknown): boolean {
  const [lon, lat] = Array.isArray(corner) ? corner : [];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 90 && lat > 90 && lat <= 180;
}

function readRing(ring: unknown): LonLat[] | GeometryFault {
  if (!Array.isArray(ring)) return { code: 'not-a-surface', params: { type: typeof ring } };
  const corners: LonLat[] = [];
  for (const corner of ring) {
    const [lon, lat] = Array.isArray(corner) ? corner : [];
    if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      return { code: 'bad-coordinates', params: { part: (JSON.stringify(corner) ?? '').slice(0, 100) } };
    }
    // A corner given twice in a row says nothing and would look like a crossing.
    const before = corners.at(-1);
    if (before && Math.abs(before[0] - lon) > 180) {
      return { code: 'crosses-antimeridian', params: { lon: before[0], lat: before[1] } };
    }
    if (!before || !isSame(before, [lon, lat])) corners.push([lon, lat]);
  }
  const [first = [0, 0]] = corners;
  const last = corners.at(-1);
  if (!last || corners.length < 2 || !isSame(first, last)) {
    return { code: 'unclosed-ring', params: { lon: first[0], lat: first[1] } };
  }
  return corners.length < 4 ? { code: 'ring-too-short', params: { corners: corners.length } } : corners;
}

function isSame(a: LonLat, b: LonLat): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
