import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { evaluatePlan } from '../evaluate.ts';
import { emptyRoutes, loadPlan, readPlan } from '../state/convert.ts';
import { buildModel } from '../model/build-model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import type { Problem } from '../problem.ts';
import { Random } from '../random.ts';
import { type SyntheticOptions, syntheticProblem } from '../synthetic.ts';
import { dropTrip } from './drop-trip.ts';
import { cutIntoParts, wholePlan } from './partition.ts';
import type { Routes } from '../state/routes.ts';
import { RuinRecreate } from './ruin-recreate.ts';
import { setRoutes } from '../state/snapshot.ts';

const anyProblem: fc.Arbitrary<SyntheticOptions> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  points: fc.integer({ min: 1, max: 24 }),
  vehicles: fc.integer({ min: 1, max: 4 }),
  sites: fc.integer({ min: 1, max: 3 }),
  dimensions: fc.integer({ min: 1, max: 2 }),
  windowShare: fc.constantFrom(0, 0.3),
  breaks: fc.boolean(),
  tags: fc.boolean(),
  intake: fc.boolean(),
  overtime: fc.boolean(),
  groups: fc.integer({ min: 0, max: 3 }),
  frozenShare: fc.constantFrom(0, 0.4),
  unreachableShare: fc.constantFrom(0, 0.05),
  soft: fc.boolean(),
});

function searchOf(options: SyntheticOptions) {
  const problem = syntheticProblem(options);
  const model = buildModel(problem);
  const random = new Random(options.seed);
  const search = new RuinRecreate(emptyRoutes(model, 0), nearestPoints(model, 20), random);
  return { problem, model, random, search };
}

