import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCvrp } from '../formats/vrplib.ts';
import { emptyRoutes, readPlan } from '../state/convert.ts';
import { buildModel } from '../model/build-model.ts';
import { checkPlan } from '../check.ts';
import { Random } from '../random.ts';
import { setRoutes } from '../state/snapshot.ts';
import { syntheticProblem } from '../synthetic.ts';
import { GeneticSearch } from './genetic-search.ts';
import { difference, individual } from './individual.ts';
import { LocalSearch } from './local-search.ts';
import { exchange } from './moves/exchange.ts';
import { twoOptStar } from './moves/two-opt-star.ts';
import { twoOptStarReversed } from './moves/two-opt-star-reversed.ts';
import { relocate } from './moves/relocate.ts';
import { SwapStar } from './moves/swap-star.ts';
import { twoOpt } from './moves/two-opt.ts';
import { type PlainProblem, plainProblem } from './plain-problem.ts';
import { toursOfRoutes, writeTours } from './plans.ts';
import { splitSequence } from './split.ts';
import { Tours } from './tours.ts';

/** A capacitated instance with `count` customers, about `perTour` of them to a tour. */
function instance(seed: number, count: number, perTour: number) {
  const random = new Random(seed);
  const rows = Array.from({ length: count + 1 }, (_, k) => `${k + 1} ${random.below(1000)} ${random.below(1000)}`);
  const demands = rows.map((_, k) => `${k + 1} ${k === 0 ? 0 : 1 + random.below(20)}`);
  return parseCvrp(
    [
      'NAME : made',
      'TYPE : CVRP',
      `DIMENSION : ${count + 1}`,
      'EDGE_WEIGHT_TYPE : EUC_2D',
      `CAPACITY : ${Math.max(20, 10 * perTour)}`,
      'NODE_COORD_SECTION',
      ...rows,
      'DEMAND_SECTION',
      ...demands,
      'DEPOT_SECTION',
      '1',
      '-1',
      'EOF',
    ].join('\n'),
  );
}

function plainInstance(seed: number, count: number, perTour: number): PlainProblem {
  const plain = plainProblem(buildModel(instance(seed, count, perTour)));
  if (plain === null) throw new Error('The instance is not plain.');
  return plain;
}

/** Customers dealt out to tours by chance, some tours too full, some empty. */
function dealtOut(plain: PlainProblem, random: Random): number[][] {
  const tours: number[][] = Array.from({ length: plain.vehicleCount }, () => []);
  for (let c = 1; c <= plain.count; c++) tours[random.below(Math.ceil(plain.vehicleCount / 2))].push(c);
  return tours;
}

