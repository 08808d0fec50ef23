import type { Feature, Polygon } from 'geojson';
import type { Bbox } from '../../../domain/geo.ts';

/** As far towards the poles as maps in Mercator's projection go, in degrees. */
const FARTHEST = 85;

/** Everything around an extract: the world with a hole where there is a map of it. */
export function beyond([west, south, east, north]: Bbox): Feature<Polygon> {
  return {
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'Polygon',
      coordinates: [box([-180, -FARTHEST, 180, FARTHEST]), box([west, south, east, north]).toReversed()],
    },
  };
}

const box = ([west, south, east, north]: Bbox): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
