import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { type Evaluation, evaluatePlan, type Violation } from '../evaluate.ts';
import { emptyRoutes, readPlan } from '../state/convert.ts';
import { buildModel } from '../model/build-model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import { objectiveWeights } from '../objective.ts';
import type { Plan, Problem, Stop, Vehicle } from '../problem.ts';
import { Random } from '../random.ts';
import { Journal } from '../state/journal.ts';
import { RuinRecreate } from '../search/ruin-recreate.ts';
import { syntheticProblem } from '../synthetic.ts';
import { Ejection, workFreed } from './eject.ts';
import { keepsSites } from '../constraints/unloading.ts';
import { Blink } from './blink.ts';
import { findInsertion } from './insert-point.ts';
import { Insertion, insertPoint } from './insertion.ts';
import { VehicleChange } from './change-vehicle.ts';
import { TripMove } from './move-trip.ts';
import { StringRemoval } from './remove-strings.ts';
import { resite } from './resite.ts';
import { ServeInstead } from './serve-instead.ts';

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
  overtime: fc.boolean(),
  groups: fc.constantFrom(0, 2),
  frozenShare: fc.constantFrom(0, 0.3),
  unreachableShare: fc.constantFrom(0, 0.05),
  soft: fc.boolean(),
  shortShifts: fc.boolean(),
  endsElsewhere: fc.boolean(),
  heavy: fc.boolean(),
  nestedBreaks: fc.boolean(),
  limits: fc.boolean(),
});
type Options = typeof options extends fc.Arbitrary<infer T> ? T : never;

/**
 * A random problem; with short shifts windows and sites that open late lead into overtime, or beyond it. Heavy points fill the
 * largest vehicle, so that others have no room for them; of nested breaks the one that opens last closes first.
 */
function problemOf({ shortShifts, endsElsewhere, heavy, nestedBreaks, limits, ...shape }: Options): Problem {
  const problem = syntheticProblem(shape);
  const vehicles = problem.vehicles.map((vehicle, v): Vehicle => {
    const { shift, maxOvertimeSeconds, frozen } = vehicle;
    const end = Math.round(shift[1] / 4);
    const isShort = shortShifts && frozen === null;
    const elsewhere = frozen === null ? (v + 2) % problem.locationCount : 1;
    return {
      ...vehicle,
      shift: isShort ? [shift[0], end] : shift,
      maxOvertimeSeconds: isShort && shape.overtime ? maxOvertimeSeconds + shift[1] - end : maxOvertimeSeconds,
      endLocation: endsElsewhere ? elsewhere : vehicle.endLocation,
    };
  });
  const nested = vehicles.map((vehicle, v) => ({
    ...vehicle,
    ...(limits && {
      limits: {
        points: 5 - v,
        drivingSeconds: 3500 + 500 * v,
        drivingMetres: v === 1 ? 24_000 : null,
        load: v === 2 ? null : vehicle.capacity.map((most) => 2 * most - 100 * v),
      },
    }),
    breaks: vehicle.breaks.map((rest) =>
      nestedBreaks && rest.id === 'noon' ? { ...rest, window: [3000, 16_000] as const } : rest,
    ),
  }));
  const largest = vehicles.reduce((best, each) => (each.capacity[0] > best.capacity[0] ? each : best));
  const points = problem.points.map((point, p) => (p % 4 === 1 ? { ...point, load: largest.capacity } : point));
  return { ...problem, vehicles: nested, points: heavy ? points : problem.points };
}

/** What the routes of a plan cost, what is left out and missed targets set aside. */
function routesPrice(problem: Problem, { cost }: Evaluation): number {
  const weights = objectiveWeights(problem);
  return (
    weights.overtime * cost.overtimeSeconds +
    cost.drivingCost +
    weights.drivingSecond * cost.drivingSeconds +
    weights.balance * cost.balance +
    weights.unfamiliarity * cost.unfamiliarity +
    weights.compactness * cost.partedPairs
  );
}

/** Seconds all vehicles drive, serve and unload. */
function workSeconds({ routes }: Evaluation): number {
  return routes.reduce((sum, each) => sum + each.drivingSeconds + each.serviceSeconds + each.unloadSeconds, 0);
}

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