function priceOf(plain: PlainProblem, tours: readonly (readonly number[])[], weight: number): number {
  const { ways, excess } = individual(plain, tours);
  return ways + weight * excess;
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const sizes = fc.integer({ min: 4, max: 30 });
const everyone = (plain: PlainProblem): number[] => Array.from({ length: plain.count }, (_, k) => k + 1);
const ascending = (a: number, b: number): number => a - b;

describe('a move between two stops', () => {
  const moves: Record<string, (tours: Tours, u: number, v: number) => boolean> = {
    'relocating one': (tours, u, v) => relocate(tours, u, v, false, false),
    'relocating two': (tours, u, v) => relocate(tours, u, v, true, false),
    'relocating two turned': (tours, u, v) => relocate(tours, u, v, true, true),
    'exchanging one for one': (tours, u, v) => exchange(tours, u, v, false, false),
    'exchanging two for one': (tours, u, v) => exchange(tours, u, v, true, false),
    'exchanging two for two': (tours, u, v) => exchange(tours, u, v, true, true),
    'turning a piece': (tours, u, v) => tours.tourOf[u] === tours.tourOf[v] && twoOpt(tours, u, v),
    'exchanging ends': (tours, u, v) => tours.tourOf[u] !== tours.tourOf[v] && twoOptStar(tours, u, v),
    'joining beginnings': (tours, u, v) => tours.tourOf[u] !== tours.tourOf[v] && twoOptStarReversed(tours, u, v),
  };
  for (const [name, move] of Object.entries(moves)) {
    it(`is only carried out when it makes the plan cheaper, and keeps every customer once: ${name}`, () => {
      let carriedOut = 0;
      fc.assert(
        fc.property(seeds, sizes, (seed, count) => {
          const plain = plainInstance(seed, count, 5);
          const random = new Random(seed);
          const tours = new Tours(plain);
          tours.penaltyWeight = 1 + random.below(50);
          tours.take(dealtOut(plain, random));
          let price = priceOf(plain, tours.read(), tours.penaltyWeight);
          for (let k = 0; k < 60; k++) {
            const u = 1 + random.below(count);
            const v = random.below(4) === 0 ? tours.first(random.below(plain.vehicleCount)) : 1 + random.below(count);
            if (u === v || (v > count && !name.startsWith('relocating') && !/ends|beginnings/.test(name))) continue;
            const moved = move(tours, u, v);
            const after = priceOf(plain, tours.read(), tours.penaltyWeight);
            const change = after - price;
            expect([moved, moved ? change < 0 : Math.abs(change) < 5e-7]).toEqual([moved, true]);
            price = after;
            if (moved) carriedOut++;
            const { ways, excess } = tours.price();
            expect(ways + tours.penaltyWeight * excess).toBeCloseTo(price, 6);
          }
          expect(tours.read().flat().sort(ascending)).toEqual(everyone(plain));
        }),
        { numRuns: 40 },
      );
      expect(carriedOut).toBeGreaterThan(0);
    });
  }

  it('is found whenever one customer for one would be cheaper', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plain = plainInstance(seed, 10, 4);
        const random = new Random(seed);
        const dealt = dealtOut(plain, random);
        const u = 1 + random.below(10);
        const v = 1 + random.below(10);
        const swapped = dealt.map((tour) => tour.map((c) => (c === u ? v : c === v ? u : c)));
        const tours = new Tours(plain);
        tours.take(dealt);
        const neighbours = tours.next[u] === v || tours.next[v] === u;
        if (u === v || neighbours) return;
        const gain = priceOf(plain, dealt, tours.penaltyWeight) - priceOf(plain, swapped, tours.penaltyWeight);
        expect(exchange(tours, u, v, false, false)).toBe(gain > 1e-5);
      }),
    );
  });
});

