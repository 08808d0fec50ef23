import { describe, expect, it } from 'vitest';
import { type Progress, solve } from './solve.ts';
import { syntheticProblem } from './synthetic.ts';

describe('progress', () => {
  it('reports plans that only get better', async () => {
    const problem = syntheticProblem({
      seed: 8,
      points: 80,
      vehicles: 6,
      sites: 2,
      dimensions: 2,
      windowShare: 0.2,
      groups: 2,
    });
    const reports: Progress[] = [];
    const { evaluation } = await solve(problem, {
      iterations: 1500,
      seed: 2,
      threads: 1,
      onProgress: (progress) => reports.push(progress),
    });
    expect(reports[0].phase).toBe('construct');
    expect(reports[reports.length - 1].phase).toBe('finish');
    const totals = reports.map(({ cost }) => cost.total);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(totals[totals.length - 1]).toBe(evaluation.cost.total);
  });
});
