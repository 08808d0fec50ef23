import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attainableShare, type CountedVisit, servedDay, servedShare } from './served-mass.ts';

const visit = (id: string, massKg: number, outcome: CountedVisit['outcome'], rest: Partial<CountedVisit> = {}) => ({
  visit: id,
  unitId: 'u',
  stream: 'food' as const,
  massKg,
  outcome,
  ...rest,
});

test('a visit in parts is served when all are, and its mass counts part by part', () => {
  const { mass, visits } = servedDay([visit('a', 4, 'served'), visit('a', 6, 'missed'), visit('b', 5, 'open')]);
  expect(mass).toEqual({ dueKg: 15, servedKg: 4, openKg: 5 });
  expect(visits).toEqual({ due: 2, served: 0, open: 1 });
});

test('a unit’s target is that of its streams by mass, and none where none of them has one', () => {
  const { byUnit } = servedDay([
    visit('a', 30, 'served', { targetShare: 1 }),
    visit('b', 10, 'missed', { targetShare: 0.8 }),
    visit('c', 60, 'served', { targetShare: null }),
    visit('d', 1, 'served', { unitId: 'v' }),
    visit('e', 1, 'served', { unitId: null }),
  ]);
  expect([...byUnit.keys()]).toEqual(['u', 'v']);
  expect(byUnit.get('u')?.targetShare).toBeCloseTo(0.95);
  expect(byUnit.get('v')?.targetShare).toBeNull();
});

test('where nothing is due nothing is missing', () => {
  expect(servedShare({ dueKg: 0, servedKg: 0 })).toBe(1);
});

const counted = fc.record({
  visit: fc.constantFrom('a', 'b', 'c', 'd'),
  unitId: fc.constantFrom('u', 'v', null),
  stream: fc.constantFrom('food' as const, 'medical' as const),
  massKg: fc.integer({ min: 0, max: 9000 }),
  outcome: fc.constantFrom('served' as const, 'missed' as const, 'open' as const),
});

test('whatever becomes of the visits: parts sum to the whole, and serving what is open gives the attainable share', () => {
  fc.assert(
    fc.property(fc.array(counted), (visits) => {
      const { mass, byStream, byUnit, visits: counts } = servedDay(visits);
      const streams = [...byStream.values()];
      for (const key of ['dueKg', 'servedKg', 'openKg'] as const) {
        expect(streams.reduce((sum, part) => sum + part[key], 0)).toBe(mass[key]);
        const outside = visits.filter(({ unitId }) => unitId === null);
        const inUnits = [...byUnit.values()].reduce((sum, part) => sum + part[key], 0);
        expect(inUnits + servedDay(outside).mass[key]).toBe(mass[key]);
      }
      expect(counts.served + counts.open).toBeLessThanOrEqual(counts.due);
      const done = visits.map((entry) => ({
        ...entry,
        outcome: entry.outcome === 'open' ? ('served' as const) : entry.outcome,
      }));
      expect(servedShare(servedDay(done).mass)).toBe(attainableShare(mass));
    }),
  );
});