describe('SWAP*', () => {
  it('leaves two tours in which no customer has a cheaper place instead of another', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 4, max: 12 }), (seed, count) => {
        const plain = plainInstance(seed, count, 4);
        const random = new Random(seed);
        const tours = new Tours(plain);
        tours.penaltyWeight = 1 + random.below(30);
        const dealt: number[][] = [[], []];
        for (let c = 1; c <= count; c++) dealt[random.below(2)].push(c);
        tours.take(dealt);
        const swap = new SwapStar(tours);
        let price = priceOf(plain, tours.read(), tours.penaltyWeight);
        while (swap.improve(0, 1)) {
          const after = priceOf(plain, tours.read(), tours.penaltyWeight);
          expect(after).toBeLessThan(price);
          price = after;
        }
        expect(tours.read().flat().sort(ascending)).toEqual(everyone(plain));
        const [a = [], b = []] = [0, 1].map((r) => {
          const tour: number[] = [];
          for (let c = tours.next[tours.first(r)]; tours.isCustomer(c); c = tours.next[c]) tour.push(c);
          return tour;
        });
        for (const u of a) {
          for (const v of b) {
            const cheapest = cheapestExchange(plain, a, b, u, v, tours.penaltyWeight);
            expect(cheapest).toBeGreaterThanOrEqual(price - 1e-4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Price of the best plan with `u` and `v` exchanged, each anywhere in the other tour, found by trying all places. */
  function cheapestExchange(
    plain: PlainProblem,
    a: readonly number[],
    b: readonly number[],
    u: number,
    v: number,
    weight: number,
  ): number {
    const places = (tour: readonly number[], c: number): number[][] =>
      Array.from({ length: tour.length + 1 }, (_, k) => [...tour.slice(0, k), c, ...tour.slice(k)]);
    const without = (tour: readonly number[], c: number): number[] => tour.filter((each) => each !== c);
    const one = Math.min(...places(without(a, u), v).map((tour) => priceOf(plain, [tour], weight)));
    const other = Math.min(...places(without(b, v), u).map((tour) => priceOf(plain, [tour], weight)));
    return one + other;
  }
});

describe('local search', () => {
  it('ends with a plan that is not dearer than it began with', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, count) => {
        const plain = plainInstance(seed, count, 5);
        const random = new Random(seed);
        const dealt = dealtOut(plain, random);
        const improved = new LocalSearch(plain, random).improve(dealt, 10);
        expect(improved.flat().sort(ascending)).toEqual(everyone(plain));
        expect(priceOf(plain, improved, 10)).toBeLessThanOrEqual(priceOf(plain, dealt, 10) + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});

describe('cutting a sequence into tours', () => {
  it('is as cheap as the best of all cuts that overfill by half at most', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 9 }), (seed, count) => {
        const plain = plainInstance(seed, count, 3);
        const cut = splitSequence(plain, Int32Array.from(everyone(plain)), 7);
        expect(cut.flat()).toEqual(everyone(plain));
        // Where every truck is taken, it may be one too few for the best of all cuts.
        fc.pre(cut.length < plain.vehicleCount);
        let cheapest = Number.POSITIVE_INFINITY;
        for (let cuts = 0; cuts < 2 ** (count - 1); cuts++) {
          const tours: number[][] = [[1]];
          for (let c = 2; c <= count; c++) {
            if ((cuts >> (c - 2)) & 1) tours.push([c]);
            else tours[tours.length - 1].push(c);
          }
          const loads = tours.map((tour) => tour.reduce((sum, c) => sum + plain.demand[c], 0));
          if (tours.some((tour, k) => tour.length > 1 && loads[k] > 1.5 * plain.capacity)) continue;
          cheapest = Math.min(cheapest, priceOf(plain, tours, 7));
        }
        expect(priceOf(plain, cut, 7)).toBeCloseTo(cheapest, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('how different two plans are', () => {
  it('is nothing for a plan and itself driven the other way round, and the same both ways but for tours of one', () => {
    const plain = plainInstance(3, 12, 4);
    const tours = [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ];
    const turned = tours.map((tour) => [...tour].reverse());
    expect(difference(individual(plain, tours), individual(plain, turned))).toBe(0);
    const other = [[1, 3, 2, 4], ...tours.slice(1)];
    expect(difference(individual(plain, tours), individual(plain, other))).toBeGreaterThan(0);
  });
});

describe('the genetic search', () => {
  it('finds the best plan of an instance that is easy to see through', () => {
    // Two clusters on both sides of the depot, each exactly one load.
    const places = [
      [500, 500],
      [100, 500],
      [90, 500],
      [80, 500],
      [900, 500],
      [910, 500],
      [920, 500],
    ];
    const problem = parseCvrp(
      [
        'NAME : two-sides',
        'TYPE : CVRP',
        'DIMENSION : 7',
        'EDGE_WEIGHT_TYPE : EUC_2D',
        'CAPACITY : 30',
        'NODE_COORD_SECTION',
        ...places.map(([x, y], k) => `${k + 1} ${x} ${y}`),
        'DEMAND_SECTION',
        ...places.map((_, k) => `${k + 1} ${k === 0 ? 0 : 10}`),
        'DEPOT_SECTION',
        '1',
        '-1',
        'EOF',
      ].join('\n'),
    );
    const plain = plainProblem(buildModel(problem));
    expect(plain).not.toBeNull();
    if (plain === null) return;
    const search = new GeneticSearch(plain, new Random(1));
    for (let k = 0; k < 60; k++) search.step();
    // Out to 420 m and back on either side.
    expect(search.cost).toBe(2 * 420 + 2 * 420);
  });

  it('gives plans that keep every rule, back in the form of routes', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, count) => {
        const problem = instance(seed, count, 5);
        const model = buildModel(problem);
        const plain = plainProblem(model);
        if (plain === null) throw new Error('The instance is not plain.');
        const search = new GeneticSearch(plain, new Random(seed));
        for (let k = 0; k < 55; k++) search.step();
        if (search.best === null) return;
        const routes = emptyRoutes(model, 0);
        const sequence = routes.sequence.slice();
        const length = routes.length.slice();
        writeTours(model, routes.stride, search.best, sequence, length);
        expect(toursOfRoutes(model, routes.stride, sequence, length)).toEqual(search.best);
        setRoutes(routes, sequence, length);
        expect(checkPlan(problem, readPlan(routes)).errors).toEqual([]);
        expect(routes.cost(model.prizeWeight)).toBeCloseTo(search.cost, 4);
      }),
      { numRuns: 15 },
    );
  });

  it('is not for problems in which more than loads and ways matters', () => {
    const problem = syntheticProblem({ seed: 5, points: 10, vehicles: 3, windowShare: 1 });
    expect(plainProblem(buildModel(problem))).toBeNull();
  });
});
