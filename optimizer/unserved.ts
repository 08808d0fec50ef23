/** Says why a plan leaves points out: for each the first rule that stands in the way of serving it. */
import { mostCollected } from './constraints/limits.ts';
import { evaluatePlan, type RouteSchedule } from './evaluate.ts';
import {
  type Plan,
  type Point,
  type Problem,
  type Stop,
  type TimeWindow,
  UNREACHABLE,
  type Vehicle,
} from './problem.ts';

export type UnservedReason =
  /** No vehicle has all the tags the point needs. */
  | 'no-allowed-truck'
  /** No allowed vehicle is large enough for it. */
  | 'too-large'
  /** No site of an allowed vehicle accepts its load today. */
  | 'stream-not-accepted-today'
  /** No way from the vehicles to it and on to a site. */
  | 'unreachable'
  /** Even an empty allowed vehicle would miss its windows or the site's, or be back too late because of them. */
  | 'window-cannot-be-met'
  /** Even an empty allowed vehicle that did nothing else would not be back in time. */
  | 'shift-too-short'
  /** The sites it may go to have taken all they take in the day. */
  | 'site-full'
  /** Every allowed vehicle makes its only trip, and none of them has room left. */
  | 'no-capacity-left'
  /** The same where vehicles may go out several times: they make as many trips as they may. */
  | 'no-trips-left'
  /** Vehicles with room serve as many points as they may. */
  | 'no-points-left'
  /** With it, vehicles with room would collect more in the day than they may. */
  | 'no-load-left'
  /** With it, vehicles with room would drive longer than they may. */
  | 'no-driving-time-left'
  /** With it, vehicles with room would drive farther than they may. */
  | 'no-distance-left'
  /** Nothing of the above: there is room, or another trip is allowed, but no time left for it. */
  | 'no-time-left';

export interface UnservedExplanation {
  readonly point: number;
  readonly reason: UnservedReason;
}

/** The reason for each point that `plan` leaves out, in order of index. */
export function explainUnserved(problem: Problem, plan: Plan): UnservedExplanation[] {
  const evaluation = evaluatePlan(problem, plan);
  const tripLoads = problem.vehicles.map((): number[][] => []);
  const siteLoads = problem.sites.map(() => problem.dimensions.map(() => 0));
  const schedules = new Map(evaluation.routes.map((route) => [route.vehicle, route]));
  for (const route of evaluation.routes) {
    let aboard: readonly number[] = problem.vehicles[route.vehicle].frozen?.load ?? [];
    for (const { stop, loadAfter } of route.stops) {
      if (stop.kind === 'site') {
        tripLoads[route.vehicle].push([...aboard]);
        aboard.forEach((amount, d) => {
          siteLoads[stop.site][d] += amount;
        });
      }
      aboard = loadAfter;
    }
  }
  return evaluation.unserved.map((point) => ({
    point,
    reason: reasonFor(problem, problem.points[point], tripLoads, siteLoads, schedules),
  }));
}

function reasonFor(
  problem: Problem,
  point: Point,
  tripLoads: readonly (readonly number[][])[],
  siteLoads: readonly number[][],
  schedules: ReadonlyMap<number, RouteSchedule>,
): UnservedReason {
  const allowed = problem.vehicles.flatMap((vehicle, v) =>
    point.tags.every((tag) => vehicle.tags.includes(tag)) ? [v] : [],
  );
  if (allowed.length === 0) return 'no-allowed-truck';
  const large = allowed.filter((v) => point.load.every((load, d) => load <= problem.vehicles[v].capacity[d]));
  if (large.length === 0) return 'too-large';
  const ways = large.flatMap((v) =>
    problem.vehicles[v].allowedSites
      .filter((s) => point.loadTag === null || (problem.sites[s].accepts?.includes(point.loadTag) ?? true))
      .map((s) => ({ v, s })),
  );
  if (ways.length === 0) return 'stream-not-accepted-today';
  const outcomes = ways.map(({ v, s }) => tryAlone(problem, problem.vehicles[v], point, s));
  if (outcomes.every((outcome) => outcome === 'unreachable')) return 'unreachable';
  if (!outcomes.includes('fits')) return outcomes.includes('shift') ? 'shift-too-short' : 'window-cannot-be-met';
  const takes = (s: number): boolean =>
    point.load.every((load, d) => siteLoads[s][d] + load <= (problem.sites[s].intake?.[d] ?? Number.POSITIVE_INFINITY));
  const open = ways.filter(({ s }, k) => outcomes[k] === 'fits' && takes(s));
  if (open.length === 0) return 'site-full';
  const able = [...new Set(open.map(({ v }) => v))];
  const withRoom = able.filter((v) => {
    const vehicle = problem.vehicles[v];
    const made = tripLoads[v].length + (vehicle.frozen?.tripsDone ?? 0);
    if (vehicle.maxTrips === null || made < vehicle.maxTrips) return true;
    return tripLoads[v].some((load) => load.every((amount, d) => amount + point.load[d] <= vehicle.capacity[d]));
  });
  if (withRoom.length === 0) {
    return able.every((v) => problem.vehicles[v].maxTrips === 1) ? 'no-capacity-left' : 'no-trips-left';
  }
  return mostFrequent(
    withRoom.map((v) => {
      const sites = open.filter((way) => way.v === v).map(({ s }) => s);
      return limitReached(problem, v, point, sites, schedules) ?? 'no-time-left';
    }),
  );
}

