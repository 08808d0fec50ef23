import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAhead } from './structural.ts';

const weeks = (count: number, rateOf: (week: number) => number) =>
  Array.from({ length: count }, (_, week) => rateOf(week));
/** Some noise that is the same each time. */
const noise = (week: number) => 0.02 * (((week * 7919 + 4231) % 1009) / 1009 - 0.5);

describe('looking ahead by weeks', () => {
  it('tells a wave on once it has turned for a year and more, and is unsure of it before', () => {
    const wave = (week: number) => 0.95 + 0.02 * Math.sin((2 * Math.PI * week) / 52) + noise(week);
    const truth = (from: number, count: number) =>
      weeks(count, (week) => wave(from + week)).reduce((a, b) => a + b) / count;
    const early = lookAhead(weeks(26, wave), 26);
    const late = lookAhead(weeks(78, wave), 26);
    expect(Math.abs(late.mean - truth(78, 26))).toBeLessThan(0.004);
    expect(Math.abs(early.mean - truth(26, 26))).toBeLessThan(2 * early.error);
    expect(late.error).toBeLessThan(early.error / 2);
  });

  it('is less sure the further it looks, where the level drifts', () => {
    let level = 0.95;
    const drifting = weeks(80, (week) => (level += noise((week * week * 31) % 997)));
    expect(lookAhead(drifting, 40).error).toBeGreaterThan(1.5 * lookAhead(drifting, 4).error);
  });

  it('goes with what all weeks are raised or lowered by, and turns round with them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 1, max: 45 }),
        (rates, ahead) => {
          const told = lookAhead(rates, ahead);
          const raised = lookAhead(
            rates.map((rate) => rate + 0.1),
            ahead,
          );
          const turned = lookAhead(
            rates.map((rate) => 1 - rate),
            ahead,
          );
          expect(raised.mean).toBeCloseTo(told.mean + 0.1, 6);
          expect(turned.mean).toBeCloseTo(1 - told.mean, 6);
          expect(raised.error).toBeCloseTo(told.error, 6);
          expect(turned.error).toBeCloseTo(told.error, 6);
        },
      ),
      { numRuns: 30 },
    );
  });
});