/** The cheapest of all plans that have `point` somewhere more than `plan`, found by trying every place; null = none is feasible. */
function cheapestByTrying(problem: Problem, plan: Plan, point: number): Evaluation | null {
  let best: Evaluation | null = null;
  problem.vehicles.forEach((_, vehicle) => {
    const stops = (plan.routes.find((route) => route.vehicle === vehicle)?.stops ?? []).filter(
      (s) => s.kind !== 'break',
    );
    const others = plan.routes.filter((route) => route.vehicle !== vehicle);
    const attempt = (changed: readonly Stop[]): void => {
      for (const withBreaks of breakPlacings(problem, vehicle, changed)) {
        const candidate = { routes: [...others, { vehicle, stops: withBreaks }] };
        if (!checkPlan(problem, candidate).feasible) continue;
        const evaluation = evaluatePlan(problem, candidate);
        if (best === null || evaluation.cost.total < best.cost.total) best = evaluation;
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
        const problem = problemOf(chosen);
        const { model, routes, random } = planWithHoles(problem, chosen.seed);
        if (routes.unservedCount === 0 || routes.inTime.includes(0)) return;
        const p = routes.unserved[0];
        const among = Int32Array.from({ length: model.vehicleCount }, (_, v) => v);
        const found = new Insertion();
        const before = evaluatePlan(problem, readPlan(routes));
        const cheapest = cheapestByTrying(problem, readPlan(routes), p);
        const served = findInsertion(routes, p, among, among.length, new Blink(random, 0), found);
        expect(served).toBe(cheapest !== null);
        if (cheapest === null) return;
        insertPoint(routes, p, found);
        const after = evaluatePlan(problem, readPlan(routes));
        expect(routesPrice(problem, after) - routesPrice(problem, before)).toBeCloseTo(found.delta, 4);
        expect(before.cost.total - after.cost.total + found.delta).toBeGreaterThanOrEqual(0);
        // Of places that shorten the work the balance is priced, but not sought.
        const shortened = Math.max(0, workSeconds(before) - workSeconds(cheapest));
        const overlooked = 3 * model.balanceWeight * shortened;
        expect(after.cost.total).toBeLessThanOrEqual(cheapest.cost.total + overlooked + 0.01);
      }),
      { numRuns: 300 },
    );
  });

  it('prices fuller trips exactly where they count', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 1000 }), (chosen, weight) => {
        const problem = problemOf({ ...chosen, frozenShare: 0 });
        const { model, routes, random } = planWithHoles(problem, chosen.seed);
        if (routes.unservedCount === 0 || routes.inTime.includes(0)) return;
        routes.fullnessWeight = weight;
        const p = routes.unserved[0];
        const among = Int32Array.from({ length: model.vehicleCount }, (_, v) => v);
        const found = new Insertion();
        const price = () => routes.routesCost + weight * routes.fullness + model.compactnessWeight * routes.parted;
        const before = price();
        if (!findInsertion(routes, p, among, among.length, new Blink(random, 0), found)) return;
        insertPoint(routes, p, found);
        expect(price() - before).toBeCloseTo(found.delta, 4);
      }),
      { numRuns: 80 },
    );
  });

  it('is within a trip there already is where there may be no more of them', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const { model, routes, random } = planWithHoles(problemOf(chosen), chosen.seed);
        const among = Int32Array.from({ length: model.vehicleCount }, (_, v) => v);
        const found = new Insertion();
        routes.mostTrips = routes.tripTotal;
        for (const p of routes.unserved.slice(0, routes.unservedCount)) {
          if (!findInsertion(routes, p, among, among.length, new Blink(random, 0), found)) continue;
          expect(found.opensTrip).toBe(false);
          insertPoint(routes, p, found);
        }
        expect(routes.tripTotal).toBeLessThanOrEqual(routes.mostTrips);
      }),
      { numRuns: 60 },
    );
  });
});

describe('moving a trip', () => {
  it('leaves routes that keep every rule, and can be undone', () => {
    let made = 0;
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = problemOf(chosen);
        const { model, routes, random, neighbours, journal } = planWithHoles(problem, chosen.seed);
        const move = new TripMove(routes, neighbours, journal, new Ejection(routes, random), random);
        const active = new Uint8Array(model.vehicleCount).fill(1);
        const among = Int32Array.from(active, (_, v) => v);
        for (let k = 0; k < 20; k++) {
          if (routes.inTime.includes(0)) return;
          const before = readPlan(routes);
          const cost = routes.cost(model.prizeWeight);
          journal.open();
          const moved = move.move(random.below(model.pointCount), active, among, among.length);
          expect(moved ? checkPlan(problem, readPlan(routes)).errors : []).toEqual([]);
          if (moved) made++;
          if (moved && k % 2 === 0) continue;
          journal.undo();
          expect(readPlan(routes)).toEqual(before);
          expect(routes.cost(model.prizeWeight)).toBeCloseTo(cost, 3);
        }
      }),
      { numRuns: 60 },
    );
    expect(made).toBeGreaterThan(20);
  });
});

