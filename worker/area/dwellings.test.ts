import { expect, test } from 'vitest';
import type { Surface } from '../../domain/geo.ts';
import { dwellingsAmong } from './dwellings.ts';

const square: Surface = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [0.01, 0],
      [0.01, 0.01],
      [0, 0.01],
      [0, 0],
    ],
  ],
};

test('people live where the buildings of their group stand, near ones as one spot', () => {
  const dwellings = dwellingsAmong([
    [0.0021, 0.0021],
    [0.0022, 0.0022],
    [0.0081, 0.0081],
    [0.02, 0.02],
  ]);
  expect(dwellings({ people: 40, geometry: square })).toEqual([
    [0.0021, 0.0021, 2],
    [0.0081, 0.0081, 1],
  ]);
});

test('a group on a map with hardly any building is left without spots', () => {
  expect(dwellingsAmong([[0.002, 0.002]])({ people: 500, geometry: square })).toBeNull();
  expect(dwellingsAmong([])({ people: 1, geometry: square })).toBeNull();
});
