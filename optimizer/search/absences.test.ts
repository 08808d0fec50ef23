import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { emptyRoutes, readPlan } from '../state/convert.ts';
import { buildModel } from '../model/build-model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import { Random } from '../random.ts';
import { solve } from '../solve.ts';
import { syntheticProblem } from '../synthetic.ts';
import { Absences } from './absences.ts';
import { RuinRecreate } from './ruin-recreate.ts';
import { tightWindows } from './tight-windows.testing.ts';

it('counts each point for itself, and nothing where all are served', () => {
  const routes = emptyRoutes(buildModel(tightWindows(1, 3, 1, 30, 1)), 0);
  const absences = new Absences(routes);
  expect(absences.sum()).toBe(3);
  absences.count();
  expect(absences.sum()).toBe(6);
  routes.markServed(1);
  absences.count();
  expect(absences.sum()).toBe(6);
  routes.markServed(0);
  routes.markServed(2);
  expect(absences.sum()).toBe(0);
});

it('keeps every rule and the best plan while what was left out more often comes first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(0, 10), (seed, temperature) => {
      // Too much for one vehicle, so points are always left out.
      const problem = syntheticProblem({ seed, points: 20, vehicles: 1, windowShare: 0.5, unreachableShare: 0.05 });
      const search = new RuinRecreate(
        emptyRoutes(buildModel(problem), 0),
        nearestPoints(buildModel(problem), 20),
        new Random(seed),
      );
      search.construct();
      search.favoursAbsent = true;
      for (let k = 0; k < 200; k++) {
        const before = search.best.cost;
        search.step(temperature);
        expect(search.best.cost).toBeLessThanOrEqual(before);
        expect(search.cost).toBeCloseTo(search.priceOf(search.routes), 3);
      }
      expect(checkPlan(problem, readPlan(search.routes)).errors).toEqual([]);
      search.best.restore(search.routes);
      expect(checkPlan(problem, readPlan(search.routes)).errors).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

it.each([1, 2, 3])('serves all where the vehicles are just enough (file %i)', async (seed) => {
  const problem = tightWindows(5, 12, 1, 30, seed);
  const { plan } = await solve(problem, { iterations: 4000, seed, threads: 1 });
  expect(checkPlan(problem, plan)).toMatchObject({ errors: [], unservedPoints: 0 });
});
