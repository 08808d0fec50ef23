import { expect, test } from 'vitest';
import type { LonLat, Surface } from './geo.ts';
import { holdsOn, unitOfPointFinder } from './units-in-force.ts';

const box = (west: number, width: number): Surface => {
  const ring: LonLat[] = [
    [west, 20],
    [west + width, 20],
    [west + width, 21],
    [west, 21],
    [west, 20],
  ];
  return { type: 'Polygon', coordinates: [ring] };
};

test('a unit holds from its first day until the day before it ends', () => {
  const unit = { validFrom: '2020-01-01', validTo: '2025-07-01' };
  const days = ['2019-12-31', '2020-01-01', '2025-06-30', '2025-07-01'];
  expect(days.map((day) => holdsOn(unit, day))).toEqual([false, true, true, false]);
  expect(holdsOn({ ...unit, validTo: null }, '2099-01-01')).toBe(true);
});

test('a point counts to the unit it was assigned to while that holds, though it lies in another', () => {
  const unitOf = unitOfPointFinder([
    { id: 'west', geometry: box(105, 1) },
    { id: 'east', geometry: box(106, 1) },
  ]);
  expect(unitOf({ unitId: 'west', position: [106.5, 20.5] })?.id).toBe('west');
});

test('a point of a unit that does not hold counts to the one it lies in, or to none', () => {
  const unitOf = unitOfPointFinder([
    { id: 'west', geometry: box(105, 1) },
    { id: 'east', geometry: box(106, 1) },
  ]);
  expect(unitOf({ unitId: 'gone', position: [106.5, 20.5] })?.id).toBe('east');
  expect(unitOf({ unitId: 'gone', position: [108, 20.5] })).toBeNull();
});
