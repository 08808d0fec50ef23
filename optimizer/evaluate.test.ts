import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from './check.ts';
import { evaluatePlan } from './evaluate.ts';
import type { Plan, Problem, Stop, Vehicle } from './problem.ts';
import { HOUR, point, town, truck } from './small-town.testing.ts';
import { solve } from './solve.ts';
import { syntheticProblem } from './synthetic.ts';

const plain = { seed: 1, points: 6, vehicles: 2, sites: 2, dimensions: 2 };

const rest = { id: 'noon', window: [0, 20_000], seconds: 60 } as const;
const unloads: Stop = { kind: 'site', site: 0 };
const serves = (point: number): Stop => ({ kind: 'point', point });

/** The problem with roomy trucks that may go anywhere, changed as asked for. */
function problemWith(changed: Partial<Problem>, truck: Partial<Vehicle> = {}): Problem {
  const problem = syntheticProblem(plain);
  const vehicles = problem.vehicles.map((vehicle) => ({
    ...vehicle,
    capacity: [10_000, 10_000],
    allowedSites: [0, 1],
    maxTrips: null,
    ...truck,
  }));
  return { ...problem, vehicles, ...changed };
}

/** Any stops whatever, some with indices that do not exist. */
const anyPlan: fc.Arbitrary<Plan> = fc
  .array(
    fc.record({
      vehicle: fc.integer({ min: 0, max: 3 }),
      stops: fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: 0, max: 7 }).map(serves) },
          { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }).map((site): Stop => ({ kind: 'site', site })) },
          {
            weight: 1,
            arbitrary: fc.integer({ min: 0, max: 2 }).map((breakIndex): Stop => ({ kind: 'break', breakIndex })),
          },
        ),
        { maxLength: 6 },
      ),
    }),
    { maxLength: 3 },
  )
  .map((routes) => ({
    // Most plans end empty, as the feasible ones do.
    routes: routes.map((route) => ({ ...route, stops: [...route.stops, unloads] })),
  }));

describe('evaluating a plan', () => {
  it('finds a plan feasible exactly when the independent checker does', () => {
    const shapes = fc.record({
      seed: fc.integer({ min: 1, max: 100_000 }),
      windowShare: fc.constantFrom(0, 0.4),
      breaks: fc.boolean(),
      tags: fc.boolean(),
      intake: fc.boolean(),
      overtime: fc.boolean(),
      frozenShare: fc.constantFrom(0, 0.4),
      unreachableShare: fc.constantFrom(0, 0.05),
    });
    let feasible = 0;
    fc.assert(
      fc.property(shapes, anyPlan, (shape, plan) => {
        const problem = syntheticProblem({ ...plain, ...shape });
        const evaluation = evaluatePlan(problem, plan);
        expect(evaluation.feasible).toBe(checkPlan(problem, plan).feasible);
        if (evaluation.feasible) feasible++;
      }),
      { numRuns: 3000 },
    );
    expect(feasible).toBeGreaterThan(100);
  });

  it('says where a break is taken a second time', () => {
    const stops: Stop[] = [{ kind: 'break', breakIndex: 0 }, serves(0), unloads, { kind: 'break', breakIndex: 0 }];
    const problem = problemWith({}, { breaks: [rest] });
    const { violations } = evaluatePlan(problem, { routes: [{ vehicle: 1, stops }] });
    expect(violations).toEqual([{ vehicle: 1, stop: 3, rule: 'break-twice', amount: 1 }]);
  });

  it('lays too much at a site to the unloading with which it became too much, for each dimension', () => {
    const problem = problemWith({});
    const [first, second] = problem.points.map(({ load }) => load);
    // Of the first dimension the first unloading already brings too much, of the second the last one does.
    const intake = [first[0] - 5, first[1] + second[1] - 1];
    const sites = problem.sites.map((site) => ({ ...site, intake }));
    const plan: Plan = {
      routes: [
        { vehicle: 1, stops: [serves(0), unloads] },
        { vehicle: 0, stops: [serves(1), unloads] },
      ],
    };
    expect(evaluatePlan({ ...problem, sites }, plan).violations).toEqual([
      { vehicle: 1, stop: 1, rule: 'intake', amount: second[0] + 5, dimension: 0 },
      { vehicle: 0, stop: 1, rule: 'intake', amount: 1, dimension: 1 },
    ]);
  });

  it('says of which load a truck takes too much, and with how much of each it ends', () => {
    const { points } = problemWith({});
    const [{ load }] = points;
    const problem = problemWith({}, { capacity: [10_000, load[1] - 3] });
    const { violations } = evaluatePlan(problem, { routes: [{ vehicle: 0, stops: [serves(0)] }] });
    expect(violations).toEqual([
      { vehicle: 0, stop: 0, rule: 'capacity', amount: 3, dimension: 1 },
      { vehicle: 0, stop: -1, rule: 'ends-loaded', amount: load[0], dimension: 0 },
      { vehicle: 0, stop: -1, rule: 'ends-loaded', amount: load[1], dimension: 1 },
    ]);
  });

  it('lets a truck that came home too late do nothing more, even what takes no time', async () => {
    const late = { location: 0, time: 5 * HOUR, load: [0], loadTags: [], tripsDone: 1, breaksDone: [] };
    const made = town([point(2, { serviceSeconds: 0, group: null })], [{ ...truck, frozen: late }]);
    const seconds = made.seconds.map(() => 0);
    const sites = made.sites.map((site) => ({ ...site, unloadSeconds: 0, windows: [] }));
    const problem = { ...made, seconds, metres: seconds, sites, groups: [] };
    const stays: Plan = { routes: [{ vehicle: 0, stops: [] }] };
    const goes: Plan = {
      routes: [
        {
          vehicle: 0,
          stops: [
            { kind: 'point', point: 0 },
            { kind: 'site', site: 0 },
          ],
        },
      ],
    };
    expect(evaluatePlan(problem, stays).violations).toEqual([]);
    expect(checkPlan(problem, stays).errors).toEqual([]);
    expect(evaluatePlan(problem, goes).violations).toEqual([{ vehicle: 0, stop: -1, rule: 'shift', amount: HOUR }]);
    expect(checkPlan(problem, goes).errors).toHaveLength(1);
    const { evaluation } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
    expect(evaluation.unserved).toEqual([0]);
  });
});