/** A plan as the search begins with it. */
function constructed(problem: Problem, seed: number) {
  const model = buildModel(problem);
  const routes = emptyRoutes(model, 0);
  new RuinRecreate(routes, nearestPoints(model, 20), new Random(seed)).construct();
  return { model, routes };
}

describe('changing who does what', () => {
  it('leaves routes that keep every rule, and can be undone', () => {
    const made = { vehicle: 0, instead: 0 };
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = problemOf({ ...chosen, vehicles: chosen.vehicles + 1 });
        const model = buildModel(problem);
        const random = new Random(chosen.seed);
        const neighbours = nearestPoints(model, 10);
        const search = new RuinRecreate(emptyRoutes(model, 0), neighbours, random);
        search.construct();
        const { routes } = search;
        const journal = new Journal(routes);
        const ejection = new Ejection(routes, random);
        const change = new VehicleChange(routes, neighbours, journal, ejection, random);
        const instead = new ServeInstead(routes, neighbours, journal, ejection, random);
        const active = new Uint8Array(model.vehicleCount).fill(1);
        const among = Int32Array.from(active, (_, v) => v);
        for (let k = 0; k < 20; k++) {
          if (routes.inTime.includes(0)) return;
          const before = readPlan(routes);
          const left = routes.unservedCount;
          journal.open();
          const p = random.below(model.pointCount);
          const serves = k % 3 === 2 && routes.routeOf[p] < 0;
          const moved = serves ? instead.move(p, active) : change.move(p, active, among, among.length);
          if (moved) made[serves ? 'instead' : 'vehicle']++;
          const after = moved && {
            errors: checkPlan(problem, readPlan(routes)).errors,
            unserved: routes.unservedCount,
            isServed: !serves || routes.routeOf[p] >= 0,
          };
          const unserved = left + ejection.removedCount - (serves ? 1 : 0);
          expect(after).toEqual(moved && { errors: [], unserved, isServed: true });
          if (moved && k % 2 === 0) continue;
          journal.undo();
          expect(readPlan(routes)).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
    expect(made.vehicle).toBeGreaterThan(20);
    expect(made.instead).toBeGreaterThan(0);
  });
});

describe('ejecting a point', () => {
  it('knows exactly how much less the truck then drives and serves', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = problemOf({ ...chosen, unreachableShare: 0 });
        const { model, routes } = constructed(problem, chosen.seed);
        const plan = readPlan(routes);
        const before = workSeconds(evaluatePlan(problem, plan));
        for (const route of plan.routes) {
          const base = route.vehicle * routes.stride;
          for (let at = 1; at < routes.length[route.vehicle] - 1; at++) {
            const point = routes.sequence[base + at];
            if (point >= model.pointCount) continue;
            const stops = route.stops.filter((stop) => stop.kind !== 'point' || stop.point !== point);
            const without = { routes: plan.routes.map((each) => (each === route ? { ...each, stops } : each)) };
            // A route left with breaks or unloadings only is still driven, as the one it is compared with.
            const after = workSeconds(evaluatePlan(problem, without));
            expect(workFreed(model, routes.sequence, base + at)).toBe(before - after);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('choosing the sites of a route anew', () => {
  it('takes for each trip the accepted site that makes the driving shortest', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const problem = problemOf({ ...chosen, intake: false, breaks: false, unreachableShare: 0 });
        const { model, routes } = constructed(problem, chosen.seed);
        for (let r = 0; r < model.vehicleCount; r++) {
          resite(routes, r);
          routes.refresh(r);
          expect(keepsSites(routes, r)).toBe(true);
          const base = r * routes.stride;
          const stops = Array.from(
            routes.sequence.subarray(base + 1, base + routes.length[r] - 1),
            (node): Stop =>
              node < model.pointCount
                ? { kind: 'point', point: node }
                : { kind: 'site', site: node - model.pointCount },
          );
          const evaluate = (changed: readonly Stop[]) =>
            evaluatePlan(problem, { routes: [{ vehicle: r, stops: changed }] });
          const driving = evaluate(stops).cost.drivingSeconds;
          stops.forEach(({ kind }, at) => {
            if (kind !== 'site') return;
            problem.sites.forEach((_, site) => {
              const other = evaluate(stops.with(at, { kind: 'site', site }));
              const refuses = ({ rule }: Violation) => rule === 'load-not-accepted' || rule === 'site-not-allowed';
              if (other.violations.some(refuses)) return;
              expect(driving).toBeLessThanOrEqual(other.cost.drivingSeconds);
            });
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});
