import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { addTrip, emptyRoutes, readPlan } from '../state/convert.ts';
import { buildModel } from '../model/build-model.ts';
import type { Model } from '../model/model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import { atOnce } from '../pieces.ts';
import { Random } from '../random.ts';
import { syntheticProblem } from '../synthetic.ts';
import { chain } from './chain.ts';
import { tripPieces } from './construct.ts';
import { splitTour } from './split.ts';
import { greedyTour } from './tour.ts';

const everything = {
  vehicles: 4,
  sites: 2,
  dimensions: 2,
  breaks: true,
  tags: true,
  intake: true,
  overtime: true,
  groups: 2,
  frozenShare: 0.3,
  unreachableShare: 0.03,
  soft: true,
};
const plain = { vehicles: 4, sites: 2, groups: 2, unreachableShare: 0.03, soft: true };

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const ascending = (a: number, b: number): number => a - b;
const nothing = (model: Model): Float64Array => new Float64Array(model.pointCount);

describe('a greedy tour', () => {
  it('visits each of its points once, however few neighbours are known', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (seed, points, known) => {
        const model = buildModel(syntheticProblem({ ...plain, seed, points }));
        const wanted = Array.from({ length: points }, (_, p) => p).filter((p) => p % 3 !== seed % 3);
        const tour = greedyTour(model, nearestPoints(model, known), wanted);
        expect(tour.sort(ascending)).toEqual(wanted);
      }),
    );
  });
});

describe('a chain', () => {
  it('holds the same points in another order', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, points) => {
        const model = buildModel(syntheticProblem({ ...plain, seed, points }));
        const queue = Int32Array.from({ length: points }, (_, p) => p);
        chain(model, nothing(model), queue, points, new Random(seed));
        expect([...queue].sort(ascending)).toEqual(Array.from(queue, (_, p) => p));
      }),
    );
  });
});

describe('cutting a tour into trips', () => {
  /** Least driving of any way to cut `tour` from position `i` on, found by trying all. */
  function leastDriving(model: Model, tour: readonly number[], i: number): number {
    if (i === tour.length) return 0;
    let least = Number.POSITIVE_INFINITY;
    let load = 0;
    for (let j = i; j < tour.length; j++) {
      load += model.load[tour[j]];
      if (load > model.capacity[0]) break;
      least = Math.min(least, drivingOf(model, tour.slice(i, j + 1)) + leastDriving(model, tour, j + 1));
    }
    return least;
  }

  function drivingOf(model: Model, trip: readonly number[]): number {
    const { nodeCount, pointCount, siteCount, seconds } = model;
    const sites = Array.from({ length: siteCount }, (_, s) => pointCount + s);
    const way = (from: number, to: number): number => seconds[from * nodeCount + to];
    const inward = Math.min(...[...sites, ...model.startNode].map((from) => way(from, trip[0])));
    const outward = Math.min(...sites.map((site) => way(trip[trip.length - 1], site)));
    return inward + outward + trip.slice(1).reduce((sum, p, k) => sum + way(trip[k], p), 0);
  }

  it('finds the cheapest cut of a tour without windows', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, points) => {
        const model = buildModel(syntheticProblem({ ...plain, seed, points, unreachableShare: 0 }));
        const tour = Array.from({ length: points }, (_, p) => p).filter((p) => model.load[p] <= model.capacity[0]);
        const trips = splitTour(model, tour, 0, 1);
        expect(trips.flat().sort(ascending)).toEqual(tour);
        const driving = trips.reduce((sum, trip) => sum + drivingOf(model, trip), 0);
        expect(driving).toBe(leastDriving(model, tour, 0));
      }),
    );
  });

  it('leaves out of a trip what its windows forbid, and never overfills it', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 25 }), (seed, points) => {
        const model = buildModel(syntheticProblem({ ...plain, seed, points, windowShare: 0.8 }));
        const tour = Array.from({ length: points }, (_, p) => p);
        for (const trip of splitTour(model, tour, 0, 0.9)) {
          expect(trip.reduce((sum, p) => sum + model.load[p], 0)).toBeLessThanOrEqual(0.9 * model.capacity[0] + 1e-6);
          expect(canBeScheduled(model, trip)).toBe(true);
        }
      }),
    );
  });

  /** Whether some moment of departure lets every stop begin before its last closing. */
  function canBeScheduled(model: Model, trip: readonly number[]): boolean {
    let time = Number.NEGATIVE_INFINITY;
    return trip.every((p, k) => {
      if (k > 0) time += model.service[trip[k - 1]] + model.seconds[trip[k - 1] * model.nodeCount + p];
      time = Math.max(time, model.opens[p]);
      return time <= model.closes[p];
    });
  }
});

describe('a plan made of whole trips', () => {
  it('keeps every rule, whatever the problem', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 0.8), (seed, points, fill) => {
        const problem = syntheticProblem({ ...everything, seed, points, windowShare: 0.4 });
        const model = buildModel(problem);
        const routes = emptyRoutes(model, 0);
        atOnce(tripPieces(routes, nearestPoints(model, 20), nothing(model), fill));
        expect(checkPlan(problem, readPlan(routes)).errors).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every rule with a further trip, and stays as it was where none fits', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = syntheticProblem({ ...everything, seed, points: 24, windowShare: 0.4 });
        const model = buildModel(problem);
        const routes = emptyRoutes(model, 0);
        for (let p = 0; p + 2 < model.pointCount; p += 3) {
          const before = readPlan(routes);
          const cost = routes.cost(model.prizeWeight);
          const isAdded = addTrip(routes, p % model.vehicleCount, [p, p + 1, p + 2]);
          const plan = readPlan(routes);
          const after = isAdded ? checkPlan(problem, plan).errors : [plan, routes.cost(model.prizeWeight)];
          const asBefore = [before, expect.closeTo(cost, 2)];
          expect(after).toEqual(isAdded ? [] : asBefore);
          seen.add(isAdded);
        }
      }),
      { numRuns: 60 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });
});
