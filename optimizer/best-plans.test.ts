import { describe, expect, it } from 'vitest';
import { checkPlan } from './check.ts';
import { fromVroom } from './formats/vroom.ts';
import type { Problem } from './problem.ts';
import { point, town, truck } from './small-town.testing.ts';
import { solve } from './solve.ts';
import { bestOf, type TinyKind, tinyProblem } from './tiny-fleets.testing.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, k) => 1001 + k);

async function solved(problem: Problem, iterations: number, seed = 1) {
  const { plan, evaluation } = await solve(problem, { iterations, seed, threads: 1 });
  expect(checkPlan(problem, plan).errors).toEqual([]);
  return evaluation;
}

describe('the best plan of a tiny problem', () => {
  it.each<[TinyKind, number]>([
    ['mixed', 20],
    ['heavy', 12],
    ['prized', 12],
    ['scarce', 10],
    ['counted', 10],
  ])('is found: %s', async (kind, count) => {
    for (const seed of seeds(count)) {
      const problem = tinyProblem(kind, seed);
      const best = bestOf(problem);
      const { cost } = await solved(problem, 20_000, seed);
      const total = problem.points.reduce((sum, { prize, load }) => sum + (prize || load[0]), 0);
      expect([kind, seed, total - cost.unservedPrize]).toEqual([kind, seed, best.prize]);
      expect(cost.drivingCost, `${kind} ${seed}`).toBeCloseTo(best.cost, 3);
    }
  });

  it('is found soon where a larger vehicle must take a route over', async () => {
    for (let seed = 3080; seed < 3090; seed++) {
      const problem = tinyProblem('mixed', seed);
      const { cost } = await solved(problem, 6000, seed);
      expect(cost.drivingCost, `${seed}`).toBeCloseTo(bestOf(problem).cost, 3);
    }
  });
});

describe('which points are served', () => {
  it('goes by the mass of all of them before their ways', async () => {
    const near = [290, 290].map((kg, k) => point(2 + k, { load: [kg], group: null }));
    const far = [300, 300].map((kg, k) => point(4 + k, { load: [kg], group: null }));
    const problem = town([...near, ...far], [{ ...truck, capacity: [600], maxTrips: 1 }]);
    const seconds = problem.seconds.map((cell, k) => {
      const ends = [Math.floor(k / problem.locationCount), k % problem.locationCount];
      return cell > 0 && ends.every((end) => end < 4) ? 5 : cell;
    });
    const evaluation = await solved({ ...problem, seconds, metres: seconds, groups: [] }, 2000);
    expect(evaluation.servedMass).toBe(600);
  });

  it('goes by the sum of priorities, and of jobs by their number, before their ways', async () => {
    const durations = [
      [0, 90, 90, 1],
      [90, 0, 90, 90],
      [90, 90, 0, 90],
      [1, 90, 90, 0],
    ];
    const served = async (priorities: readonly number[]) => {
      const jobs = priorities.map((priority, k) => ({
        id: k + 1,
        location_index: k + 1,
        pickup: [k === 2 ? 2 : 1],
        ...(priority > 0 && { priority }),
      }));
      const vehicles = [{ id: 1, start_index: 0, end_index: 0, capacity: [2] }];
      const { problem } = fromVroom({ vehicles, jobs, matrices: { car: { durations } } });
      return (await solved(problem, 2000)).unserved;
    };
    expect(await served([5, 5, 9])).toEqual([2]);
    expect(await served([5, 5, 10])).toEqual([2]);
    expect(await served([5, 5, 11])).toEqual([0, 1]);
    expect(await served([0, 0, 0])).toEqual([2]);
  });
});

describe('fixed costs', () => {
  /** Ten minutes between any two places, two points a load; one truck can do all in four trips of 1,800 s or, with waste, in more. */
  const alike = (fixedCost: number): Problem => {
    const points = Array.from({ length: 8 }, (_, k) => point(2 + k, { load: [40], group: null }));
    const vehicles = [1, 2, 3, 4].map((v) => ({
      ...truck,
      id: `v${v}`,
      capacity: [80],
      shift: [0, 60_000] as const,
      fixedCost,
    }));
    const problem = town(points, vehicles);
    return { ...problem, sites: problem.sites.map((site) => ({ ...site, windows: [] })), groups: [] };
  };

  it.each([
    [0, 4],
    [100_000, 1],
    [10_000_000, 1],
  ])('of %i leave the ways as short as without them, and at most %i truck of four out', async (fixedCost, most) => {
    for (const seed of [1, 2, 3]) {
      const { cost, routes, unserved } = await solved(alike(fixedCost), 5000, seed);
      expect([unserved.length, cost.drivingSeconds]).toEqual([0, 13 * 600]);
      expect(routes.length).toBeLessThanOrEqual(most);
    }
  });
});
