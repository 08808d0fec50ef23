import { describe, expect, it } from 'vitest';
import { checkPlan } from './check.ts';
import { evaluatePlan } from './evaluate.ts';
import type { Plan, Point, Problem } from './problem.ts';
import { type Progress, type SolveOptions, solve } from './solve.ts';
import { parseCvrp } from './formats/cvrplib.ts';
import { stayCloseTo } from './stay-close.ts';
import { syntheticProblem } from './synthetic.ts';

const rich = {
  vehicles: 4,
  sites: 2,
  dimensions: 2,
  windowShare: 0.2,
  breaks: true,
  tags: true,
  intake: false,
  overtime: true,
  groups: 2,
  frozenShare: 0,
  unreachableShare: 0.01,
  soft: true,
};

/**
 * A depot with its site, and two wards of equal mass: one near, one three times as far. One truck for one point a trip, and a
 * shift that ends before all are done.
 */
function nearAndFar(targetShare: number): Problem {
  const perWard = 12;
  const locationCount = 1 + 2 * perWard;
  const seconds = new Int32Array(locationCount * locationCount);
  const out = (location: number): number => (location === 0 ? 0 : location <= perWard ? 400 : 1200);
  for (let i = 0; i < locationCount; i++) {
    for (let j = 0; j < locationCount; j++) if (i !== j) seconds[i * locationCount + j] = out(i) + out(j);
  }
  const points = Array.from(
    { length: 2 * perWard },
    (_, p): Point => ({
      id: `p${p}`,
      location: p + 1,
      load: [100],
      serviceSeconds: 0,
      windows: [],
      tags: [],
      loadTag: null,
      prize: 0,
      group: p < perWard ? 0 : 1,
    }),
  );
  return {
    dimensions: ['kg'],
    locationCount,
    seconds,
    metres: seconds,
    vehicles: [
      {
        id: 'truck',
        type: 'small',
        capacity: [100],
        startLocation: 0,
        endLocation: 0,
        shift: [0, 19_200],
        maxOvertimeSeconds: 0,
        breaks: [],
        fixedCost: 0,
        costPerHour: 3600,
        costPerKm: 0,
        tags: [],
        allowedSites: [0],
        maxTrips: null,
        frozen: null,
        familiarPoints: [],
      },
    ],
    points,
    sites: [{ id: 'site', location: 0, unloadSeconds: 0, windows: [], accepts: null, intake: null }],
    groups: ['near', 'far'].map((id) => ({ id, totalMass: 1200, collectedMass: 0, targetShare })),
    softWeights: { balance: 0, familiarity: 0 },
  };
}

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

  it('serves a lone point as far away as anything: balance and familiarity never outbid a visit', async () => {
    const { softWeights: _, ...near } = nearAndFar(0);
    // Every way is the longest way.
    const seconds = Int32Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? 0 : 60));
    const [point] = near.points;
    const problem: Problem = {
      ...near,
      locationCount: 3,
      seconds,
      metres: seconds,
      points: [{ ...point, location: 1, group: null }],
      sites: near.sites.map((site) => ({ ...site, location: 2 })),
      groups: [],
    };
    const { evaluation } = await solve(problem, { iterations: 200, seed: 1, threads: 1 });
    expect(evaluation.unserved).toEqual([]);
  });

  it('serves a small point far away beside a large one: no way outbids a visit', async () => {
    const { softWeights: _, ...near } = nearAndFar(0);
    const [truck] = near.vehicles;
    const [point] = near.points;
    // 0 depot and site, 1 near, 2 far.
    const seconds = Int32Array.from([0, 100, 20_000, 100, 0, 20_000, 20_000, 20_000, 0]);
    const problem: Problem = {
      ...near,
      locationCount: 3,
      seconds,
      metres: seconds,
      vehicles: [{ ...truck, capacity: [6000], shift: [0, 100_000] }],
      points: [
        { ...point, location: 1, load: [5000], group: null },
        { ...point, location: 2, load: [30], group: null },
      ],
      groups: [],
    };
    const stop = { kind: 'point', point: 0 } as const;
    const initial = { routes: [{ vehicle: 0, stops: [stop, { kind: 'site', site: 0 } as const] }] };
    const { evaluation } = await solve(problem, { iterations: 200, seed: 1, threads: 1, initial });
    expect(evaluation.unserved).toEqual([]);
  });

  it('reaches a target rather than serve as much mass of a higher prize', async () => {
    const near = nearAndFar(1);
    const [truck] = near.vehicles;
    const point = { ...near.points[0], load: [1] };
    const problem: Problem = {
      ...near,
      // One trip of one kilogram.
      vehicles: [{ ...truck, capacity: [1], maxTrips: 1 }],
      points: [
        { ...point, location: 1, prize: 1, group: 0 },
        { ...point, location: 2, prize: 1000, group: null },
        ...Array.from({ length: 20 }, (_, k) => ({ ...point, location: 3 + k, prize: 1, group: null })),
      ],
      groups: [{ id: 'one', totalMass: 1, collectedMass: 0, targetShare: 1 }],
    };
    const { evaluation } = await solve(problem, { iterations: 500, seed: 1, threads: 1 });
    expect(evaluation.groups[0].shortfallMass).toBe(0);
  });

  it('serves a lone point though every way is as long as any, and nothing but driving counts', async () => {
    const near = nearAndFar(0);
    const seconds = Int32Array.from([0, 500, 500, 0]);
    const problem: Problem = {
      ...near,
      locationCount: 2,
      seconds,
      metres: seconds,
      points: near.points.slice(0, 1).map((point) => ({ ...point, group: null })),
      sites: near.sites.map((site) => ({ ...site, location: 1 })),
      groups: [],
      softWeights: { balance: 0, familiarity: 0 },
    };
    const { evaluation } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
    expect(evaluation.unserved).toEqual([]);
  });

  it('sends a truck only to points it has room for', async () => {
    const near = nearAndFar(0);
    const [small] = near.vehicles;
    const problem: Problem = {
      ...near,
      vehicles: [small, { ...small, id: 'large', capacity: [500], shift: [0, 100] }],
      points: near.points.map((point, p) => ({ ...point, load: [p === 0 ? 400 : 100], group: null })),
      groups: [],
    };
    const { evaluation } = await solve(problem, { iterations: 300, seed: 1, threads: 1 });
    expect(evaluation.unserved).toContain(0);
    expect(evaluation.servedMass).toBeGreaterThan(0);
  });

  it('takes a short rest that must come early before a long one whose window is open all day', async () => {
    const near = nearAndFar(0);
    const breaks = [
      { id: 'lunch', window: [0, 20_000] as const, seconds: 3600 },
      { id: 'tea', window: [100, 1300] as const, seconds: 60 },
    ];
    const problem: Problem = {
      ...near,
      vehicles: near.vehicles.map((vehicle) => ({ ...vehicle, shift: [0, 30_000] as const, breaks })),
      groups: [],
      points: near.points.map((point) => ({ ...point, group: null })),
    };
    const { evaluation } = await solve(problem, { iterations: 300, seed: 1, threads: 1 });
    expect(evaluation.servedMass).toBeGreaterThan(0);
    expect(evaluation.routes[0].breakSeconds).toBe(3660);
  });

  it('plans for the others when one truck is home after its shift, or has more aboard than it may', async () => {
    const near = nearAndFar(0);
    const [truck] = near.vehicles;
    const out = { location: 0, time: 5000, loadTags: [], tripsDone: 1, breaksDone: [] };
    const late = { ...truck, id: 'late', shift: [0, 3000] as const, frozen: { ...out, load: [0] } };
    const full = { ...truck, id: 'full', shift: [0, 30_000] as const, frozen: { ...out, load: [101] } };
    for (const maxOvertimeSeconds of [0, 1000, 9000]) {
      const vehicles = [{ ...truck, shift: [0, 9000] as const }, { ...late, maxOvertimeSeconds }, full];
      const points = near.points.map((point) => ({ ...point, group: null }));
      const problem: Problem = { ...near, vehicles, points, groups: [] };
      const { plan, evaluation } = await solve(problem, { iterations: 300, seed: 1, threads: 1 });
      expect(checkPlan(problem, plan).errors).toEqual([]);
      expect(evaluation.feasible).toBe(true);
      expect(plan.routes.find(({ vehicle }) => vehicle === 2)?.stops[0]).toEqual({ kind: 'site', site: 0 });
      expect(plan.routes.find(({ vehicle }) => vehicle === 0)?.stops.length).toBeGreaterThan(0);
      const lateStops = plan.routes.find(({ vehicle }) => vehicle === 1)?.stops ?? [];
      if (maxOvertimeSeconds < 9000) expect(lateStops).toEqual([]);
    }
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

  it('sends a second truck out rather than have one work over its shift', async () => {
    const near = nearAndFar(0);
    const truck = { ...near.vehicles[0], fixedCost: 1_000_000, costPerHour: 200_000, shift: [0, 900] as const };
    const problem: Problem = {
      ...near,
      // There and back takes 800 s; two rounds overrun the shift by 700 s.
      vehicles: [
        { ...truck, maxOvertimeSeconds: 3600 },
        { ...truck, id: 'other', maxOvertimeSeconds: 3600 },
      ],
      points: near.points.slice(0, 2).map((point) => ({ ...point, group: null })),
      groups: [],
    };
    const { evaluation } = await solve(problem, { iterations: 500, seed: 1, threads: 1 });
    expect(evaluation.cost.overtimeSeconds).toBe(0);
    expect(evaluation.routes).toHaveLength(2);
  });

  it('drives 25 minutes more rather than have a truck work a minute over its shift', async () => {
    const near = nearAndFar(0);
    const seconds = Int32Array.from([0, 800, 800, 800, 0, 100, 800, 100, 0]);
    const truck = { ...near.vehicles[0], capacity: [200], shift: [0, 2840] as const, maxOvertimeSeconds: 3600 };
    const problem: Problem = {
      ...near,
      locationCount: 3,
      seconds,
      metres: seconds,
      // Both points in one round take 2,900 s.
      vehicles: [truck, { ...truck, id: 'other' }],
      points: near.points.slice(0, 2).map((point) => ({ ...point, serviceSeconds: 600, group: null })),
      groups: [],
    };
    const { evaluation } = await solve(problem, { iterations: 500, seed: 1, threads: 1 });
    expect(evaluation.cost.overtimeSeconds).toBe(0);
    expect(evaluation.cost.drivingSeconds).toBe(3200);
  });

  it('stays close to a given plan where another is no better, and leaves it where it is', async () => {
    // All ways are alike, so every order is as good as another.
    const plain = syntheticProblem({
      ...rich,
      overtime: false,
      breaks: false,
      soft: false,
      seed: 3,
      points: 24,
      vehicles: 3,
    });
    const free: Problem = {
      ...plain,
      seconds: plain.seconds.map((cell) => (cell > 0 ? 100 : cell)),
      softWeights: undefined,
    };
    const { plan } = await solve(free, { iterations: 300, seed: 1, threads: 1 });
    const close = stayCloseTo(free, plan);
    expect(evaluatePlan(close, plan).cost.familiarity).toBe(0);
    const again = await solve(close, { iterations: 3000, seed: 2, threads: 1 });
    const elsewhere = await solve(free, { iterations: 3000, seed: 2, threads: 1 });
    const strange = evaluatePlan(close, elsewhere.plan).cost.familiarity;
    expect(again.evaluation.cost.familiarity).toBeLessThan(strange / 2);
    const held = { ...close, softWeights: { balance: 0, familiarity: 100_000 } };
    const kept = await solve(held, { iterations: 3000, seed: 2, threads: 1, initial: plan });
    expect(kept.plan).toEqual(plan);
  });

  it('gives a sound plan with several threads, whether they search the whole or parts', async () => {
    for (const points of [30, 260]) {
      const problem = syntheticProblem({ ...rich, seed: 6, points, vehicles: 12 });
      const solution = await solve(problem, { seconds: 2, seed: 1, threads: 2 });
      expect(checkPlan(problem, solution.plan).errors).toEqual([]);
      expect(solution.evaluation).toEqual(evaluatePlan(problem, solution.plan));
    }
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

  it('stops when asked and still gives a sound plan', async () => {
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

  it('gives a sound plan when stopped before the problem is laid out, and keeps the one it was given', async () => {
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

  it('reports plans that only get better', async () => {
    const problem = syntheticProblem({ ...rich, seed: 8, points: 80, vehicles: 6 });
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

  it('spreads a shortfall over the wards with targets, and leaves the far ward out without them', async () => {
    const budget = { iterations: 5000, seed: 1, threads: 1 };
    const served = async (problem: Problem): Promise<number[]> => {
      const { evaluation } = await solve(problem, budget);
      return [0, 1].map((ward) => evaluation.groups[ward].servedMass);
    };
    const withTargets = await served(nearAndFar(0.8));
    const massAlone = await served(nearAndFar(0));
    // Alone for mass, all of the near ward and what is left of the day for the far one.
    expect(massAlone).toEqual([1200, 400]);
    // With targets both wards miss them by much the same: mass is given up for it.
    expect(withTargets[1]).toBeGreaterThan(massAlone[1]);
    expect(withTargets[0] - withTargets[1]).toBeLessThanOrEqual(500);
  });
});
