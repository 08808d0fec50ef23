/**
 * What VRPLIB and Solomon files have in common: customers, depots at which tours begin, end and unload, vehicles for one tour each;
 * and the answer, CVRPLIB's `.sol`. Files may hold fractions, the solver counts whole seconds: all are multiplied by `scale`.
 */
import { MAX_AMOUNT, MAX_LOCATIONS, MAX_SECONDS, MAX_SITES, ProblemError } from '../fields.ts';
import type { Plan, Problem, TimeWindow } from '../problem.ts';

/** A problem read from such a file, and what it takes to answer in its numbers. */
export interface TourCase {
  readonly problem: Problem;
  /** Seconds and metres of the problem in one unit of the file. */
  readonly scale: number;
  /** Length of a plan in units of the file, where it is not just what the problem's legs come to. */
  readonly length?: (plan: Plan) => number;
  /** Number of each vehicle's depot, where there are several. */
  readonly depots?: readonly number[];
}

/** A node of the file: where a customer is, or a depot. */
export interface TourNode {
  readonly demand: number;
  readonly service: number;
  readonly window: TimeWindow | null;
}

/** A vehicle: its depot, an index into `TourFile.depots`, and how much it carries. */
export interface TourVehicle {
  readonly depot: number;
  readonly capacity: number;
}

/** A file, its nodes numbered from 0, all times and lengths as whole numbers. */
export interface TourFile {
  readonly nodes: readonly TourNode[];
  /** Row-major lengths, which are also times. */
  readonly ways: Int32Array;
  /** Nodes that are depots. */
  readonly depots: readonly number[];
  readonly vehicles: readonly TourVehicle[];
  /** The longest a tour may take with service; `null` = any. */
  readonly longestTour: number | null;
}

/** Stands for "as long as it likes": with sums of it still within 32 bits. */
const ANY_LENGTH = 50_000_000;
/** Vehicles offered beyond the fewest the loads need where a file does not limit them. */
const SPARE_SHARE = 0.3;
const SPARE_VEHICLES = 3;
/** Fractions are kept to so many places at most, fewer where numbers would then be too large. */
const MOST_PLACES = 4;

/** As many vehicles as customers may need at one depot. */
export function enoughVehicles(demands: readonly number[], capacity: number): number {
  const customers = demands.length;
  const carried = demands.filter((demand) => demand <= capacity).reduce((sum, demand) => sum + demand, 0);
  return Math.max(
    1,
    Math.min(customers, Math.ceil(Math.ceil(carried / capacity) * (1 + SPARE_SHARE)) + SPARE_VEHICLES),
  );
}

/** The power of ten by which numbers with `places` decimals, the largest of them `largest`, become whole and small enough. */
export function scaleFor(largest: number, places: number): number {
  let scale = 1;
  for (let place = 0; place < Math.min(places, MOST_PLACES) && largest * scale * 10 <= ANY_LENGTH; place++) scale *= 10;
  return scale;
}

/** The most decimals that one of the numbers is written with. */
export function placesOf(numbers: Iterable<number>): number {
  let places = 0;
  for (const number of numbers) {
    while (places < MOST_PLACES && Math.abs(number * 10 ** places - Math.round(number * 10 ** places)) > 1e-7) places++;
  }
  return places;
}

/** The problem of a file. @throws ProblemError where it is larger than what can be planned. */
export function tourProblem({ nodes, ways, depots, vehicles, longestTour }: TourFile): Problem {
  if (nodes.length > MAX_LOCATIONS) {
    throw new ProblemError(`The file has ${nodes.length} nodes; at most ${MAX_LOCATIONS} can be planned at once.`);
  }
  if (depots.length > MAX_SITES) {
    throw new ProblemError(`The file has ${depots.length} depots; at most ${MAX_SITES} can be planned at once.`);
  }
  const isDepot = new Set(depots);
  const hasWindows = nodes.some(({ window }) => window !== null);
  // A limit with windows is one of driving: a tour that waits is not longer for it.
  const limits =
    longestTour !== null && hasWindows ? { points: null, drivingSeconds: longestTour, drivingMetres: null } : undefined;
  const latest = longestTour !== null && !hasWindows ? longestTour : ANY_LENGTH;
  return {
    dimensions: ['demand'],
    locationCount: nodes.length,
    seconds: ways,
    metres: ways,
    vehicles: vehicles.map(({ depot, capacity }, v) => ({
      id: `${v + 1}`,
      type: 'vehicle',
      capacity: [Math.min(capacity, MAX_AMOUNT)],
      startLocation: depots[depot],
      endLocation: depots[depot],
      shift: nodes[depots[depot]].window ?? [0, Math.min(latest, MAX_SECONDS)],
      maxOvertimeSeconds: 0,
      breaks: [],
      fixedCost: 0,
      costPerHour: 0,
      costPerKm: 0,
      tags: [],
      allowedSites: [depot],
      maxTrips: 1,
      ...(limits && { limits }),
      frozen: null,
      familiarPoints: [],
    })),
    points: nodes.flatMap(({ demand, service, window }, node) =>
      isDepot.has(node)
        ? []
        : [
            {
              id: `${node + 1}`,
              location: node,
              load: [demand],
              serviceSeconds: service,
              windows: window === null ? [] : [window],
              tags: [],
              loadTag: null,
              prize: 0,
              group: null,
            },
          ],
    ),
    sites: depots.map((location, s) => ({
      id: s === 0 ? 'depot' : `depot ${s + 1}`,
      location,
      unloadSeconds: 0,
      windows: [],
      accepts: null,
      intake: null,
    })),
    groups: [],
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}

/**
 * Writes a plan as CVRPLIB's `.sol`: one line a tour, customers numbered from 1 in the order of their nodes, then the cost. Where
 * there are several depots, a line says from which of them, numbered from 1 too, each tour starts.
 */
export function formatTours(tours: Omit<TourCase, 'problem'>, plan: Plan, drivingSeconds: number): string {
  const { depots, scale } = tours;
  const lines: string[] = [];
  const from: number[] = [];
  for (const route of plan.routes) {
    const customers = route.stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point + 1] : []));
    if (customers.length === 0) continue;
    lines.push(`Route #${lines.length + 1}: ${customers.join(' ')}`);
    if (depots !== undefined) from.push(depots[route.vehicle]);
  }
  if (from.length > 0) lines.push(`Depots ${from.join(' ')}`);
  lines.push(`Cost ${Number((tours.length?.(plan) ?? drivingSeconds / scale).toFixed(4))}`);
  return `${lines.join('\n')}\n`;
}
