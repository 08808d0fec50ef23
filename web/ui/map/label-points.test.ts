import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { labelPoints } from './label-points.ts';

const square = (west: number, south: number, side: number): Position[][] => [
  [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ],
];

test('a unit of several parts is named once, inside its largest', () => {
  const { features } = labelPoints({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { label: 'Vaduz' },
        geometry: { type: 'MultiPolygon', coordinates: [square(0, 0, 0.01), square(1, 1, 0.1), square(2, 2, 0.02)] },
      },
    ],
  });
  expect(features).toHaveLength(1);
  expect(features[0].properties).toEqual({ label: 'Vaduz' });
  const [lon, lat] = features[0].geometry.coordinates;
  expect(lon > 1 && lon < 1.1 && lat > 1 && lat < 1.1).toBe(true);
});
