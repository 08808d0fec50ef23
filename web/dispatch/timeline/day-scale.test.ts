import { expect, test } from 'vitest';
import type { RouteView } from '../../../domain/plans.ts';
import { dayScale, hourStep } from './day-scale.ts';

const route = (startsAt: string, endsAt: string) => ({ startsAt, endsAt }) as RouteView;

test('the scale begins and ends on full hours around all routes', () => {
  const scale = dayScale([
    route('2026-11-22T20:10:00Z', '2026-11-23T02:00:00Z'),
    route('2026-11-22T22:00:00Z', '2026-11-23T05:40:00Z'),
  ]);
  expect(scale?.startMs).toBe(Date.parse('2026-11-22T20:00:00Z'));
  expect(scale?.endMs).toBe(Date.parse('2026-11-23T06:00:00Z'));
  expect(scale?.hours).toHaveLength(11);
  expect(scale?.at(Date.parse('2026-11-23T01:00:00Z'))).toBeCloseTo(0.5, 10);
});

test('a route shorter than an hour still has an hour to lie in', () => {
  const scale = dayScale([route('2026-11-22T20:00:00Z', '2026-11-22T20:00:00Z')]);
  expect(scale && scale.endMs - scale.startMs).toBe(3_600_000);
});

test('a day without routes has no scale', () => {
  expect(dayScale([])).toBeNull();
});

test('hours are written as often as they can be read', () => {
  expect(hourStep(17, 1200)).toBe(1);
  expect(hourStep(17, 700)).toBe(2);
  expect(hourStep(17, 214)).toBe(4);
  expect(hourStep(24, 100)).toBe(12);
});
