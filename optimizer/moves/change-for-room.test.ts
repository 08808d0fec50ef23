import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { evaluatePlan } from '../evaluate.ts';
import { buildModel } from '../model/build-model.ts';
import { nearestPoints } from '../model/neighbours.ts';
import type { Problem } from '../problem.ts';
import { Random } from '../random.ts';
import { RuinRecreate } from '../search/ruin-recreate.ts';
import { emptyRoutes, readPlan } from '../state/convert.ts';
import { Journal } from '../state/journal.ts';
import { syntheticProblem } from '../synthetic.ts';
import { ChangeForRoom } from './change-for-room.ts';
import { Ejection } from './eject.ts';
import { StringRemoval } from './remove-strings.ts';

/** Vehicles of several sizes and prices, each of which goes out once. */
function oneTripEach(problem: Problem): Problem {
  const vehicles = problem.vehicles.map((vehicle, v) => ({
    ...vehicle,
    capacity: vehicle.capacity.map((most) => (most * (1 + (v % 3))) / 2).map(Math.round),
    costPerHour: 3600 + 400 * (v % 3),
    maxTrips: 1,
  }));
  return { ...problem, vehicles };
}

it('makes room for a point by a change of vehicles at the price it says, keeps every rule, and can be undone', () => {
  let made = 0;
  let exact = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.record({
        points: fc.integer({ min: 6, max: 14 }),
        vehicles: fc.integer({ min: 3, max: 6 }),
        sites: fc.integer({ min: 1, max: 2 }),
        dimensions: fc.integer({ min: 1, max: 2 }),
        windowShare: fc.constantFrom(0, 0.4),
        breaks: fc.boolean(),
        tags: fc.boolean(),
        overtime: fc.boolean(),
        frozenShare: fc.constantFrom(0, 0.3),
        unreachableShare: fc.constantFrom(0, 0.05),
      }),
      (seed, shape) => {
        const problem = oneTripEach(syntheticProblem({ ...shape, seed }));
        const model = buildModel(problem);
        const random = new Random(seed);
        const neighbours = nearestPoints(model, 10);
        const routes = emptyRoutes(model, 0);
        new RuinRecreate(routes, neighbours, random).construct();
        const journal = new Journal(routes);
        const ejection = new Ejection(routes, random);
        const change = new ChangeForRoom(routes, journal, ejection);
        const strings = new StringRemoval(routes, neighbours, journal, random);
        const active = new Uint8Array(model.vehicleCount).fill(1);
        const among = Int32Array.from(active, (_, v) => v);
        for (let k = 0; k < 10; k++) {
          if (routes.inTime.includes(0)) return;
          journal.open();
          strings.remove(random.below(model.pointCount), active, 3, 3);
          if (routes.unservedCount === 0 || routes.inTime.includes(0)) continue;
          const p = routes.unserved[random.below(routes.unservedCount)];
          const before = readPlan(routes);
          const left = routes.unservedCount;
          journal.open();
          if (!change.find(p, among, among.length, active, Number.POSITIVE_INFINITY)) continue;
          const { delta } = change;
          const isMade = change.carryOut(p) && !routes.inTime.includes(0);
          const after = isMade ? readPlan(routes) : before;
          const [from, to] = [before, after].map((plan) => evaluatePlan(problem, plan).cost);
          // What it does not look at may add to it: another site by the way, and overtime.
          const isExact = isMade && shape.sites === 1 && to.overtimeSeconds === from.overtimeSeconds;
          expect(isMade && [checkPlan(problem, after).errors, routes.unservedCount]).toEqual(isMade && [[], left - 1]);
          const added = to.drivingCost - from.drivingCost;
          expect(added).toBeCloseTo(isExact ? delta : added, 3);
          if (isMade) made++;
          if (isExact) exact++;
          if (isMade && k % 2 === 0) continue;
          journal.undo();
          expect(readPlan(routes)).toEqual(before);
        }
      },
    ),
    { numRuns: 80 },
  );
  expect([made > 40, exact > 15]).toEqual([true, true]);
});
