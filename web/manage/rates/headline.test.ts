import { expect, test } from 'vitest';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { headlineOf, standingOf } from './headline.ts';

const row = (code: string, more: Partial<RatesRow>): RatesRow => ({
  unit: { code, name: code, setting: 'urban' },
  stream: 'household-other',
  generatedKg: 1000,
  collectedKg: 900,
  treatedKg: 900,
  rate: 0.9,
  target: 0.98,
  gapKgPerDay: 80,
  mass: { weighed: 600, measured: 200, estimated: 100 },
  visits: { scheduled: 10, served: 8, confirmed: 6, inferred: 2 },
  ...more,
});

test('what lacks most kg comes first, and what reaches its target is counted, not named', () => {
  const headline = headlineOf([
    row('A', { gapKgPerDay: 10 }),
    row('B', { rate: 0.99, gapKgPerDay: 0 }),
    row('C', { gapKgPerDay: 300 }),
    row('D', { target: null, gapKgPerDay: null }),
  ]);
  expect(headline.worst.map(({ unit }) => unit?.code)).toEqual(['C', 'A']);
  expect(headline).toMatchObject({ withTarget: 3, reached: 1 });
});

test('how the mass is known, and what nobody reported, are shares of what was collected and planned', () => {
  const headline = headlineOf([
    row('A', {}),
    row('unassigned', { target: null, collectedKg: 100, mass: { weighed: 100, measured: 0, estimated: 0 } }),
  ]);
  expect(headline.shares).toEqual({ weighed: 0.7, measured: 0.2, estimated: 0.1 });
  expect(headline).toMatchObject({ open: 4, scheduled: 20, unassignedKg: 100 });
});

test('nothing collected has no shares, and no target is no failure', () => {
  expect(headlineOf([row('A', { collectedKg: 0, mass: { weighed: 0, measured: 0, estimated: 0 } })]).shares).toBeNull();
  expect(standingOf({ rate: null, target: 0.98 })).toBe('none');
  expect(standingOf({ rate: 0.98, target: 0.98 })).toBe('reached');
  expect(standingOf({ rate: 0.9799, target: 0.98 })).toBe('below');
});
