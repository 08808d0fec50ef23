import fc from 'fast-check';
import { expect, test } from 'vitest';
import { densityOn, FILL_LEVELS, fullKg, kgOfLevel } from './fill-level.ts';

const density = (value: number, more: object = {}) => ({
  ...{ kind: 'density' as const, stream: 'food' as const, setting: 'any' as const, value, validFrom: '2020-01-01' },
  ...more,
});

test('what full containers hold is their number × what one holds × the density', () => {
  expect(fullKg({ containers: 2, containerLitres: 660, streams: ['food'] }, () => 0.6)).toBeCloseTo(792);
  expect(kgOfLevel('threeQuarters', 792)).toBe(594);
});

test.each([
  ['no container', { containers: 0 }],
  ['containers of unknown size', { containerLitres: null }],
  ['containers that two streams share', { streams: ['food', 'household-other'] as const }],
  ['nothing that is collected', { streams: [] }],
])('with %s no level tells a mass', (_, more) => {
  expect(fullKg({ containers: 2, containerLitres: 660, streams: ['food'], ...more }, () => 0.6)).toBeNull();
});

test('without a density no level tells a mass', () => {
  expect(fullKg({ containers: 2, containerLitres: 660, streams: ['food'] }, () => null)).toBeNull();
});

test('the density is the one in force, of the very stream and setting before one of all', () => {
  const factors = [
    density(0.5),
    density(0.6, { validFrom: '2026-01-01' }),
    density(0.7, { setting: 'rural', validFrom: '2026-01-01' }),
    density(0.3, { stream: null }),
  ];
  expect(densityOn(factors, 'food', 'urban', '2025-12-31')).toBe(0.5);
  expect(densityOn(factors, 'food', 'urban', '2026-01-01')).toBe(0.6);
  expect(densityOn(factors, 'food', 'rural', '2026-01-01')).toBe(0.7);
  expect(densityOn(factors, 'bulky', 'urban', '2026-01-01')).toBe(0.3);
  expect(densityOn([density(0)], 'food', 'urban', '2026-01-01')).toBeNull();
});

test('a fuller container is never lighter, and none is heavier than full', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 100_000, noNaN: true }), (full) => {
      const masses = FILL_LEVELS.map((level) => kgOfLevel(level, full));
      expect(masses).toEqual(masses.toSorted((a, b) => a - b));
      expect(masses.at(-1)).toBe(Math.round(full));
    }),
  );
});
