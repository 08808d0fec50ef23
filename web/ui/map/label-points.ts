import { area, pointOnFeature, polygon } from '@turf/turf';
import type { Feature, FeatureCollection, Point, Position } from 'geojson';

/**
 * One point a surface for its name, inside its largest part: a symbol layer on the surfaces themselves would name each
 * exclave and each tile's piece again.
 */
export function labelPoints(surfaces: FeatureCollection): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: surfaces.features.flatMap(({ geometry, properties }): Feature<Point>[] => {
      const parts = partsOf(geometry);
      if (parts.length === 0) return [];
      const largest = parts.map((rings) => polygon(rings)).reduce((a, b) => (area(b) > area(a) ? b : a));
      return [{ ...pointOnFeature(largest), properties }];
    }),
  };
}

function partsOf(geometry: Feature['geometry']): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}
