import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { evaluatePlan } from '../evaluate.ts';
import { emptyRoutes, readPlan } from '../model/convert.ts';
import { buildModel } from '../model/build-model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import type { Plan, Problem, Stop } from '../problem.ts';
import { Random } from '../random.ts';
import { Journal } from '../search/journal.ts';
import { RuinRecreate } from '../search/ruin-recreate.ts';
import { syntheticProblem } from '../synthetic.ts';
import { Ejection } from './eject.ts';
import { Blink, findInsertion, Insertion, insertPoint } from './insert-point.ts';
import { TripMove } from './move-trip.ts';
import { StringRemoval } from './remove-strings.ts';

const options = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  points: fc.integer({ min: 2, max: 14 }),
  vehicles: fc.integer({ min: 1, max: 3 }),
  sites: fc.integer({ min: 1, max: 3 }),
  dimensions: fc.integer({ min: 1, max: 2 }),
  windowShare: fc.constantFrom(0, 0.4),
  breaks: fc.boolean(),
  tags: fc.boolean(),
  intake: fc.boolean(),
  overtime: fc.constant(false),
  groups: fc.constantFrom(0, 2),
  frozenShare: fc.constantFrom(0, 0.3),
  unreachableShare: fc.constantFrom(0, 0.05),
  soft: fc.constant(false),
});

/** A constructed plan with some of its points taken out again. */
function planWithHoles(problem: Problem, seed: number) {
  const model = buildModel(problem);
  const routes = emptyRoutes(model, 0);
  const random = new Random(seed);
  const neighbours = nearestPoints(model, 20);
  new RuinRecreate(routes, neighbours, random).construct();
  const journal = new Journal(routes);
  journal.open();
  const strings = new StringRemoval(routes, neighbours, journal, random);
  strings.remove(random.below(model.pointCount), new Uint8Array(model.vehicleCount).fill(1), 3, 10);
  return { model, routes, random, neighbours, journal };
}

/** Cheapest total over all plans that have `point` somewhere more than `plan`, found by trying every place. */
function cheapestByTrying(problem: Problem, plan: Plan, point: number): number {
  let best = Number.POSITIVE_INFINITY;
  problem.vehicles.forEach((_, vehicle) => {
    const stops = (plan.routes.find((route) => route.vehicle === vehicle)?.stops ?? []).filter(
      (s) => s.kind !== 'break',
    );
    const others = plan.routes.filter((route) => route.vehicle !== vehicle);
    const attempt = (changed: readonly Stop[]): void => {
      for (const withBreaks of breakPlacings(problem, vehicle, changed)) {
        const candidate = { routes: [...others, { vehicle, stops: withBreaks }] };
        if (checkPlan(problem, candidate).feasible) best = Math.min(best, evaluatePlan(problem, candidate).cost.total);
      }
    };
    for (let at = 0; at <= stops.length; at++) {
      const before = stops.slice(0, at);
      const after = stops.slice(at);
      attempt([...before, { kind: 'point', point }, ...after]);
      problem.sites.forEach((_, site) => {
        const head = (at === 0 || stops[at - 1].kind === 'site') && after[0]?.kind !== 'site';
        if (head) attempt([...before, { kind: 'point', point }, { kind: 'site', site }, ...after]);
        if (after[0]?.kind === 'site')
          attempt([...before, { kind: 'point', point }, { kind: 'site', site }, ...after.slice(1)]);
      });
    }
  });
  return best;
}

/** Every way to put the vehicle's due breaks between the stops. */
function breakPlacings(problem: Problem, vehicle: number, stops: readonly Stop[]): Stop[][] {
  let ways: Stop[][] = [[...stops]];
  problem.vehicles[vehicle].breaks.forEach((_, breakIndex) => {
    ways = ways.flatMap((way) => [
      way,
      ...Array.from({ length: way.length + 1 }, (_, at) => [
        ...way.slice(0, at),
        { kind: 'break', breakIndex } as const,
        ...way.slice(at),
      ]),
    ]);
  });
  return ways;
}

describe('inserting a point', () => {
  it('finds the place that is cheapest by trying all of them, and prices it exactly', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = syntheticProblem(chosen);
        const { model, routes, random } = planWithHoles(problem, chosen.seed);
        if (routes.unservedCount === 0 || routes.inTime.includes(0)) return;
        const p = routes.unserved[0];
        const among = Int32Array.from({ length: model.vehicleCount }, (_, v) => v);
        const found = new Insertion();
        const plan = readPlan(routes);
        const before = evaluatePlan(problem, plan).cost.total;
        const expected = cheapestByTrying(problem, plan, p);
        const served = findInsertion(routes, p, among, among.length, new Blink(random, 0), found);
        expect(served).toBe(expected < Number.POSITIVE_INFINITY);
        if (!served) return;
        insertPoint(routes, p, found);
        const after = evaluatePlan(problem, readPlan(routes)).cost;
        expect(after.total).toBeCloseTo(expected, 2);
        const worth = before - after.total + found.delta;
        expect(worth).toBeGreaterThanOrEqual(0);
        const drivingBefore = evaluatePlan(problem, plan).cost.drivingCost;
        expect(after.drivingCost - drivingBefore).toBeCloseTo(found.delta, 4);
      }),
      { numRuns: 80 },
    );
  });

  it('prices fuller trips exactly where they count', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 1000 }), (chosen, weight) => {
        const problem = syntheticProblem({ ...chosen, frozenShare: 0 });
        const { model, routes, random } = planWithHoles(problem, chosen.seed);
        if (routes.unservedCount === 0 || routes.inTime.includes(0)) return;
        routes.fullnessWeight = weight;
        const p = routes.unserved[0];
        const among = Int32Array.from({ length: model.vehicleCount }, (_, v) => v);
        const found = new Insertion();
        const before = routes.routesCost + weight * routes.fullness;
        if (!findInsertion(routes, p, among, among.length, new Blink(random, 0), found)) return;
        insertPoint(routes, p, found);
        expect(routes.routesCost + weight * routes.fullness - before).toBeCloseTo(found.delta, 4);
      }),
      { numRuns: 80 },
    );
  });
});

describe('moving a trip', () => {
  it('leaves routes that keep every rule, and can be undone', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = syntheticProblem(chosen);
        const { model, routes, random, neighbours, journal } = planWithHoles(problem, chosen.seed);
        const move = new TripMove(routes, neighbours, journal, new Ejection(routes, random), random);
        const active = new Uint8Array(model.vehicleCount).fill(1);
        const among = Int32Array.from(active, (_, v) => v);
        for (let k = 0; k < 20; k++) {
          if (routes.inTime.includes(0)) return;
          const before = readPlan(routes);
          const cost = routes.cost(model.worthWeight);
          journal.open();
          const moved = move.move(random.below(model.pointCount), active, among, among.length);
          if (moved) expect(checkPlan(problem, readPlan(routes)).errors).toEqual([]);
          if (moved && k % 2 === 0) continue;
          journal.undo();
          expect(readPlan(routes)).toEqual(before);
          expect(routes.cost(model.worthWeight)).toBeCloseTo(cost, 4);
        }
      }),
      { numRuns: 60 },
    );
  });
});
