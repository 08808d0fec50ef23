import { describe, expect, it } from 'vitest';
import { checkPlan } from './check.ts';
import { evaluatePlan } from './evaluate.ts';
import { parseCvrp } from './formats/vrplib.ts';
import { nearAndFar } from './near-and-far.testing.ts';
import type { Plan, Problem } from './problem.ts';
import { point, town, truck } from './small-town.testing.ts';
import { type SolveOptions, solve } from './solve.ts';
import { syntheticProblem } from './synthetic.ts';

const rich = {
  vehicles: 4,
  sites: 2,
  dimensions: 2,
  windowShare: 0.2,
  breaks: true,
  tags: true,
  overtime: true,
  groups: 2,
  unreachableShare: 0.01,
  soft: true,
};

describe('solve', () => {
  it('gives the same plan for the same seed and iterations on one thread', async () => {
    const problem = syntheticProblem({ ...rich, seed: 5, points: 40 });
    const [first, second] = [
      await solve(problem, { iterations: 800, seed: 9, threads: 1 }),
      await solve(problem, { iterations: 800, seed: 9, threads: 1 }),
    ];
    expect(second.plan).toEqual(first.plan);
    expect(checkPlan(problem, first.plan).errors).toEqual([]);
  });

  it.each([
    [{ seconds: Number.NaN }, /^seconds is NaN; it must be/],
    [{ iterations: Number.NaN }, /^iterations is NaN; it must be/],
    [{ seed: 1.5 }, /^seed is 1.5; it must be/],
    [{ threads: Number.POSITIVE_INFINITY }, /^threads is Infinity; it must be/],
    [
      { initial: { routes: [{ vehicle: 0, stops: [{ kind: 'site', site: -1 }] }] } },
      /^initial.routes\[0\].stops\[0\].site is -1/,
    ],
    [{ initial: { routes: [{ vehicle: 0.5, stops: [] }] } }, /^initial.routes\[0\].vehicle is 0.5/],
    [{ initial: {} as Plan }, /^initial.routes is missing/],
  ] satisfies [Partial<SolveOptions>, RegExp][])(
    'refuses an option that makes no sense: %j',
    async (option, sentence) => {
      await expect(solve(nearAndFar(0), { iterations: 10, seed: 1, threads: 1, ...option })).rejects.toThrow(sentence);
    },
  );

  it('collects no more with a truck in the day than it may, however many trips it has time for', async () => {
    const points = [1, 2, 3, 4].map((k) => point(1 + k, { load: [40], group: null }));
    const limits = { points: null, drivingSeconds: null, drivingMetres: null, load: [130] };
    const capped = { ...truck, capacity: [80], shift: [0, 60_000] as const };
    const problem = town(points, [{ ...capped, limits }]);
    const always = { ...problem, sites: problem.sites.map((site) => ({ ...site, windows: [] })), groups: [] };
    const { plan, evaluation } = await solve(always, { iterations: 500, seed: 1, threads: 1 });
    expect([evaluation.servedMass, evaluation.routes[0].trips]).toEqual([120, 2]);
    const less = { ...always, vehicles: [{ ...capped, limits: { ...limits, load: [100] } }] };
    expect(checkPlan(less, plan).errors).toEqual(['Vehicle t collects 120 kg, more than 100 a day.']);
    expect(evaluatePlan(less, plan).violations).toEqual([
      { vehicle: 0, stop: -1, rule: 'most-load', amount: 20, dimension: 0 },
    ]);
  });

  it('gives a feasible plan with several threads, whether they search the whole or parts', async () => {
    for (const points of [30, 260]) {
      const problem = syntheticProblem({ ...rich, seed: 6, points, vehicles: 12 });
      const solution = await solve(problem, { seconds: 2, seed: 1, threads: 2 });
      expect(checkPlan(problem, solution.plan).errors).toEqual([]);
      expect(solution.evaluation).toEqual(evaluatePlan(problem, solution.plan));
    }
  });

  it('unloads what is aboard at another site than the nearest to its end where that leaves time for more', async () => {
    // 0 home, 1 a site five minutes away, 2 one ten minutes away beside the point, 3 the point.
    const seconds = Int32Array.from(
      [
        [0, 300, 600, 660],
        [300, 0, 900, 960],
        [600, 900, 0, 60],
        [660, 960, 60, 0],
      ].flat(),
    );
    const frozen = { location: 0, time: 0, load: [900], loadTags: [], tripsDone: 0, breaksDone: [] };
    const site = { unloadSeconds: 600, windows: [], accepts: null, intake: null };
    const problem: Problem = {
      dimensions: ['kg'],
      locationCount: 4,
      seconds,
      metres: seconds,
      vehicles: [{ ...truck, shift: [0, 3000], allowedSites: [0, 1], frozen }],
      points: [point(3, { load: [500], group: null })],
      sites: [
        { ...site, id: 'near home', location: 1 },
        { ...site, id: 'beside the point', location: 2 },
      ],
      groups: [],
    };
    const { evaluation } = await solve(problem, { iterations: 2000, seed: 1, threads: 1 });
    expect(evaluation.unserved).toEqual([]);
  });

  it('gives a feasible plan in rounds, and the same again', async () => {
    const inRounds = async (seed: number) => {
      const problem = syntheticProblem({ ...rich, seed, points: 8, frozenShare: seed % 2 });
      const { plan } = await solve(problem, { iterations: 45_000, seed, threads: 1 });
      return { plan, errors: checkPlan(problem, plan).errors };
    };
    const first = await inRounds(1);
    expect(first.errors).toEqual([]);
    expect(await inRounds(1)).toEqual(first);
    expect((await inRounds(2)).errors).toEqual([]);
  });

  it('crosses plans on a second thread where only loads and ways matter, and finds the best tours', async () => {
    // Four clusters around the depot, each exactly one load, three customers 10 m apart on a line that leads away from the depot.
    const places = [1, -1].flatMap((side) =>
      [100, 110, 120].flatMap((far) => [
        [500 + side * far, 500],
        [500, 500 + side * far],
      ]),
    );
    const problem = parseCvrp(
      [
        'NAME : four-sides',
        'TYPE : CVRP',
        'DIMENSION : 13',
        'EDGE_WEIGHT_TYPE : EUC_2D',
        'CAPACITY : 30',
        'NODE_COORD_SECTION',
        ...[[500, 500], ...places].map(([x, y], k) => `${k + 1} ${x} ${y}`),
        'DEMAND_SECTION',
        ...Array.from({ length: 13 }, (_, k) => `${k + 1} ${k === 0 ? 0 : 10}`),
        'DEPOT_SECTION',
        '1',
        '-1',
        'EOF',
      ].join('\n'),
    );
    const { plan, evaluation } = await solve(problem, { seconds: 2, seed: 1, threads: 2 });
    expect(checkPlan(problem, plan).errors).toEqual([]);
    expect(evaluation.cost.drivingSeconds).toBe(4 * 2 * 120);
  });

  it('never ends worse than the plan it starts from', async () => {
    const problem = syntheticProblem({ ...rich, seed: 10, points: 60 });
    const { plan: initial, evaluation: before } = await solve(problem, { iterations: 1000, seed: 1, threads: 1 });
    const { evaluation } = await solve(problem, { iterations: 100, seed: 3, threads: 1, initial });
    expect(evaluation.cost.total).toBeLessThanOrEqual(before.cost.total);
  });

  it('plans nothing where there is nothing to plan', async () => {
    const problem = { ...nearAndFar(1), points: [] };
    const { plan } = await solve(problem, { seconds: 5, seed: 1, threads: 1 });
    expect(plan.routes).toEqual([]);
  });
});

