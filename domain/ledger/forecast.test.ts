import { expect, it } from 'vitest';
import { addDays } from '../day.ts';
import { forecastRate, type RateDay } from './forecast.ts';

const days = (count: number, rateOf: (index: number) => number, from = '2026-01-01'): RateDay[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ day: addDays(from, index), denominatorKg: 1000 },
    treatedKg: Math.round(1000 * rateOf(index)),
  }));

it('a rate that never moved stays, for certain; nothing is told of a few weeks', () => {
  expect(
    forecastRate(
      days(300, () => 0.9),
      '2026-12-31',
    ),
  ).toMatchObject({ rate: expect.closeTo(0.9, 6), low: expect.closeTo(0.9, 6), high: expect.closeTo(0.9, 6) });
  expect(
    forecastRate(
      days(40, () => 0.9),
      '2026-12-31',
    ),
  ).toBeNull();
  expect(forecastRate([], '2026-12-31')).toBeNull();
});

it('what fell all year is told to fall on, less sure than what is known; on the last day nothing is unsure', () => {
  const falling = days(300, (index) => 0.99 - index * 0.0003 + 0.01 * Math.sin(index));
  const known = falling.reduce((sum, { treatedKg }) => sum + treatedKg, 0) / 300_000;
  const told = forecastRate(falling, '2026-12-31');
  expect(told?.rate).toBeLessThan(known);
  expect(told?.low).toBeLessThan(told?.rate ?? 0);
  expect(told?.high).toBeGreaterThan(told?.rate ?? 1);
  const last = forecastRate(falling, falling.at(-1)?.day ?? '');
  expect(last).toEqual({ rate: last?.low, low: last?.low, high: last?.low });
});

it('counts the year from its first day: a bad year before is no part of it', () => {
  const twoYears = [...days(365, () => 0.2, '2025-01-01'), ...days(364, () => 1)];
  expect(forecastRate(twoYears, '2026-12-31')?.rate).toBeGreaterThan(0.99);
});

it('a holiday’s dip just before the end is not told to last, a fall that goes on is', () => {
  const usual = (index: number) => 0.97 + 0.005 * Math.sin(index);
  const dip = days(210, (index) => (index < 203 ? usual(index) : 0.7));
  expect(forecastRate(dip, '2026-12-31')?.rate).toBeGreaterThan(0.95);
  // All weeks before are alike: what was never seen is followed all the same.
  const fallen = days(210, (index) => (index < 140 ? 0.97 : 0.8));
  const coming = ((forecastRate(fallen, '2026-12-31')?.rate ?? 0) * 365 - 0.97 * 140 - 0.8 * 70) / 155;
  expect(coming).toBeGreaterThan(0.75);
  expect(coming).toBeLessThan(0.86);
});
