import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../day.ts';
import { wholeMonths } from './whole-months.ts';

describe('a span of days', () => {
  it('is its whole months, and what of others it has at either end', () => {
    expect(wholeMonths('2026-01-15', '2026-04-10')).toEqual({
      whole: { first: '2026-02-01', last: '2026-03-01' },
      rest: [
        { from: '2026-01-15', to: '2026-01-31' },
        { from: '2026-04-01', to: '2026-04-10' },
      ],
    });
    expect(wholeMonths('2026-01-01', '2026-12-31')).toEqual({
      ...{ whole: { first: '2026-01-01', last: '2026-12-01' }, rest: [] },
    });
    expect(wholeMonths('2024-02-01', '2024-02-28')).toEqual({
      ...{ whole: null, rest: [{ from: '2024-02-01', to: '2024-02-28' }] },
    });
    expect(wholeMonths('2026-02-20', '2026-03-05')).toEqual({
      whole: null,
      rest: [
        { from: '2026-02-20', to: '2026-02-28' },
        { from: '2026-03-01', to: '2026-03-05' },
      ],
    });
  });

  it('has each of its days once, and no other', () => {
    const start = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 800 }), (offset, length) => {
        const from = addDays('2019-01-01', offset);
        const { whole, rest } = wholeMonths(from, addDays(from, length));
        const days: string[] = [];
        const add = (first: string, last: string): void => {
          for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
        };
        for (const one of rest) {
          expect(one.from.slice(0, 7)).toBe(one.to.slice(0, 7));
          add(one.from, one.to);
        }
        if (whole) add(whole.first, addDays(addDays(whole.last, 31).slice(0, 8) + '01', -1));
        expect(days.sort()).toEqual(Array.from({ length: length + 1 }, (_, k) => addDays(from, k)));
      }),
      { numRuns: 60 },
    );
  });
});
