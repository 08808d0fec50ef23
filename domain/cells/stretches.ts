import { lineStringSchema, type LonLat } from '../geo.ts';
import type { CellValue } from './cell-value.ts';

type Stretch = { type: 'LineString'; coordinates: LonLat[] };

/**
 * A line in a cell, in degrees, longitude first: as text of GIS programs (`LINESTRING (105.86 20.08, 105.87 20.081)`, also with a
 * reference system in front of it as PostGIS writes it) or as GeoJSON.
 */
export function readStretch(text: string): CellValue<Stretch> {
  const line = lineStringSchema.safeParse(text.startsWith('{') ? geoJsonOf(text) : wktOf(text));
  return line.success ? { value: line.data } : { code: 'not-a-line' };
}

/** The text that {@link readStretch} reads back to the same. */
export function stretchText({ coordinates }: Stretch): string {
  return `LINESTRING (${coordinates.map((corner) => corner.join(' ')).join(', ')})`;
}

function geoJsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half of it was copied, perhaps; the caller says so.
    return null;
  }
}

function wktOf(text: string): unknown {
  const inner = /^(?:SRID=4326;\s*)?LINESTRING(?:\s*Z)?\s*\((?<inner>[^()]*)\)$/i.exec(text)?.groups?.['inner'];
  if (inner === undefined) return null;
  const coordinates = inner.split(',').map((corner) => {
    const [lon, lat] = corner.trim().split(/\s+/).map(Number);
    return [lon, lat];
  });
  return { type: 'LineString', coordinates };
}