describe('a search that is stopped', () => {
  it('stops when asked and still gives a feasible plan', async () => {
    const problem = syntheticProblem({ ...rich, seed: 7, points: 100, vehicles: 8 });
    const stop = new AbortController();
    const solution = await solve(problem, {
      seconds: 600,
      seed: 1,
      threads: 2,
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === 'improve') stop.abort();
      },
    });
    expect(solution.aborted).toBe(true);
    expect(checkPlan(problem, solution.plan).errors).toEqual([]);
  });

  it('gives a feasible plan when stopped before the problem is laid out, and keeps the one it was given', async () => {
    const stop = new AbortController();
    stop.abort();
    for (let seed = 1; seed <= 20; seed++) {
      const problem = syntheticProblem({ ...rich, seed, points: 30, frozenShare: 0.5 });
      const options = { seconds: 600, seed: 1, threads: 1, signal: stop.signal };
      const { plan, aborted } = await solve(problem, options);
      expect(aborted).toBe(true);
      expect(checkPlan(problem, plan).errors).toEqual([]);
      const { plan: initial, evaluation: before } = await solve(problem, { iterations: 200, seed, threads: 1 });
      const { evaluation } = await solve(problem, { ...options, initial });
      expect(evaluation.cost).toEqual(before.cost);
    }
  });

  it('refuses a problem that makes no sense however early it is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    const problem = nearAndFar(1);
    const nonsense = { ...problem, points: problem.points.map((point) => ({ ...point, serviceSeconds: -1 })) };
    await expect(solve(nonsense, { seconds: 5, seed: 1, threads: 1, signal: stop.signal })).rejects.toThrow(
      'points[0].serviceSeconds is -1',
    );
  });
});
