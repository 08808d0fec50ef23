import type { Geometry } from 'geojson';
import type { LonLat } from '../../../domain/geo.ts';

/** What is drawn: a line along something, or the ground within corners. */
export type DrawnShape = 'line' | 'area';

const FEWEST: Readonly<Record<DrawnShape, number>> = { line: 2, area: 3 };

export type Drawn =
  | { readonly type: 'LineString'; readonly coordinates: LonLat[] }
  | { readonly type: 'Polygon'; readonly coordinates: LonLat[][] };

/** What corners set one after the other make; `null` while there are too few. An area closes by itself. */
export function drawnGeometry(shape: DrawnShape, corners: readonly LonLat[]): Drawn | null {
  const [first] = corners;
  if (!first || corners.length < FEWEST[shape]) return null;
  return shape === 'line'
    ? { type: 'LineString', coordinates: [...corners] }
    : { type: 'Polygon', coordinates: [[...corners, first]] };
}

/** What is to be seen of it on the map, also before it is anything: its corners, and the line between them so far. */
export function drawnFeatures(shape: DrawnShape, corners: readonly LonLat[]): GeoJSON.FeatureCollection {
  const drawn = drawnGeometry(shape, corners);
  const line: Geometry | null =
    drawn ?? (corners.length > 1 ? { type: 'LineString', coordinates: [...corners] } : null);
  const features: Geometry[] = [
    ...(line ? [line] : []),
    ...corners.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  ];
  return {
    type: 'FeatureCollection',
    features: features.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  };
}

/** Where a click set a corner; seven decimals are a centimetre. */
export function cornerAt({ lng, lat }: { lng: number; lat: number }): LonLat {
  return [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
}
