import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Progress, ProgressReporter } from './progress.ts';
import { solve } from './solve.ts';
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
  it('tells of improvements at most every 200 ms, of each in the end, and always of the end', () => {
    const looks = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 150 }), improved: fc.boolean() }));
    fc.assert(
      fc.property(looks, (pauses) => {
        let now = 5000;
        let found = 0;
        const told: (Progress & { at: number })[] = [];
        const reporter = new ProgressReporter(
          syntheticProblem({ seed: 1, points: 3 }),
          now,
          (progress) => told.push({ ...progress, at: now }),
          () => now,
        );
        const plan = () => ({ routes: [] });
        reporter.report('construct', found, plan);
        for (const { wait, improved } of pauses) {
          now += wait;
          if (improved) found++;
          reporter.reportIfDue(improved, found, plan);
          // What was found before the interval is over is told by the first look after it.
          const last = told[told.length - 1];
          expect(last.iterations === found || now - last.at < 200).toBe(true);
        }
        reporter.report('finish', found, plan);
        for (let k = 1; k < told.length - 1; k++) {
          expect(told[k].phase).toBe('improve');
          expect(told[k].iterations).toBeGreaterThan(told[k - 1].iterations);
          expect(told[k].at - told[k - 1].at).toBeGreaterThanOrEqual(200);
        }
        expect(told.at(-1)).toMatchObject({ phase: 'finish', at: now, elapsedSeconds: (now - 5000) / 1000 });
      }),
    );
  });
});
