import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../model/build-model.ts';
import { syntheticProblem } from '../synthetic.ts';
import { earliestStart, latestArrival, NEVER } from './windows.ts';

const plain = {
  vehicles: 1,
  sites: 1,
  dimensions: 1,
  breaks: false,
  tags: false,
  intake: false,
  overtime: false,
  groups: 0,
  frozenShare: 0,
  unreachableShare: 0,
  soft: false,
};

describe('time windows', () => {
  it('say the same forwards and backwards: one starts by s exactly when one arrives by the latest arrival for s', () => {
    const seed = fc.integer({ min: 1, max: 100_000 });
    const time = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(seed, time, time, (chosen, arrival, start) => {
        const model = buildModel(syntheticProblem({ ...plain, seed: chosen, points: 4, windowShare: 1 }));
        for (let p = 0; p < model.pointCount; p++) {
          const earliest = earliestStart(model, p, arrival);
          expect(earliest <= start).toBe(arrival <= latestArrival(model, p, start));
          if (earliest < NEVER) expect(earliest).toBeGreaterThanOrEqual(arrival);
        }
      }),
    );
  });
});
