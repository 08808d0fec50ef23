import { booleanPointInPolygon } from '@turf/turf';
import { expect, test } from 'vitest';
import { beyond } from './beyond.ts';

test('what lies beyond an extract is everything but the extract', () => {
  const around = beyond([105.8, 20, 105.95, 20.15]);
  const isBeyond = (place: [number, number]): boolean => booleanPointInPolygon(place, around);
  expect(isBeyond([105.9, 20.1])).toBe(false);
  expect(isBeyond([105.96, 20.1])).toBe(true);
  expect(isBeyond([105.9, 19.99])).toBe(true);
  expect(isBeyond([-179, 60])).toBe(true);
});
