import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePlan } from './evaluate.ts';
import { costPerMetre, costPerSecond, imbalance, objectiveWeights } from './objective.ts';
import { type Plan, type Problem, UNREACHABLE } from './problem.ts';
import { HOUR, point, town, truck } from './small-town.testing.ts';
import { solve } from './solve.ts';
import { stayCloseTo } from './stay-close.ts';
import { syntheticProblem } from './synthetic.ts';

const DEPOT = 0;
const SITE = 1;

/** Eight points that each fill a truck, the depot beside the site: it makes no difference who fetches which. */
function twoAlike(more: Partial<Problem> = {}): Problem {
  const points = Array.from({ length: 8 }, (_, p) => point(p + 2, { load: [1000], group: null }));
  const problem = town(points, [
    { ...truck, id: 'a', shift: [0, 24 * HOUR] },
    { ...truck, id: 'b', shift: [0, 24 * HOUR] },
  ]);
  const seconds = problem.seconds.slice();
  seconds[DEPOT * problem.locationCount + SITE] = 0;
  seconds[SITE * problem.locationCount + DEPOT] = 0;
  const sites = problem.sites.map((site) => ({ ...site, windows: [] }));
  return { ...problem, seconds, metres: seconds, sites, groups: [], ...more };
}

/** The same with the second truck's depot elsewhere, a second farther off than the first one's. */
function oneNearer(more: Partial<Problem> = {}, wayToItself = 0): Problem {
  const problem = twoAlike(more);
  const far = problem.locationCount - 1;
  const seconds = problem.seconds.slice();
  seconds[far * problem.locationCount + far] = wayToItself;
  for (let other = 0; other < far; other++) {
    const way = (from: number, to: number) => from * problem.locationCount + to;
    seconds[way(far, other)] = other === DEPOT ? 0 : seconds[way(DEPOT, other)] + 1;
    seconds[way(other, far)] = other === DEPOT ? 0 : seconds[way(other, DEPOT)] + 1;
  }
  const vehicles = problem.vehicles.map((vehicle) =>
    vehicle.id === 'b' ? { ...vehicle, startLocation: far, endLocation: far } : vehicle,
  );
  return { ...problem, seconds, metres: seconds, vehicles };
}

function pointsOf(plan: Plan, vehicle: number): number[] {
  const stops = plan.routes.find((route) => route.vehicle === vehicle)?.stops ?? [];
  return stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : []));
}

describe('balance and unfamiliarity', () => {
  it('share the work evenly where that costs nothing', async () => {
    const { plan } = await solve(twoAlike(), { iterations: 2000, seed: 1, threads: 1 });
    expect([0, 1].map((vehicle) => pointsOf(plan, vehicle).length)).toEqual([4, 4]);
  });

  it('give way to a single second of driving, unless they have a price', async () => {
    const near = await solve(oneNearer(), { iterations: 2000, seed: 1, threads: 1 });
    expect(pointsOf(near.plan, 0)).toHaveLength(8);
    const priced = oneNearer({ softWeights: { balance: 0.01 } });
    const even = await solve(priced, { iterations: 2000, seed: 1, threads: 1 });
    expect(pointsOf(even.plan, 0)).toHaveLength(4);
  });

  it('let crews serve what they know where that costs nothing', async () => {
    const problem = twoAlike();
    const known = [
      [0, 3, 4, 7],
      [1, 2, 5, 6],
    ];
    const vehicles = problem.vehicles.map((vehicle, v) => ({ ...vehicle, familiarPoints: known[v] }));
    const { plan } = await solve({ ...problem, vehicles }, { iterations: 4000, seed: 1, threads: 1 });
    expect([0, 1].map((vehicle) => pointsOf(plan, vehicle).sort())).toEqual(known);
  });

  it('keep a point with its crew for as much driving as the caller says', async () => {
    const problem = oneNearer();
    const stops = (points: number[]) =>
      points.flatMap((p) => [{ kind: 'point', point: p } as const, { kind: 'site', site: 0 } as const]);
    const given: Plan = {
      routes: [
        { vehicle: 0, stops: stops([0, 1, 2, 3, 4, 5, 6]) },
        { vehicle: 1, stops: stops([7]) },
      ],
    };
    const options = { iterations: 2000, seed: 1, threads: 1, initial: given };
    const loose = await solve(stayCloseTo(problem, given, 1), options);
    expect(pointsOf(loose.plan, 1)).toEqual([]);
    const close = await solve(stayCloseTo(problem, given), options);
    expect(pointsOf(close.plan, 1)).toEqual([7]);
    // A truck whose start and end no way connects can be left at home all the same.
    const apart = stayCloseTo(oneNearer({}, UNREACHABLE), given, 1);
    expect(pointsOf((await solve(apart, options)).plan, 1)).toEqual([]);
  });

  it('come to less than a second of driving together, whatever the problem', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (seed, free) => {
        const made = syntheticProblem({
          seed,
          points: 12,
          vehicles: 3,
          sites: 2,
          dimensions: 1,
          windowShare: 0,
          breaks: false,
          tags: false,
          intake: false,
          overtime: true,
          groups: 0,
          frozenShare: 0,
          unreachableShare: 0,
          soft: true,
        });
        const costs = free ? { fixedCost: 0, costPerHour: 0, costPerKm: 0 } : {};
        const problem = { ...made, vehicles: made.vehicles.map((vehicle) => ({ ...vehicle, ...costs })) };
        const weights = objectiveWeights(problem);
        let most = weights.unfamiliarity * problem.points.length;
        let second = Number.POSITIVE_INFINITY;
        const metres = Math.max(...problem.metres) / Math.max(...problem.seconds);
        for (const vehicle of problem.vehicles) {
          const length = vehicle.shift[1] - vehicle.shift[0];
          most += weights.balance * imbalance(length + vehicle.maxOvertimeSeconds, length);
          second = Math.min(
            second,
            weights.drivingSecond + costPerSecond(vehicle) + costPerMetre(vehicle) * Math.max(0, metres),
          );
        }
        expect(most).toBeGreaterThan(0);
        expect(most).toBeLessThan(second);
      }),
    );
  });

  it('are part of what two plans of equal driving cost are told apart by', () => {
    const problem = twoAlike();
    const stops = (points: number[]) =>
      points.flatMap((p) => [{ kind: 'point', point: p } as const, { kind: 'site', site: 0 } as const]);
    const shared = (first: number): Plan => ({
      routes: [
        { vehicle: 0, stops: stops([0, 1, 2, 3, 4, 5, 6, 7].slice(0, first)) },
        { vehicle: 1, stops: stops([0, 1, 2, 3, 4, 5, 6, 7].slice(first)) },
      ],
    });
    const [even, uneven] = [4, 6].map((first) => evaluatePlan(problem, shared(first)).cost);
    expect(even.drivingSeconds).toBe(uneven.drivingSeconds);
    expect(even.total).toBeLessThan(uneven.total);
    expect(uneven.total - even.total).toBeLessThan(1);
  });
});
