/**
 * Prices a given plan without changing it: the schedule of every route, the cost components in their order, and every rule it
 * breaks. Pure and free of Node, so that a drag can be priced in a browser.
 */
import type { Evaluation, RouteSchedule } from './evaluation.ts';
import { nearPairs, partedPairs } from './near-pairs.ts';
import { imbalance, OTHER_ORDER, objectiveWeights, prizeOf, shortfallCost, targetMass } from './objective.ts';
import type { Plan, Problem } from './problem.ts';
import { scheduleRoute, type Tally } from './schedule.ts';

/** Relative size of what rounding may make of a sum. */
const ROUNDING = 1e-12;

export type {
  CostComponents,
  Evaluation,
  GroupResult,
  RouteSchedule,
  Rule,
  StopSchedule,
  Violation,
} from './evaluation.ts';
export type {
  Break,
  FrozenStart,
  Group,
  Plan,
  Point,
  Problem,
  Route,
  RouteLimits,
  Site,
  SoftWeights,
  Stop,
  TimeWindow,
  Vehicle,
} from './problem.ts';
export { UNREACHABLE } from './problem.ts';

/**
 * Schedules and prices `plan`. Every stop is done as early as possible in the given order; a broken rule is noted and the
 * schedule goes on as if the truck did it all the same. Stops whose index does not exist are noted and skipped.
 */
export function evaluatePlan(problem: Problem, plan: Plan): Evaluation {
  const tally: Tally = {
    problem,
    violations: [],
    servedBy: new Int32Array(problem.points.length).fill(-1),
    intake: problem.sites.map(() => problem.dimensions.map(() => ({ brought: 0, filledBy: null }))),
  };
  const seen = new Set<number>();
  const routes: RouteSchedule[] = [];
  for (const route of plan.routes) {
    const vehicle = problem.vehicles[route.vehicle];
    if (vehicle === undefined) {
      tally.violations.push({ vehicle: route.vehicle, stop: -1, rule: 'unknown-index', amount: 1 });
      continue;
    }
    if (seen.has(route.vehicle)) {
      tally.violations.push({ vehicle: route.vehicle, stop: -1, rule: 'vehicle-twice', amount: 1 });
      continue;
    }
    seen.add(route.vehicle);
    if (route.stops.length > 0 || vehicle.frozen !== null) routes.push(scheduleRoute(tally, vehicle, route));
  }
  problem.vehicles.forEach((vehicle, index) => {
    if (vehicle.frozen !== null && !seen.has(index)) {
      routes.push(scheduleRoute(tally, vehicle, { vehicle: index, stops: [] }));
    }
  });
  noteIntake(tally);
  return summarise(tally, routes);
}

function noteIntake({ problem, intake, violations }: Tally): void {
  problem.sites.forEach((site, index) => {
    site.intake?.forEach((most, dimension) => {
      const { brought, filledBy } = intake[index][dimension];
      if (filledBy !== null) violations.push({ ...filledBy, rule: 'intake', amount: brought - most, dimension });
    });
  });
}

function summarise(tally: Tally, routes: RouteSchedule[]): Evaluation {
  const { problem, servedBy, violations } = tally;
  const weights = objectiveWeights(problem);
  const groupMass = problem.groups.map((group) => group.collectedMass);
  const known = knownPoints(problem);
  const unserved: number[] = [];
  let totalMass = 0;
  let unservedMass = 0;
  let unservedPrize = 0;
  problem.points.forEach((point, index) => {
    totalMass += point.load[0];
    const vehicle = servedBy[index];
    if (vehicle < 0) {
      unserved.push(index);
      unservedMass += point.load[0];
      unservedPrize += prizeOf(point);
      return;
    }
    if (point.group !== null) groupMass[point.group] += point.load[0];
  });
  const groups = problem.groups.map((group, index) => {
    const target = targetMass(group);
    const servedMass = groupMass[index];
    // A target is a product of fractions: what is missing to it by rounding alone is not missing.
    const missing = target - servedMass;
    return { group: index, targetMass: target, servedMass, shortfallMass: missing > ROUNDING * target ? missing : 0 };
  });
  const targetShortfall = sum(groups.map((group) => shortfallCost(group.targetMass, group.servedMass)));
  const overtimeSeconds = sum(routes.map((route) => route.overtimeSeconds));
  const drivingCost = sum(routes.map((route) => route.drivingCost));
  const drivingSeconds = sum(routes.map((route) => route.drivingSeconds));
  const balance = sum(
    routes.map((route) => {
      const { shift } = problem.vehicles[route.vehicle];
      return imbalance(route.drivingSeconds + route.serviceSeconds + route.unloadSeconds, shift[1] - shift[0]);
    }),
  );
  const unfamiliarity = sum(routes.map((route) => unfamiliarityOf(known, route)));
  const parted = weights.compactness > 0 ? partedPairs(nearPairs(problem), servedBy) : 0;
  const total =
    weights.shortfall * targetShortfall +
    weights.prize * unservedPrize +
    weights.overtime * overtimeSeconds +
    drivingCost +
    weights.drivingSecond * drivingSeconds +
    weights.balance * balance +
    weights.unfamiliarity * unfamiliarity +
    weights.compactness * parted;
  return {
    feasible: violations.length === 0,
    cost: {
      targetShortfall,
      shortfallMass: sum(groups.map((group) => group.shortfallMass)),
      unservedPrize,
      unservedMass,
      overtimeSeconds,
      drivingCost,
      drivingSeconds,
      drivingMetres: sum(routes.map((route) => route.drivingMetres)),
      balance,
      unfamiliarity,
      partedPairs: parted,
      total,
    },
    violations,
    routes,
    groups,
    unserved,
    servedMass: totalMass - unservedMass,
    totalMass,
  };
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** What crews know: by vehicle, each known point with what is usually served before it, −1 = nothing. */
interface Known {
  readonly anyone: ReadonlySet<number>;
  readonly by: readonly ReadonlyMap<number, number>[];
}

function knownPoints(problem: Problem): Known {
  const by = problem.vehicles.map(
    ({ familiarPoints }) => new Map(familiarPoints.map((point, k) => [point, k === 0 ? -1 : familiarPoints[k - 1]])),
  );
  return { anyone: new Set(by.flatMap((points) => [...points.keys()])), by };
}

/** The route's part of the unfamiliarity. */
function unfamiliarityOf({ anyone, by }: Known, route: RouteSchedule): number {
  const known = by[route.vehicle];
  let total = 0;
  let before: number | null = null;
  for (const { stop } of route.stops) {
    if (stop.kind === 'site') before = null;
    if (stop.kind !== 'point') continue;
    const usual = known.get(stop.point);
    if (usual === undefined) total += anyone.has(stop.point) ? 1 : 0;
    else if (before !== null && usual !== before) total += OTHER_ORDER;
    before = stop.point;
  }
  return total;
}
