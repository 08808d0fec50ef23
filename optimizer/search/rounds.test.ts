import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rounds } from './rounds.ts';

/** Goes through a whole budget in pieces. @returns where each round ended, as a share of the budget */
function endsOf(rounds: Rounds, overrun: () => number): number[] {
  const ends: number[] = [];
  let spent = 0;
  for (let pieces = 0; spent < 1; pieces++) {
    if (rounds.isOver(spent)) {
      ends.push(spent);
      rounds.begin(spent);
    }
    const share = rounds.shareAt(spent);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThan(1);
    const next = rounds.next(spent, 60);
    expect(next).toBeGreaterThan(spent);
    expect(rounds.shareAt(next)).toBeLessThanOrEqual(1 + 1e-9);
    expect(pieces).toBeLessThan(10_000);
    spent = Math.min(1, next + overrun());
  }
  return ends;
}

describe('rounds', () => {
  it('are but one as long as nobody divides the budget, or where it is too small for two', () => {
    const undivided = new Rounds();
    expect(endsOf(undivided, () => 0)).toEqual([]);
    expect(undivided.isLast).toBe(true);
    const small = new Rounds();
    small.divide(39_000);
    expect(endsOf(small, () => 0)).toEqual([]);
  });

  it('are of 15,000 steps each, with a quarter of the budget for the last', () => {
    const rounds = new Rounds();
    rounds.divide(100_000);
    const ends = endsOf(rounds, () => 0);
    expect(ends.map((end) => Number(end.toFixed(6)))).toEqual([0.15, 0.3, 0.45, 0.6, 0.75]);
    expect(rounds.isLast).toBe(true);
    rounds.divide(1_000_000);
    expect(rounds.isLast).toBe(true);
  });

  it('come to an end however far they overrun, and leave the last one time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400_000 }),
        fc.array(fc.double({ min: 0, max: 0.02, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (steps, overruns) => {
          const rounds = new Rounds();
          rounds.divide(steps);
          let k = 0;
          const ends = endsOf(rounds, () => overruns[k++ % overruns.length]);
          for (let x = 1; x < ends.length; x++) expect(ends[x]).toBeGreaterThan(ends[x - 1]);
          expect(rounds.isLast).toBe(true);
        },
      ),
    );
  });
});
