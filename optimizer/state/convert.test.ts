import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import type { Plan, Problem, Stop, Vehicle } from '../problem.ts';
import { syntheticProblem } from '../synthetic.ts';
import { buildModel } from '../model/build-model.ts';
import { emptyRoutes, loadPlan, readPlan } from './convert.ts';

/** Two trucks of ten units on their way, both loaded, with one point left to serve, site A that takes ten and site B. */
function twoLoadedTrucks(changes: readonly Partial<Vehicle>[]): Problem {
  const problem = syntheticProblem({ seed: 3, points: 1, vehicles: changes.length, sites: 2 });
  const frozen = { location: 0, time: 0, load: [10], loadTags: [], tripsDone: 0, breaksDone: [] };
  return {
    ...problem,
    vehicles: problem.vehicles.map((vehicle, v) => ({
      ...vehicle,
      capacity: [300],
      maxTrips: null,
      allowedSites: [0, 1],
      frozen,
      ...changes[v],
    })),
    sites: problem.sites.map((site, s) => ({ ...site, intake: s === 0 ? [10] : null })),
  };
}

const unloadAt = (site: number): Stop => ({ kind: 'site', site });

describe('a day that has begun', () => {
  it('leaves a site that takes little to the truck that may use no other', () => {
    const problem = twoLoadedTrucks([{}, { allowedSites: [0] }]);
    const plan = readPlan(emptyRoutes(buildModel(problem), 0));
    expect(checkPlan(problem, plan).errors).toEqual([]);
    expect(plan.routes.map(({ stops }) => stops)).toEqual([[unloadAt(1)], [unloadAt(0)]]);
  });

  it('finds the one way to share out what the sites take', () => {
    // Fifteen and five fill site A's twenty, seven and eleven site B's eighteen; no other pairs fit.
    const loads = [7, 15, 11, 5];
    const problem = twoLoadedTrucks(
      loads.map((load) => ({
        frozen: { location: 0, time: 0, load: [load], loadTags: [], tripsDone: 0, breaksDone: [] },
      })),
    );
    const sites = problem.sites.map((site, s) => ({ ...site, intake: [s === 0 ? 20 : 18] }));
    const narrow = { ...problem, sites };
    expect(checkPlan(narrow, readPlan(emptyRoutes(buildModel(narrow), 0))).errors).toEqual([]);
  });

  it('names a truck where there is no way', () => {
    const problem = twoLoadedTrucks([{ allowedSites: [0] }, { allowedSites: [0] }]);
    expect(() => emptyRoutes(buildModel(problem), 0)).toThrow(/^vehicles\[1\]\.frozen leaves no way to unload/);
  });

  it('takes a given plan for the way where none is seen without one', () => {
    const problem = twoLoadedTrucks([{}, {}]);
    const n = problem.locationCount;
    const [site, point] = [problem.sites[0].location, problem.points[0].location];
    // From where truck 0 stands only the point can be reached.
    const { frozen } = problem.vehicles[0];
    const location = problem.sites[1].location;
    const vehicles = problem.vehicles.map((vehicle, v) =>
      v === 0 && frozen !== null
        ? { ...vehicle, allowedSites: [0], frozen: { ...frozen, location } }
        : { ...vehicle, allowedSites: [1] },
    );
    const seconds = problem.seconds.slice();
    seconds[location * n + site] = -1;
    const points = problem.points.map((each) => ({ ...each, load: [0] }));
    const cut = { ...problem, vehicles, points, seconds };
    const plan: Plan = {
      routes: [
        { vehicle: 0, stops: [{ kind: 'point', point: 0 }, unloadAt(0)] },
        { vehicle: 1, stops: [unloadAt(1)] },
      ],
    };
    expect(seconds[location * n + point]).toBeGreaterThanOrEqual(0);
    expect(checkPlan(cut, plan).errors).toEqual([]);
    const model = buildModel(cut);
    expect(() => emptyRoutes(model, 0)).toThrow(/^vehicles\[0\]/);
    const routes = emptyRoutes(model, 2);
    loadPlan(routes, plan);
    expect(readPlan(routes)).toEqual(plan);
    const infeasible = { routes: plan.routes.map((route) => ({ ...route, stops: route.stops.slice(-1) })) };
    expect(() => {
      loadPlan(emptyRoutes(model, 2), infeasible);
    }).toThrow(/^vehicles\[0\]/);
  });
});
