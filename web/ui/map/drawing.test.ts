import { expect, it } from 'vitest';
import type { LonLat } from '../../../domain/geo.ts';
import { cornerAt, drawnFeatures, drawnGeometry } from './drawing.ts';

const [a, b, c]: LonLat[] = [
  [105.8, 19.8],
  [105.81, 19.8],
  [105.81, 19.81],
];

it('a line takes two corners, an area three and closes by itself', () => {
  expect(drawnGeometry('line', [a])).toBeNull();
  expect(drawnGeometry('line', [a, b])).toEqual({ type: 'LineString', coordinates: [a, b] });
  expect(drawnGeometry('area', [a, b])).toBeNull();
  expect(drawnGeometry('area', [a, b, c])).toEqual({ type: 'Polygon', coordinates: [[a, b, c, a]] });
});

it('what is not yet an area is seen all the same, corner by corner', () => {
  const kinds = (corners: LonLat[]) => drawnFeatures('area', corners).features.map(({ geometry }) => geometry.type);
  expect(kinds([])).toEqual([]);
  expect(kinds([a])).toEqual(['Point']);
  expect(kinds([a, b])).toEqual(['LineString', 'Point', 'Point']);
  expect(kinds([a, b, c])).toEqual(['Polygon', 'Point', 'Point', 'Point']);
});

it('a corner is kept to the centimetre', () => {
  expect(cornerAt({ lng: 105.800_000_049, lat: 19.800_000_06 })).toEqual([105.8, 19.800_000_1]);
});
