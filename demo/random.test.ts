import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('Random', () => {
  it('gives the same numbers for the same seed', () => {
    const draw = (seed: number): number[] =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.next()
        )(new Random(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('forks the same source whatever was drawn before', () => {
    const [fresh, used] = [new Random(3), new Random(3)];
    used.next();
    expect(used.fork('streets').next()).toBe(fresh.fork('streets').next());
    expect(fresh.fork('streets').next()).not.toBe(fresh.fork('houses').next());
  });

  it('stays within the bounds it is given', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 60 }),
        (seed, low, span) => {
          const random = new Random(seed);
          const whole = random.whole(low, low + span);
          expect(whole).toBeGreaterThanOrEqual(low);
          expect(whole).toBeLessThanOrEqual(low + span);
          expect(random.next()).toBeLessThan(1);
        },
      ),
    );
  });
});
