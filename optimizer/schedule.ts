/** The schedule of one route as it stands, and the rules it breaks. */
import { mostCollected } from './constraints/limits.ts';
import { latestBack, latestAtHome, overtimeFrom } from './constraints/shift.ts';
import { departureOf } from './departure.ts';
import type { RouteSchedule, Rule, StopSchedule, Violation } from './evaluation.ts';
import { costPerMetre, costPerSecond } from './objective.ts';
import { type Problem, type Route, type Stop, type TimeWindow, UNREACHABLE, type Vehicle } from './problem.ts';

/** Mutable sums of one evaluation. */
export interface Tally {
  readonly problem: Problem;
  readonly violations: Violation[];
  /** Vehicle that serves each point, −1 = none. */
  readonly servedBy: Int32Array;
  /** For each site, one per dimension. */
  readonly intake: Intake[][];
}

/** What a site has been brought of one dimension. */
interface Intake {
  brought: number;
  /** The unloading with which it became too much. */
  filledBy: { readonly vehicle: number; readonly stop: number } | null;
}

/** Earliest start at or after `arrival` within one of the windows; `late` seconds when all have closed. */
function startWithin(windows: readonly TimeWindow[], arrival: number): { start: number; late: number } {
  if (windows.length === 0) return { start: arrival, late: 0 };
  for (const [opens, closes] of windows) {
    // Not by Math.max: V8 of Node 20 compiles it here so that it sometimes gives the lesser of the two.
    if (arrival <= closes) return { start: arrival > opens ? arrival : opens, late: 0 };
  }
  return { start: arrival, late: arrival - windows[windows.length - 1][1] };
}

/**
 * Schedules `route` of `vehicle`, each stop as early as possible once it has left (see `departureOf`); what it serves, brings and breaks is noted in `tally`.
 */
export function scheduleRoute(tally: Tally, vehicle: Vehicle, route: Route): RouteSchedule {
  const { problem } = tally;
  const { frozen } = vehicle;
  const note = (stop: number, rule: Rule, amount: number): void => {
    tally.violations.push({ vehicle: route.vehicle, stop, rule, amount });
  };
  const noteLoads = (stop: number, rule: Rule, amounts: readonly number[]): void => {
    amounts.forEach((amount, dimension) => {
      if (amount > 0) tally.violations.push({ vehicle: route.vehicle, stop, rule, amount, dimension });
    });
  };
  const startSeconds = departureOf(problem, vehicle, route);
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
    noteLoads(
      index,
      'capacity',
      load.map((amount, d) => amount - vehicle.capacity[d]),
    );
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
      const intake = tally.intake[stop.site][d];
      intake.brought += amount;
      const isFull = intake.brought > (site.intake?.[d] ?? Number.POSITIVE_INFINITY);
      if (isFull) intake.filledBy ??= { vehicle: route.vehicle, stop: index };
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
    if (rested.has(rest.id)) note(index, 'break-twice', 1);
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
  noteLoads(-1, 'ends-loaded', load);
  const overtimeSeconds = Math.max(0, time - overtimeFrom(vehicle));
  const latest = route.stops.length === 0 ? latestAtHome(vehicle) : latestBack(vehicle);
  if (time > latest) note(-1, 'shift', time - latest);
  const { limits } = vehicle;
  const noteMost = (rule: Rule, amount: number, most: number | null | undefined): void => {
    if (most !== null && most !== undefined && amount > most) note(-1, rule, amount - most);
  };
  noteMost('most-points', stops.filter(({ stop }) => stop.kind === 'point').length, limits?.points);
  noteMost('most-driving-seconds', drivingSeconds, limits?.drivingSeconds);
  noteMost('most-driving-metres', drivingMetres, limits?.drivingMetres);
  noteLoads(
    -1,
    'most-load',
    collected.map((amount, d) => amount - mostCollected(vehicle, d)),
  );
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
