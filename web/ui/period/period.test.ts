import { expect, test } from 'vitest';
import { periodAround, periodOf, shifted, yearBefore } from './period.ts';
import { daysOf } from './span.ts';

test('a period is a calendar month, quarter or year', () => {
  expect(periodAround('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(periodAround('quarter', '2026-11-29')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  expect(periodAround('year', '2026-11-29')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
});

test('a period under way ends today and is still that period', () => {
  expect(periodOf({ from: '2026-11-01', to: '2026-11-29' }, '2026-11-29')).toBe('month');
  expect(periodOf({ from: '2026-10-01', to: '2026-11-29' }, '2026-11-29')).toBe('quarter');
  expect(periodOf({ from: '2026-01-01', to: '2026-11-29' }, '2026-11-29')).toBe('year');
  expect(periodOf({ from: '2026-11-01', to: '2026-11-20' }, '2026-11-29')).toBe('days');
  expect(periodOf({ from: '2026-11-02', to: '2026-11-29' }, '2026-11-29')).toBe('days');
});

test('one goes back and forth by whole periods, over the year’s end, and not beyond today', () => {
  const today = '2026-01-15';
  const thisMonth = { from: '2026-01-01', to: today };
  const before = shifted(thisMonth, -1, today);
  expect(before).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(shifted(before, 1, today)).toEqual(thisMonth);
  expect(shifted({ from: '2025-10-01', to: '2025-12-31' }, 1, today)).toEqual({ from: '2026-01-01', to: today });
  expect(shifted({ from: '2025-03-03', to: '2025-03-09' }, -1, today)).toEqual({
    from: '2025-02-24',
    to: '2025-03-02',
  });
  expect(daysOf({ from: '2025-02-24', to: '2025-03-02' })).toBe(7);
});

test('the same days a year before have the last of February where that is the 29th', () => {
  expect(yearBefore({ from: '2026-11-01', to: '2026-11-29' })).toEqual({ from: '2025-11-01', to: '2025-11-29' });
  expect(yearBefore({ from: '2024-02-01', to: '2024-02-29' })).toEqual({ from: '2023-02-01', to: '2023-02-28' });
});
