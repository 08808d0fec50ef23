import { expect, it } from 'vitest';
import type { ClosedRoads } from '../../roads/engine.ts';
import { drivenAsBefore } from './passing.ts';

const known = new Map([
  ['0>1', 'way to the first'],
  ['1>2', 'way to the second'],
]);
const closed: ClosedRoads = { places: [[105.86, 20.08]], grounds: [] };
const before = { passings: [null, null, null], closed: null };

it('draws again what a street closed since may lie on, and leaves what was driven', () => {
  const done = new Set(['0>1']);
  expect([...drivenAsBefore(known, before, { matrix: { closed } }, done).keys()]).toEqual(['0>1']);
  expect([...drivenAsBefore(known, { ...before, closed }, { matrix: { closed } }, done).keys()]).toEqual([
    '0>1',
    '1>2',
  ]);
  expect([...drivenAsBefore(known, { ...before, closed }, { matrix: {} }, done).keys()]).toEqual(['0>1']);
  expect([...drivenAsBefore(known, before, { matrix: { closed: null } }, new Set()).keys()]).toEqual(['0>1', '1>2']);
});

it('draws again the ways to and from places that are passed in another direction', () => {
  const passing = [{ arrives: 0, leaves: 0 }, null, null];
  expect([...drivenAsBefore(known, before, { matrix: { passing } }, new Set()).keys()]).toEqual(['1>2']);
});
