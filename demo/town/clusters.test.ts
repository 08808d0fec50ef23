import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { apportion, cluster } from './clusters.ts';

describe('apportion', () => {
  it('divides a total into whole parts that sum to it, none off its exact share by one or more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (total, weights) => {
          const parts = apportion(total, weights);
          const sum = weights.reduce((a, b) => a + b, 0);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, i) => expect(Math.abs(part - (total * weights[i]) / sum)).toBeLessThan(1 + 1e-6));
        },
      ),
    );
  });
});

describe('cluster', () => {
  it('puts every place into exactly one cluster', () => {
    const random = new Random(1);
    const items = Array.from({ length: 200 }, () => ({
      centre: [random.between(0, 900), random.between(0, 900)] as const,
      weight: random.between(0.5, 2),
    }));
    const clusters = cluster(new Random(2), items, 12);
    const members = clusters.flatMap((one) => one.members);
    expect(members).toHaveLength(items.length);
    expect(new Set(members).size).toBe(items.length);
  });
});
