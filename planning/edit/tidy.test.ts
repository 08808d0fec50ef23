import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LockView } from '../../domain/plan-edits.ts';
import { evaluatePlan, type Plan, type Stop } from '../../optimizer/index.ts';
import { due, point, problemOf, shift, townOf, truck, alongTheLine } from '../small-day.testing.ts';
import { NOTHING_DONE } from './fixed.ts';
import { type EditedBase, NOTHING_HELD } from './price-edit.ts';
import { tidy } from './tidy.ts';

const CODES = ['A', 'B', 'C', 'D', 'E', 'F'];
const day = problemOf(
  townOf(
    CODES.map((code, k) => point(code, k + 1)),
    CODES.map((code) => due(code, 100)),
    [shift(truck('t1', 5000, 8, { costPerKm: 1000 })), shift(truck('t2', 5000, 8, { costPerKm: 1000 }))],
  ),
  alongTheLine,
);
const unload: Stop = { kind: 'site', site: 0 };
const baseOf = (order: readonly number[]): EditedBase => {
  const stops = order.map((k): Stop => ({ kind: 'point', point: k }));
  const plan: Plan = { routes: [{ vehicle: 0, stops: [...stops, unload] }] };
  return { number: 1, day, plan, evaluation: evaluatePlan(day.problem, plan), visitOf: (k) => CODES[k] };
};
const orderOf = ({ routes }: Plan) =>
  routes[0].stops.flatMap((stop) => (stop.kind === 'point' ? [CODES[stop.point]] : [])).join('');
const lock = (kind: LockView['kind'], visitId: string | null): LockView => ({
  ...{ id: 'lock', kind, truckId: 't1', visitId, createdBy: null, createdAt: '2026-11-23T00:00:00Z' },
});

it('finds the way along the line whatever the order was, with every visit still there', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
      const tidied = tidy(baseOf(order), [0], NOTHING_HELD);
      expect(orderOf(tidied).split('').sort().join('')).toBe('ABCDEF');
      const [before, after] = [baseOf(order).evaluation, evaluatePlan(day.problem, tidied)];
      expect(after.cost.drivingMetres).toBeLessThanOrEqual(before.cost.drivingMetres);
    }),
    { numRuns: 30 },
  );
  expect(orderOf(tidy(baseOf([5, 0, 3, 1, 4, 2]), [0], NOTHING_HELD))).toBe('ABCDEF');
});

it('leaves what is done, locked or of another truck where it is', () => {
  const base = baseOf([5, 0, 3, 1, 4, 2]);
  expect(tidy(base, [1], NOTHING_HELD)).toEqual(base.plan);
  expect(tidy(base, [0], { ...NOTHING_HELD, locks: [lock('route', null)] })).toEqual(base.plan);
  expect(orderOf(tidy(base, [0], { ...NOTHING_HELD, locks: [lock('visit-place', 'F')] }))[0]).toBe('F');
  const done = { ...NOTHING_DONE, visits: new Set(['A']), byTruck: new Map([['t1', new Set(['A'])]]) };
  expect(orderOf(tidy(base, [0], { done, locks: [] })).slice(0, 2)).toBe('FA');
});

it('ends when its time is over, with the best so far', () => {
  let clock = 0;
  const base = baseOf([5, 0, 3, 1, 4, 2]);
  expect(tidy(base, [0], NOTHING_HELD, () => (clock += 10_000))).toEqual(base.plan);
});
