import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { buildModel } from '../model/build-model.ts';
import { evaluatePlan } from '../evaluate.ts';
import { nearAndFar } from '../near-and-far.testing.ts';
import type { Problem, Vehicle } from '../problem.ts';
import { point, town, truck } from '../small-town.testing.ts';
import { solve } from '../solve.ts';
import { syntheticProblem } from '../synthetic.ts';
import { earliestStart, latestArrival } from './windows.ts';

describe('time windows', () => {
  it('say the same forwards and backwards: one starts by s exactly when one arrives by the latest arrival for s', () => {
    const seed = fc.integer({ min: 1, max: 100_000 });
    const time = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(seed, time, time, (chosen, arrival, start) => {
        const model = buildModel(syntheticProblem({ seed: chosen, points: 4, windowShare: 1 }));
        for (let p = 0; p < model.pointCount; p++) {
          const earliest = earliestStart(model, p, arrival);
          expect(earliest <= start).toBe(arrival <= latestArrival(model, p, start));
          expect(earliest).toBeGreaterThanOrEqual(arrival);
        }
      }),
    );
  });
});

describe('a plan that keeps the rules', () => {
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

  describe('with a break that falls outside of its work', () => {
    const rest = { id: 'early', window: [0, 600] as const, seconds: 900 };
    const late = (breaks: Vehicle['breaks'], more: Partial<Vehicle> = {}): Problem => ({
      ...town(
        [point(2, { windows: [[9000, 9100]], group: null })],
        [{ ...truck, shift: [0, 20_000], breaks, ...more }],
      ),
      groups: [],
    });

    it('leaves after it rather than come to work for its sake', async () => {
      const problem = late([rest]);
      const { plan, evaluation } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
      expect(plan.routes[0].stops.map(({ kind }) => kind)).toEqual(['point', 'site']);
      expect(evaluation.routes[0]).toMatchObject({ startSeconds: 601, breakSeconds: 0 });
      expect(checkPlan(problem, plan).errors).toEqual([]);
    });

    it('serves what the break would leave no time for', async () => {
      const problem = late([{ ...rest, seconds: 9000 }]);
      const { evaluation } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
      expect(evaluation.unserved).toEqual([]);
    });

    it('takes one that it can have in the midst of its work, though it could leave after it', async () => {
      const problem = late([{ id: 'noon', window: [9000, 9500], seconds: 900 }]);
      const open = { ...problem, points: problem.points.map((each) => ({ ...each, windows: [] })) };
      for (const each of [problem, open]) {
        const { plan, evaluation } = await solve(each, { iterations: 100, seed: 1, threads: 1 });
        expect(checkPlan(each, plan).errors).toEqual([]);
        expect(evaluation.routes[0].breakSeconds).toBe(each === open ? 0 : 900);
      }
    });

    it('takes it all the same when it is out already', async () => {
      const frozen = { location: 0, time: 0, load: [0], loadTags: [], tripsDone: 0, breaksDone: [] };
      const problem = late([rest], { frozen });
      const { evaluation } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
      expect(evaluation.routes[0]).toMatchObject({ startSeconds: 0, breakSeconds: 900 });
    });

    it('breaks a rule where it neither takes it nor can leave after it', () => {
      const stops = [
        { kind: 'point', point: 0 },
        { kind: 'site', site: 0 },
      ] as const;
      const plan = { routes: [{ vehicle: 0, stops }] };
      const problem = late([{ ...rest, window: [0, 8500] }]);
      expect(evaluatePlan(problem, plan).violations).toMatchObject([{ rule: 'break-missing' }]);
      expect(checkPlan(problem, plan).errors).toEqual(['Vehicle t never takes break early.']);
    });
  });

  it('plans for the others when one truck is home after its shift, or has more aboard than it may', async () => {
    const near = nearAndFar(0);
    const [truck] = near.vehicles;
    const out = { location: 0, time: 5000, loadTags: [], tripsDone: 1, breaksDone: [] };
    const late = { ...truck, id: 'late', shift: [0, 3000] as const, frozen: { ...out, load: [0] } };
    const full = { ...truck, id: 'full', shift: [0, 30_000] as const, frozen: { ...out, load: [101] } };
    const lateStops: number[] = [];
    for (const maxOvertimeSeconds of [0, 1000, 9000]) {
      const vehicles = [{ ...truck, shift: [0, 9000] as const }, { ...late, maxOvertimeSeconds }, full];
      const points = near.points.map((point) => ({ ...point, group: null }));
      const problem: Problem = { ...near, vehicles, points, groups: [] };
      const { plan, evaluation } = await solve(problem, { iterations: 300, seed: 1, threads: 1 });
      expect(checkPlan(problem, plan).errors).toEqual([]);
      expect(evaluation.feasible).toBe(true);
      expect(plan.routes.find(({ vehicle }) => vehicle === 2)?.stops[0]).toEqual({ kind: 'site', site: 0 });
      expect(plan.routes.find(({ vehicle }) => vehicle === 0)?.stops.length).toBeGreaterThan(0);
      lateStops.push(plan.routes.find(({ vehicle }) => vehicle === 1)?.stops.length ?? 0);
    }
    expect(lateStops.slice(0, 2)).toEqual([0, 0]);
  });
});
