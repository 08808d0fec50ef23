import { kinks } from '@turf/turf';
import type { MultiPolygon } from 'geojson';

/** What is wrong with a geometry: a fault's code with its parameters. */
export interface GeometryFault {
  code: string;
  params: Record<string, string | number>;
}

/**
 * A Polygon or MultiPolygon as a MultiPolygon, or what is wrong with it: no surface, a ring that does not close, that
 * has too few corners, leaves the globe, or crosses itself.
 */
export function readSurface(geometry: unknown): MultiPolygon | GeometryFault {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { code: 'not-a-surface', params: { type: String(type) } };
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { code: 'not-a-surface', params: { type } };

  const surface: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { code: 'not-a-surface', params: { type } };
    const rings: number[][][] = [];
    for (const ring of polygon) {
      const read = readRing(ring);
      if (!Array.isArray(read)) return read;
      rings.push(read);
    }
    surface.coordinates.push(rings);
  }
  const [crossing] = surface.coordinates.flatMap((rings) => kinks({ type: 'Polygon', coordinates: rings }).features);
  if (crossing) {
    const [lon, lat] = crossing.geometry.coordinates;
    return { code: 'self-intersection', params: { lon: lon.toFixed(6), lat: lat.toFixed(6) } };
  }
  return surface;
}

function readRing(ring: unknown): number[][] | GeometryFault {
  if (!Array.isArray(ring)) return { code: 'not-a-surface', params: { type: typeof ring } };
  const corners: number[][] = [];
  for (const corner of ring) {
    const [lon, lat] = Array.isArray(corner) ? corner : [];
    if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      return { code: 'bad-coordinates', params: { part: JSON.stringify(corner) ?? '' } };
    }
    // A corner given twice in a row says nothing and would look like a crossing.
    if (corners.length === 0 || !isSame(corners[corners.length - 1], [lon, lat])) corners.push([lon, lat]);
  }
  const first = corners[0] ?? [0, 0];
  if (corners.length < 2 || !isSame(first, corners[corners.length - 1])) {
    return { code: 'unclosed-ring', params: { lon: first[0], lat: first[1] } };
  }
  return corners.length < 4 ? { code: 'ring-too-short', params: { corners: corners.length } } : corners;
}

function isSame(a: number[], b: number[]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
