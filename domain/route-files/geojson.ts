import type { LonLat } from '../geo.ts';
import { type RouteWay, wholeWay } from './route-way.ts';

interface Feature {
  readonly type: 'Feature';
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: LonLat }
    | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] };
  readonly properties: Readonly<Record<string, string | number | null>>;
}

/** A route as a GeoJSON FeatureCollection: its way as one line, where it moves at all, and its stops as points, in order. */
export function geoJsonOf(route: RouteWay): { readonly type: 'FeatureCollection'; readonly features: Feature[] } {
  const { day, truckNumber, truckCode } = route;
  const way = wholeWay(route);
  const line: Feature = {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: way },
    properties: { day, truckNumber, truckCode },
  };
  const stops = route.stops.map(
    ({ position, ...properties }): Feature => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: position },
      properties,
    }),
  );
  return { type: 'FeatureCollection', features: [...(way.length > 1 ? [line] : []), ...stops] };
}
