import { describe, expect, it } from 'vitest';
import { evaluatePlan } from './evaluate.ts';
import type { Problem } from './problem.ts';
import { solve } from './solve.ts';
import { stayCloseTo } from './stay-close.ts';
import { syntheticProblem } from './synthetic.ts';

describe('staying close to a plan', () => {
  it('stays close to a given plan where another is no better, and leaves it where it is', async () => {
    // All ways are alike, so every order is as good as another.
    const plain = syntheticProblem({
      seed: 3,
      points: 24,
      vehicles: 3,
      sites: 2,
      dimensions: 2,
      windowShare: 0.2,
      tags: true,
      groups: 2,
      unreachableShare: 0.01,
    });
    const free: Problem = {
      ...plain,
      seconds: plain.seconds.map((cell) => (cell > 0 ? 100 : cell)),
      softWeights: undefined,
    };
    const { plan } = await solve(free, { iterations: 300, seed: 1, threads: 1 });
    const close = stayCloseTo(free, plan);
    expect(evaluatePlan(close, plan).cost.unfamiliarity).toBe(0);
    const again = await solve(close, { iterations: 3000, seed: 2, threads: 1 });
    const elsewhere = await solve(free, { iterations: 3000, seed: 2, threads: 1 });
    const strange = evaluatePlan(close, elsewhere.plan).cost.unfamiliarity;
    expect(again.evaluation.cost.unfamiliarity).toBeLessThan(strange / 2);
    const held = { ...close, softWeights: { balance: 0, unfamiliarity: 100_000 } };
    const kept = await solve(held, { iterations: 3000, seed: 2, threads: 1, initial: plan });
    expect(kept.plan).toEqual(plan);
  });
});
