/**
 * Prices a given plan without changing it: the schedule of every route, the cost components in their order, and every rule it
 * breaks. Pure and free of Node, so that a drag can be priced in a browser.
 */
import {
  costPerMetre,
  costPerSecond,
  imbalance,
  objectiveWeights,
  pointWorth,
  shortfallCost,
  targetMass,
} from './objective.ts';
import {
  type Plan,
  type Problem,
  type Route,
  type Stop,
  type TimeWindow,
  UNREACHABLE,
  type Vehicle,
} from './problem.ts';

export type {
  Break,
  FrozenStart,
  Group,
  Plan,
  Point,
  Problem,
  Route,
  Site,
  SoftWeights,
  Stop,
  TimeWindow,
  Vehicle,
} from './problem.ts';
export { UNREACHABLE } from './problem.ts';

/** Cost components in the order in which they count; less is better in each. */
export interface CostComponents {
  /** Σ over groups of the price of the mass missing to the target (quadratic, in mass units). */
  readonly targetShortfall: number;
  /** Σ over groups of the mass missing to the target. */
  readonly shortfallMass: number;
  /** Worth of the unserved points (their prizes, or masses where no prize is set). */
  readonly unservedWorth: number;
  /** Mass of the unserved points. */
  readonly unservedMass: number;
  /** Seconds beyond the shifts' ends, all vehicles. */
  readonly overtimeSeconds: number;
  /** Fixed, time and distance costs of the used vehicles, cost units. */
  readonly drivingCost: number;
  readonly drivingSeconds: number;
  readonly drivingMetres: number;
  /** Σ over used vehicles of work² ÷ shift, seconds; least when work is even. */
  readonly balance: number;
  /** Points served by a crew that does not know them while another crew does. */
  readonly familiarity: number;
  /** All components weighed into one number, for comparing two plans of the same problem. */
  readonly total: number;
}

export type Rule =
  | 'unknown-index'
  | 'vehicle-twice'
  | 'point-twice'
  | 'unreachable'
  | 'capacity'
  | 'window'
  | 'site-window'
  | 'shift'
  | 'tags'
  | 'site-not-allowed'
  | 'load-not-accepted'
  | 'intake'
  | 'ends-loaded'
  | 'trips'
  | 'break-window'
  | 'break-missing';

export interface Violation {
  /** Index into `problem.vehicles`; −1 where no single vehicle is to blame (a site's intake). */
  readonly vehicle: number;
  /** Index into the route's stops; −1 where no single stop is to blame (the way home, a missing break). */
  readonly stop: number;
  readonly rule: Rule;
  /** By how much, in the rule's own unit: seconds late, load too much, trips too many; 1 where there is no measure. */
  readonly amount: number;
}

export interface StopSchedule {
  readonly stop: Stop;
  readonly arrivalSeconds: number;
  readonly waitSeconds: number;
  readonly serviceStartSeconds: number;
  readonly departureSeconds: number;
  /** Load aboard when leaving, one amount per dimension. */
  readonly loadAfter: readonly number[];
  /** Number of the trip, from 1, trips of a frozen start included. */
  readonly trip: number;
  /** Driving from the stop before (or the start). */
  readonly legSeconds: number;
  readonly legMetres: number;
}

export interface RouteSchedule {
  readonly vehicle: number;
  readonly stops: readonly StopSchedule[];
  readonly startSeconds: number;
  /** Back at the end location. */
  readonly endSeconds: number;
  /** The last leg, to the end location. */
  readonly returnSeconds: number;
  readonly returnMetres: number;
  readonly drivingSeconds: number;
  readonly drivingMetres: number;
  readonly waitSeconds: number;
  readonly serviceSeconds: number;
  readonly unloadSeconds: number;
  readonly breakSeconds: number;
  readonly overtimeSeconds: number;
  /** Unloading stops of this plan. */
  readonly trips: number;
  /** Collected in this plan, one amount per dimension. */
  readonly collected: readonly number[];
  /** Fixed, time and distance cost. */
  readonly drivingCost: number;
}

export interface GroupResult {
  readonly group: number;
  readonly targetMass: number;
  /** Collected before and in this plan. */
  readonly servedMass: number;
  readonly shortfallMass: number;
}

export interface Evaluation {
  /** Whether no hard rule is broken. */
  readonly feasible: boolean;
  readonly cost: CostComponents;
  readonly violations: readonly Violation[];
  /** One per route of the plan that does anything, in the plan's order, then frozen vehicles the plan leaves out. */
  readonly routes: readonly RouteSchedule[];
  readonly groups: readonly GroupResult[];
  /** Indices of points in no route. */
  readonly unserved: readonly number[];
  readonly servedMass: number;
  readonly totalMass: number;
}

