import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CollectionSchedule } from '../collection-days.ts';
import { gapsBefore, longestGap, patternChoices, weeklyPattern, withPattern } from './patterns.ts';

const always = () => true;
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const schedule: fc.Arbitrary<CollectionSchedule> = weekdays.chain((own) =>
  fc.constantFrom<CollectionSchedule>(
    { weekdays: own },
    { weekdays: [], days: { rules: [{ weekdays: own }], dates: [], alsoOnDaysOff: true } },
  ),
);

it('keep how often a week is collected, and no gap becomes longer', () => {
  fc.assert(
    fc.property(schedule, (own) => {
      const now = weeklyPattern(own) ?? [];
      for (const pattern of patternChoices(own, false, always)) {
        expect(pattern).toHaveLength(now.length);
        expect(longestGap(pattern)).toBeLessThanOrEqual(longestGap([...now].sort()));
        expect([...gapsBefore(pattern).values()].reduce((sum, gap) => sum + gap, 0)).toBe(7);
      }
    }),
  );
});

it('begin with the days of now, and leave nothing to choose where days are fixed', () => {
  expect(patternChoices({ weekdays: [4, 1] }, false, always)).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
  expect(patternChoices({ weekdays: [1, 2] }, false, always)[0]).toEqual([1, 2]);
  expect(patternChoices({ weekdays: [1, 4] }, true, always)).toEqual([]);
  expect(patternChoices({ weekdays: [1, 2, 3, 4, 5, 6] }, false, always)).toEqual([]);
});

it('are only days on which the stream can be collected', () => {
  const noTuesday = (weekday: number) => weekday !== 2;
  expect(patternChoices({ weekdays: [1, 4] }, false, noTuesday)).toEqual([
    [1, 4],
    [3, 6],
  ]);
  expect(patternChoices({ weekdays: [1, 3, 5] }, false, noTuesday)).toEqual([]);
});

it('leave alone what is not the same every week', () => {
  const rule = { weekdays: [1], everyWeeks: { weeks: 2, from: '2026-11-23' } };
  const ruled = { weekdays: [], days: { rules: [rule], dates: [], alsoOnDaysOff: false } };
  expect(patternChoices(ruled, false, always)).toEqual([]);
  const named = { rules: [{ weekdays: [1] }], dates: ['2026-12-24'], alsoOnDaysOff: false };
  expect(patternChoices({ weekdays: [], days: named }, false, always)).toEqual([]);
});

it('change nothing else of a schedule', () => {
  const medical = { weekdays: [1], days: { rules: [{ weekdays: [1] }], dates: [], alsoOnDaysOff: true } };
  expect(withPattern(medical, [4]).days).toEqual({ rules: [{ weekdays: [4] }], dates: [], alsoOnDaysOff: true });
  expect(weeklyPattern(withPattern({ weekdays: [1] }, [4]))).toEqual([4]);
});