describe('making the first plan', () => {
  it('is feasible wherever it is stopped, and not lost', () => {
    fc.assert(
      fc.property(anyProblem, fc.integer({ min: 0, max: 60 }), (shape, pieces) => {
        const { problem, search } = searchOf(shape);
        const making = search.constructPieces();
        for (let k = 0; k < pieces; k++) making.next();
        const built = evaluatePlan(problem, readPlan(search.routes)).cost.total;
        expect(checkPlan(problem, readPlan(search.routes)).errors).toEqual([]);
        const before = search.best.cost;
        search.takeStock();
        expect(search.best.cost).toBeLessThanOrEqual(before);
        expect(search.best.cost).toBeLessThanOrEqual(built + 1e-6 * Math.abs(built));
        search.best.restore(search.routes);
        expect(checkPlan(problem, readPlan(search.routes)).errors).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** All that is kept about routes and follows from their stops, without the cells beyond their ends. */
function whatIsKept(routes: Routes) {
  const { model, layer, stride, siteLoad, groupServed, routeOf, inTime } = routes;
  const { dimensionCount, mostBreaks, pointCount } = model;
  const cells = (array: { slice(from: number, to: number): ArrayLike<number> }, from: number, count: number) =>
    Array.from(array.slice(from, from + count));
  return {
    routes: Array.from(routes.length, (used, r) => {
      const base = r * stride;
      const trips = routes.tripCount[r];
      const times = (array: Int32Array) =>
        Array.from({ length: mostBreaks + 1 }, (_, k) => k)
          .filter((k) => k <= model.breakFrom[r + 1] - model.breakFrom[r])
          .map((k) => cells(array, k * layer + base + 1, used - 1));
      return {
        legs: cells(routes.legSeconds, base, used - 1),
        metres: model.metres.length > 0 ? cells(routes.legMetres, base, used - 1) : [],
        ready: times(routes.ready),
        latest: times(routes.latest),
        latestInShift: times(routes.latestInShift),
        tripEnds: cells(routes.tripEnd, base, trips),
        tripUnloads: cells(routes.tripSite, base, trips - 1),
        tripSites: cells(routes.tripSites, base, trips),
        tripLoads: cells(routes.tripLoad, base * dimensionCount, trips * dimensionCount),
        turn: routes.cheapestTurn[r],
        cost: routes.routeCost[r],
      };
    }),
    routeOf: Array.from(routeOf),
    positions: Array.from({ length: pointCount }, (_, p) => (routeOf[p] < 0 ? -1 : routes.positionOf[p])),
    siteLoad: Array.from(siteLoad),
    groupServed: Array.from(groupServed),
    inTime: Array.from(inTime),
  };
}

/** Σ over all trips of the square of the filled share of the capacity, read off the schedule. */
function fullness(problem: Problem, routes: Routes): number {
  let sum = 0;
  for (const route of evaluatePlan(problem, readPlan(routes)).routes) {
    const { capacity, frozen } = problem.vehicles[route.vehicle];
    let load = frozen?.load[0] ?? 0;
    for (const { stop, loadAfter } of route.stops) {
      if (stop.kind === 'site') sum += (load / Math.max(1, capacity[0])) ** 2;
      load = loadAfter[0];
    }
  }
  return sum;
}

/** Seconds that vehicles need beside driving, read off the schedule. */
function duty(problem: Problem, routes: Routes): number {
  let seconds = 0;
  for (const { vehicle, endSeconds, drivingSeconds } of evaluatePlan(problem, readPlan(routes)).routes) {
    const { shift, frozen } = problem.vehicles[vehicle];
    seconds += endSeconds - (frozen?.time ?? shift[0]) - drivingSeconds;
  }
  return seconds;
}

describe('ruin and recreate', () => {
  it('keeps every hard rule and knows the exact price of where it stands, whatever the problem', () => {
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { problem, model, search } = searchOf(options);
        search.construct();
        for (let k = 0; k < 60; k++) {
          search.step(200);
          if (k % 10 !== 9) continue;
          const plan = readPlan(search.routes);
          expect(checkPlan(problem, plan).errors).toEqual([]);
          const evaluation = evaluatePlan(problem, plan);
          expect(evaluation.violations).toEqual([]);
          const { total } = evaluation.cost;
          expect(search.cost).toBeCloseTo(total, 2);
          expect(search.routes.cost(model.prizeWeight)).toBeCloseTo(total, 2);
        }
        search.best.restore(search.routes);
        const { total } = evaluatePlan(problem, readPlan(search.routes)).cost;
        expect(search.best.cost).toBeCloseTo(total, 2);
      }),
      { numRuns: 80 },
    );
  });

  it('keeps about its routes, changed piece by piece, what reading them anew gives', () => {
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { model, search } = searchOf(options);
        const { routes } = search;
        search.construct();
        search.setFullnessWeight(options.seed % 1000);
        search.setDutyWeight(options.seed % 7);
        const anew = emptyRoutes(model, routes.stride - 64);
        for (let k = 0; k < 20; k++) {
          search.step(200);
          setRoutes(anew, routes.sequence.slice(), routes.length.slice());
          expect(whatIsKept(routes)).toEqual(whatIsKept(anew));
          expect(routes.fullness).toBeCloseTo(anew.fullness, 6);
          expect(routes.tripTotal).toBe(anew.tripTotal);
          expect(routes.dutySeconds).toBe(anew.dutySeconds);
          expect(search.cost).toBeCloseTo(search.priceOf(anew), 2);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('goes without a trip where the rest keeps its rules, and knows what is left', () => {
    let dropped = 0;
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { problem, model, random, search } = searchOf(options);
        const { routes } = search;
        search.construct();
        const before = routes.tripTotal;
        const plan = readPlan(routes);
        const isDropped = dropTrip(routes, random);
        if (isDropped) dropped++;
        expect(JSON.stringify(readPlan(routes)) === JSON.stringify(plan)).toBe(!isDropped);
        expect(routes.tripTotal).toBe(before - (isDropped ? 1 : 0));
        expect(checkPlan(problem, readPlan(routes)).errors).toEqual([]);
        const anew = emptyRoutes(model, routes.stride - 64);
        setRoutes(anew, routes.sequence.slice(), routes.length.slice());
        expect(whatIsKept(routes)).toEqual(whatIsKept(anew));
        expect(routes.unservedCount).toBe(anew.unservedCount);
      }),
      { numRuns: 80 },
    );
    expect(dropped).toBeGreaterThan(20);
  });

  it('lets vehicles be back too late for a while, keeps the best plan meanwhile, and is in time again then', () => {
    let late = 0;
    fc.assert(
      fc.property(
        anyProblem,
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
        (shape, shares) => {
          const { problem, model, search } = searchOf({ ...shape, points: 30, vehicles: 1, sites: 1 });
          const { routes } = search;
          search.construct();
          for (let k = 0; k < 10; k++) search.step(200);
          const best = search.best.cost;
          for (const share of shares) {
            search.setOverrun(share / 100);
            for (let k = 0; k < 10; k++) search.step(200);
            expect(search.cost).toBeCloseTo(search.priceOf(routes), 2);
            expect(search.best.cost).toBe(best);
            if (checkPlan(problem, readPlan(routes)).errors.length > 0) late++;
          }
          const before = emptyRoutes(model, routes.stride - 64);
          search.best.restore(before);
          expect(checkPlan(problem, readPlan(before)).errors).toEqual([]);
          search.setOverrun(0);
          const { errors } = checkPlan(problem, readPlan(routes));
          expect(errors).toEqual([]);
          const anew = emptyRoutes(model, routes.stride - 64);
          setRoutes(anew, routes.sequence.slice(), routes.length.slice());
          expect(whatIsKept(routes)).toEqual(whatIsKept(anew));
          expect(search.cost).toBeCloseTo(search.priceOf(anew), 2);
          expect(search.best.cost).toBeCloseTo(anew.cost(model.prizeWeight), 2);
        },
      ),
      { numRuns: 100 },
    );
    expect(late).toBeGreaterThan(20);
  });

  it.each([
    {
      what: 'the fullness of trips',
      most: 1000,
      amount: fullness,
      weigh: (search: RuinRecreate, weight: number) => search.setFullnessWeight(weight),
    },
    {
      what: 'the vehicles’ time',
      most: 20,
      amount: duty,
      weigh: (search: RuinRecreate, weight: number) => search.setDutyWeight(weight),
    },
  ])('weighs $what without losing the price of the best plan', ({ most, amount, weigh }) => {
    fc.assert(
      fc.property(anyProblem, fc.integer({ min: 1, max: most }), (options, weight) => {
        const { problem, model, search } = searchOf(options);
        search.construct();
        weigh(search, weight);
        for (let k = 0; k < 30; k++) search.step(200);
        const { routes } = search;
        expect(search.cost).toBeCloseTo(routes.cost(model.prizeWeight) + weight * amount(problem, routes), 2);
        weigh(search, 0);
        expect(search.cost).toBeCloseTo(evaluatePlan(problem, readPlan(routes)).cost.total, 2);
        const best = search.best.cost;
        search.best.restore(routes);
        expect(best).toBeCloseTo(evaluatePlan(problem, readPlan(routes)).cost.total, 2);
      }),
      { numRuns: 60 },
    );
  });

  it('changes only the routes of its part', () => {
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { model, random, search } = searchOf({ ...options, vehicles: 4, intake: false });
        search.construct();
        const [part] = cutIntoParts(search.routes, 2, random);
        const before = readPlan(search.routes);
        search.limitTo(part);
        for (let k = 0; k < 30; k++) search.step(500);
        const after = readPlan(search.routes);
        for (let r = 0; r < model.vehicleCount; r++) {
          if (part.routes[r] === 1) continue;
          expect(after.routes.find((route) => route.vehicle === r)).toEqual(
            before.routes.find((route) => route.vehicle === r),
          );
        }
        search.limitTo(wholePlan(model));
      }),
      { numRuns: 40 },
    );
  });

  it('takes a feasible plan over as it is', () => {
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { problem, model, search } = searchOf(options);
        search.construct();
        const plan = readPlan(search.routes);
        const copy = emptyRoutes(model, 60);
        loadPlan(copy, plan);
        expect(readPlan(copy)).toEqual(plan);
        expect(copy.cost(model.prizeWeight)).toBeCloseTo(evaluatePlan(problem, plan).cost.total, 2);
      }),
      { numRuns: 100 },
    );
  });

  it('makes a feasible plan of one that breaks rules', () => {
    fc.assert(
      fc.property(anyProblem, (options) => {
        const { problem, model } = searchOf(options);
        const everything = problem.points.map((_, point) => ({ kind: 'point', point }) as const);
        const routes = emptyRoutes(model, everything.length);
        loadPlan(routes, { routes: [{ vehicle: 0, stops: everything }] });
        expect(checkPlan(problem, readPlan(routes)).errors).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