/** The reason that stands in the way of most vehicles, of several the first. */
function mostFrequent(reasons: readonly UnservedReason[]): UnservedReason {
  const count = (reason: UnservedReason): number => reasons.filter((each) => each === reason).length;
  return [...reasons].sort((a, b) => count(b) - count(a))[0];
}

/**
 * Which limit of vehicle `v`'s route does not allow the point as well, wherever in the route it comes and whichever of `sites` it
 * goes to; `null` where none stands in the way.
 */
function limitReached(
  problem: Problem,
  v: number,
  point: Point,
  sites: readonly number[],
  schedules: ReadonlyMap<number, RouteSchedule>,
): UnservedReason | null {
  const vehicle = problem.vehicles[v];
  const { limits } = vehicle;
  if (limits === undefined) return null;
  const route = schedules.get(v);
  const stops = route?.stops.filter(({ stop }) => stop.kind !== 'break') ?? [];
  const served = stops.filter(({ stop }) => stop.kind === 'point').length;
  if (limits.points !== null && served >= limits.points) return 'no-points-left';
  const collects = (load: number, d: number): boolean => (route?.collected[d] ?? 0) + load > mostCollected(vehicle, d);
  if (point.load.some(collects)) return 'no-load-left';
  const places = [
    vehicle.frozen?.location ?? vehicle.startLocation,
    ...stops.map(({ stop }) => locationOf(problem, stop)),
    vehicle.endLocation,
  ];
  /** What the shortest way over the point, and where it is a trip of its own over a site, adds to the route's. */
  const added = (cells: Int32Array): number => {
    const leg = (from: number, to: number): number => {
      const cell = from * problem.locationCount + to;
      return problem.seconds[cell] === UNREACHABLE || cells[cell] === UNREACHABLE
        ? Number.POSITIVE_INFINITY
        : cells[cell];
    };
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1; k < places.length; k++) {
      const [before, after] = [places[k - 1], places[k]];
      const spared = stops.length === 0 ? 0 : leg(before, after);
      if (k < places.length - 1)
        least = Math.min(least, leg(before, point.location) + leg(point.location, after) - spared);
      for (const s of sites) {
        const site = problem.sites[s].location;
        least = Math.min(least, leg(before, point.location) + leg(point.location, site) + leg(site, after) - spared);
      }
    }
    return least;
  };
  const { drivingSeconds, drivingMetres } = limits;
  if (drivingSeconds !== null && (route?.drivingSeconds ?? 0) + added(problem.seconds) > drivingSeconds) {
    return 'no-driving-time-left';
  }
  if (drivingMetres !== null && (route?.drivingMetres ?? 0) + added(problem.metres) > drivingMetres) {
    return 'no-distance-left';
  }
  return null;
}

function locationOf(problem: Problem, stop: Stop): number {
  if (stop.kind === 'break') throw new Error('A break is taken wherever the vehicle stands.');
  return stop.kind === 'point' ? problem.points[stop.point].location : problem.sites[stop.site].location;
}

type Outcome = 'fits' | 'unreachable' | 'window' | 'shift';

/** What happens when `vehicle`, without any other work, goes to the point, to site `s` and to its end. */
function tryAlone(problem: Problem, vehicle: Vehicle, point: Point, s: number): Outcome {
  const site = problem.sites[s];
  const start = vehicle.frozen?.location ?? vehicle.startLocation;
  const cells = [
    [start, point.location],
    [point.location, site.location],
    [site.location, vehicle.endLocation],
  ].map(([from, to]) => from * problem.locationCount + to);
  const legs = cells.map((cell) => problem.seconds[cell]);
  if (legs.includes(UNREACHABLE) || cells.some((cell) => problem.metres[cell] === UNREACHABLE)) return 'unreachable';
  const leaves = Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0);
  const latest = vehicle.shift[1] + vehicle.maxOvertimeSeconds;
  const shortest = legs[0] + point.serviceSeconds + legs[1] + site.unloadSeconds + legs[2];
  if (leaves + shortest > latest) return 'shift';
  const served = earliest(point.windows, leaves + legs[0]);
  if (served === null) return 'window';
  const unloaded = earliest(site.windows, served + point.serviceSeconds + legs[1]);
  if (unloaded === null) return 'window';
  return unloaded + site.unloadSeconds + legs[2] <= latest ? 'fits' : 'window';
}

function earliest(windows: readonly TimeWindow[], arrival: number): number | null {
  if (windows.length === 0) return arrival;
  const open = windows.find((window) => arrival <= window[1]);
  if (open === undefined) return null;
  return arrival > open[0] ? arrival : open[0];
}
