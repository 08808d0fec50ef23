import { expect, it } from 'vitest';
import type { DayFigures } from './proposals.ts';
import { gainOf, weekFigures } from './verdict.ts';

const day = (costDong: number, servedKg = 1000, more: Partial<DayFigures> = {}): DayFigures => ({
  ...{ day: '2026-11-23', visits: 3, dueKg: 1000, servedKg, trucks: 2, trips: 2, workSeconds: 3600 },
  ...{ overtimeSeconds: 0, lengthMetres: 1000, costDong },
  ...more,
});
const run = (before: DayFigures, after: DayFigures, seed = 1) => ({ seed, before: [before], after: [after] });
const CHANGE = {
  ...{ pointId: '019ad000-0000-7000-8000-000000000001', code: 'P1', name: 'P1', unitName: 'Ba Đình' },
  ...{ stream: 'food' as const, kgPerWeek: 70, from: [1, 4], to: [2, 5] },
};
const gain = (...runs: ReturnType<typeof run>[]) => gainOf({ runs, changes: [CHANGE] });
const verdict = (...runs: ReturnType<typeof run>[]) => gain(...runs).verdict;

it('is a gain only where every seed saves more than seeds differ', () => {
  expect(verdict(run(day(100), day(80)), run(day(105), day(82)))).toBe('cheaper');
  expect(verdict(run(day(100), day(95)), run(day(120), day(118)))).toBe('within-noise');
  expect(verdict(run(day(100), day(80)), run(day(100), day(104)))).toBe('within-noise');
  expect(verdict(run(day(80), day(100)), run(day(81), day(102)))).toBe('dearer');
});

it('is found of cheaper days and of such that serve more, and of no others', () => {
  expect(gain(run(day(100), day(80)), run(day(105), day(82))).isGain).toBe(true);
  expect(gain(run(day(100, 800), day(120, 900)), run(day(100, 800), day(121, 900))).isGain).toBe(true);
  expect(gain(run(day(100), day(95)), run(day(120), day(118))).isGain).toBe(false);
  expect(gain(run(day(80), day(100)), run(day(81), day(102))).isGain).toBe(false);
  expect(gain(run(day(100, 1000), day(50, 900)), run(day(100, 1000), day(50, 905))).isGain).toBe(false);
});

it('is none where something is left standing that was served, whatever it saves', () => {
  expect(verdict(run(day(100, 1000), day(50, 900)), run(day(100, 1000), day(50, 905)))).toBe('serves-less');
  expect(verdict(run(day(100, 800), day(120, 900)), run(day(100, 800), day(121, 900)))).toBe('serves-more');
});

it('of a week that stays as it is, is nothing', () => {
  const same = gainOf({ runs: [run(day(100), day(100)), run(day(110), day(110))], changes: [] });
  expect(same).toMatchObject({ verdict: 'same', isGain: false, dong: 0, kg: 0, noiseDong: 10 });
});

it('tells the fullest day and how uneven days are; a day without collection is none of them', () => {
  const week = [day(1, 1000, { dueKg: 1000 }), day(1, 1000, { dueKg: 3000, trucks: 5 }), day(0, 0, { dueKg: 0 })];
  expect(weekFigures(week)).toMatchObject({ dueKg: 4000, heaviestKg: 3000, mostTrucks: 5, spread: 0.5 });
});
