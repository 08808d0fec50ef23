import { expect, it } from 'vitest';
import { unloadNow } from '../../domain/unload-now.ts';
import { at, editedDay, UNLOAD, visit } from './edited-day.testing.ts';
import { priceMoves } from './price-edit.ts';

it('has a full truck unload now and do the rest of its trip behind it', () => {
  const base = editedDay();
  const point = (code: 'A' | 'B' | 'C', tripNumber: number) => ({
    ...{ id: code, kind: 'point', tripNumber, visitId: visit(code), visitPart: null, visitParts: null },
  });
  const unload = (tripNumber: number) => ({
    ...{ id: `u${tripNumber}`, kind: 'unload', tripNumber, visitId: null, visitPart: null, visitParts: null },
  });
  const stops = [point('A', 1), point('B', 1), unload(1), point('C', 2), unload(2)];
  const moves = unloadNow({ truckId: 't1', shiftId: base.day.shifts[0].id, stops }, (id) => id === 'A');
  const { plan, answer } = priceMoves(base, moves ?? []);
  expect(plan.routes.find(({ vehicle }) => vehicle === 0)?.stops).toEqual([
    ...[at('A'), UNLOAD, at('B'), UNLOAD, at('C'), UNLOAD],
  ]);
  expect(answer).toMatchObject({ isHard: false, trucks: [{ truckId: 't1', after: { trips: 3, visits: 3 } }] });
});