/** Mutable sums of one evaluation. */
interface Tally {
  readonly problem: Problem;
  readonly violations: Violation[];
  readonly servedBy: Int32Array;
  readonly intake: number[][];
}

/**
 * Schedules and prices `plan`. Every stop is done as early as possible in the given order; a broken rule is noted and the
 * schedule goes on as if the truck did it all the same. Stops whose index does not exist are noted and skipped.
 */
export function evaluatePlan(problem: Problem, plan: Plan): Evaluation {
  const tally: Tally = {
    problem,
    violations: [],
    servedBy: new Int32Array(problem.points.length).fill(-1),
    intake: problem.sites.map(() => problem.dimensions.map(() => 0)),
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

function noteIntake(tally: Tally): void {
  tally.problem.sites.forEach((site, index) => {
    if (site.intake === null) return;
    const over = Math.max(...site.intake.map((most, d) => tally.intake[index][d] - most));
    if (over > 0) tally.violations.push({ vehicle: -1, stop: index, rule: 'intake', amount: over });
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
  let unservedWorth = 0;
  let familiarity = 0;
  problem.points.forEach((point, index) => {
    totalMass += point.load[0];
    const vehicle = servedBy[index];
    if (vehicle < 0) {
      unserved.push(index);
      unservedMass += point.load[0];
      unservedWorth += pointWorth(point);
      return;
    }
    if (point.group !== null) groupMass[point.group] += point.load[0];
    if (known.anyone.has(index) && !known.by[vehicle].has(index)) familiarity += 1;
  });
  const groups = problem.groups.map((group, index) => {
    const target = targetMass(group);
    const servedMass = groupMass[index];
    return { group: index, targetMass: target, servedMass, shortfallMass: Math.max(0, target - servedMass) };
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
  const total =
    weights.shortfall * targetShortfall +
    weights.worth * unservedWorth +
    weights.overtime * overtimeSeconds +
    drivingCost +
    weights.drivingSecond * drivingSeconds +
    weights.balance * balance +
    weights.familiarity * familiarity;
  return {
    feasible: violations.length === 0,
    cost: {
      targetShortfall,
      shortfallMass: sum(groups.map((group) => group.shortfallMass)),
      unservedWorth,
      unservedMass,
      overtimeSeconds,
      drivingCost,
      drivingSeconds,
      drivingMetres: sum(routes.map((route) => route.drivingMetres)),
      balance,
      familiarity,
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

function knownPoints(problem: Problem): { anyone: Set<number>; by: Set<number>[] } {
  const by = problem.vehicles.map((vehicle) => new Set(vehicle.familiarPoints));
  const anyone = new Set<number>();
  for (const points of by) for (const point of points) anyone.add(point);
  return { anyone, by };
}

/** Earliest start at or after `arrival` within one of the windows; `late` seconds when all have closed. */
function startWithin(windows: readonly TimeWindow[], arrival: number): { start: number; late: number } {
  if (windows.length === 0) return { start: arrival, late: 0 };
  for (const [opens, closes] of windows) {
    if (arrival <= closes) return { start: Math.max(arrival, opens), late: 0 };
  }
  return { start: arrival, late: arrival - windows[windows.length - 1][1] };
}

function scheduleRoute(tally: Tally, vehicle: Vehicle, route: Route): RouteSchedule {
  const { problem } = tally;
  const { frozen } = vehicle;
  const note = (stop: number, rule: Rule, amount: number): void => {
    tally.violations.push({ vehicle: route.vehicle, stop, rule, amount });
  };
  const startSeconds = Math.max(vehicle.shift[0], frozen?.time ?? 0);
  let at = frozen?.location ?? vehicle.startLocation;
  let time = startSeconds;
  let load = problem.dimensions.map((_, d) => frozen?.load[d] ?? 0);
  let aboard = new Set<string>(frozen?.loadTags ?? []);
  let trip = (frozen?.tripsDone ?? 0) + 1;
  let drivingMetres = 0;
  let waitSeconds = 0;
  let serviceSeconds = 0;
  let unloadSeconds = 0;
  let breakSeconds = 0;
  let drivingSeconds = 0;
  let trips = 0;
  const collected = problem.dimensions.map(() => 0);
  const rested = new Set<string>(frozen?.breaksDone ?? []);
  const stops: StopSchedule[] = [];

  const drive = (to: number, stop: number): { legSeconds: number; legMetres: number } => {
    const cell = at * problem.locationCount + to;
    let legSeconds = problem.seconds[cell];
    let legMetres = problem.metres[cell];
    if (legSeconds === UNREACHABLE || legMetres === UNREACHABLE) {
      note(stop, 'unreachable', 1);
      legSeconds = 0;
      legMetres = 0;
    }
    at = to;
    time += legSeconds;
    drivingSeconds += legSeconds;
    drivingMetres += legMetres;
    return { legSeconds, legMetres };
  };

  const push = (stop: Stop, leg: { legSeconds: number; legMetres: number }, arrival: number, start: number): void => {
    waitSeconds += start - arrival;
    stops.push({
      stop,
      arrivalSeconds: arrival,
      waitSeconds: start - arrival,
      serviceStartSeconds: start,
      departureSeconds: time,
      loadAfter: load,
      trip,
      ...leg,
    });
  };

  const doPoint = (stop: Extract<Stop, { kind: 'point' }>, index: number): void => {
    const point = problem.points[stop.point];
    if (point === undefined) return note(index, 'unknown-index', 1);
    if (tally.servedBy[stop.point] >= 0) note(index, 'point-twice', 1);
    tally.servedBy[stop.point] = route.vehicle;
    const missing = point.tags.filter((tag) => !vehicle.tags.includes(tag)).length;
    if (missing > 0) note(index, 'tags', missing);
    const leg = drive(point.location, index);
    const arrival = time;
    const { start, late } = startWithin(point.windows, arrival);
    if (late > 0) note(index, 'window', late);
    time = start + point.serviceSeconds;
    serviceSeconds += point.serviceSeconds;
    load = load.map((amount, d) => amount + point.load[d]);
    point.load.forEach((amount, d) => {
      collected[d] += amount;
    });
    if (point.loadTag !== null) aboard.add(point.loadTag);
    const over = Math.max(...load.map((amount, d) => amount - vehicle.capacity[d]));
    if (over > 0) note(index, 'capacity', over);
    push(stop, leg, arrival, start);
  };

  const doSite = (stop: Extract<Stop, { kind: 'site' }>, index: number): void => {
    const site = problem.sites[stop.site];
    if (site === undefined) return note(index, 'unknown-index', 1);
    if (!vehicle.allowedSites.includes(stop.site)) note(index, 'site-not-allowed', 1);
    const { accepts } = site;
    const refused = accepts === null ? 0 : [...aboard].filter((tag) => !accepts.includes(tag)).length;
    if (refused > 0) note(index, 'load-not-accepted', refused);
    const leg = drive(site.location, index);
    const arrival = time;
    const { start, late } = startWithin(site.windows, arrival);
    if (late > 0) note(index, 'site-window', late);
    time = start + site.unloadSeconds;
    unloadSeconds += site.unloadSeconds;
    load.forEach((amount, d) => {
      tally.intake[stop.site][d] += amount;
    });
    load = load.map(() => 0);
    aboard = new Set();
    trips += 1;
    if (vehicle.maxTrips !== null && trip > vehicle.maxTrips) note(index, 'trips', trip - vehicle.maxTrips);
    push(stop, leg, arrival, start);
    trip += 1;
  };

  const doBreak = (stop: Extract<Stop, { kind: 'break' }>, index: number): void => {
    const rest = vehicle.breaks[stop.breakIndex];
    if (rest === undefined) return note(index, 'unknown-index', 1);
    rested.add(rest.id);
    const arrival = time;
    const { start, late } = startWithin([rest.window], arrival);
    if (late > 0) note(index, 'break-window', late);
    time = start + rest.seconds;
    breakSeconds += rest.seconds;
    push(stop, { legSeconds: 0, legMetres: 0 }, arrival, start);
  };

  route.stops.forEach((stop, index) => {
    if (stop.kind === 'point') doPoint(stop, index);
    else if (stop.kind === 'site') doSite(stop, index);
    else doBreak(stop, index);
  });

  const home = drive(vehicle.endLocation, -1);
  const aboardAtEnd = Math.max(...load);
  if (aboardAtEnd > 0) note(-1, 'ends-loaded', aboardAtEnd);
  const overtimeSeconds = Math.max(0, time - vehicle.shift[1]);
  if (overtimeSeconds > vehicle.maxOvertimeSeconds) note(-1, 'shift', overtimeSeconds - vehicle.maxOvertimeSeconds);
  for (const rest of vehicle.breaks) {
    const due = time > rest.window[1] && startSeconds <= rest.window[1];
    if (due && !rested.has(rest.id)) note(-1, 'break-missing', rest.seconds);
  }
  return {
    vehicle: route.vehicle,
    stops,
    startSeconds,
    endSeconds: time,
    returnSeconds: home.legSeconds,
    returnMetres: home.legMetres,
    drivingSeconds,
    drivingMetres,
    waitSeconds,
    serviceSeconds,
    unloadSeconds,
    breakSeconds,
    overtimeSeconds,
    trips,
    collected,
    drivingCost: vehicle.fixedCost + drivingSeconds * costPerSecond(vehicle) + drivingMetres * costPerMetre(vehicle),
  };
}
