import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from './check.ts';
import { evaluatePlan } from './evaluate.ts';
import { buildModel } from './model/build-model.ts';
import { nearestPoints } from './model/neighbours.ts';
import { nearPairs, partedPairs } from './near-pairs.ts';
import type { Problem } from './problem.ts';
import { Random } from './random.ts';
import { RuinRecreate } from './search/ruin-recreate.ts';
import { solve } from './solve.ts';
import { emptyRoutes, readPlan } from './state/convert.ts';
import { syntheticProblem } from './synthetic.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  points: fc.integer({ min: 2, max: 20 }),
  vehicles: fc.integer({ min: 2, max: 4 }),
  sites: fc.integer({ min: 1, max: 2 }),
  tags: fc.boolean(),
  unreachableShare: fc.constantFrom(0, 0.1),
});

const withPrice = (problem: Problem, compactness: number): Problem => ({
  ...problem,
  softWeights: { balance: 0, unfamiliarity: 0, compactness },
});

describe('near points served by different vehicles', () => {
  it('are the pairs that lie nearest, each counted once, of points that one vehicle could serve', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 20, maxLength: 20 }), (shape, by) => {
        const problem = syntheticProblem(shape);
        const { points, vehicles, seconds, locationCount } = problem;
        const way = (p: number, q: number): number => {
          const [a, b] = [points[p].location, points[q].location];
          const [there, back] = [seconds[a * locationCount + b], seconds[b * locationCount + a]];
          return there < 0 || back < 0 ? Number.POSITIVE_INFINITY : there + back;
        };
        const couldServe = (p: number, q: number) =>
          vehicles.some(({ tags }) => [...points[p].tags, ...points[q].tags].every((tag) => tags.includes(tag)));
        const isNear = (p: number, q: number) =>
          Number.isFinite(way(p, q)) &&
          couldServe(p, q) &&
          points.filter(
            (_, other) =>
              other !== p &&
              couldServe(p, other) &&
              (way(p, other) < way(p, q) || (way(p, other) === way(p, q) && other < q)),
          ).length < 6;
        const served = Int32Array.from(points, (_, p) => by[p]);
        let expected = 0;
        points.forEach((_, p) => {
          for (let q = p + 1; q < points.length; q++) {
            const isParted = served[p] >= 0 && served[q] >= 0 && served[p] !== served[q];
            if (isParted && (isNear(p, q) || isNear(q, p))) expected++;
          }
        });
        expect(partedPairs(nearPairs(problem), served)).toBe(expected);
      }),
    );
  });

  it('are counted along with every step of a search, kept or undone, as from the beginning', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 500 }), (shape, compactness) => {
        const problem = withPrice(syntheticProblem(shape), 1 + compactness);
        const model = buildModel(problem);
        const search = new RuinRecreate(emptyRoutes(model, 0), nearestPoints(model, 20), new Random(shape.seed));
        search.construct();
        for (let step = 0; step < 60; step++) {
          search.step(step % 3 === 0 ? 0 : 200);
          expect(search.routes.parted).toBe(partedPairs(nearPairs(problem), search.routes.routeOf));
        }
        const { cost } = evaluatePlan(problem, readPlan(search.routes));
        expect(search.routes.parted).toBe(cost.partedPairs);
        expect(search.cost).toBeCloseTo(cost.total, 3);
      }),
      { numRuns: 40 },
    );
  });

  it('change nothing where they have no price', async () => {
    const problem = syntheticProblem({ seed: 3, points: 30, vehicles: 3 });
    const budget = { iterations: 1500, seed: 1, threads: 1 };
    const [asItWas, asked] = [problem, withPrice({ ...problem, softWeights: problem.softWeights }, 0)];
    const plans = [await solve(asItWas, budget), await solve(asked, budget)];
    expect(plans[1].plan).toEqual(plans[0].plan);
    expect(plans[1].evaluation.cost.partedPairs).toBe(0);
  });

  it('become fewer for as much driving as they are worth', async () => {
    const problem = syntheticProblem({ seed: 5, points: 60, vehicles: 4 });
    const budget = { iterations: 4000, seed: 1, threads: 1 };
    const free = await solve(withPrice(problem, 0), budget);
    const priced = withPrice(problem, 30);
    const compact = await solve(priced, { ...budget, initial: free.plan });
    const before = evaluatePlan(priced, free.plan).cost;
    const { cost } = compact.evaluation;
    expect(cost.partedPairs).toBeLessThan(before.partedPairs);
    expect(cost.drivingSeconds - before.drivingSeconds).toBeLessThan(30 * (before.partedPairs - cost.partedPairs));
    expect(checkPlan(priced, compact.plan).feasible).toBe(true);
  });
});
