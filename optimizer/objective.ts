/**
 * What a plan costs as one number, so that two plans can be compared: target shortfall, unserved mass, overtime,
 * driving cost, balance between vehicles, unfamiliarity, in this order, turned into weights that are far apart: all driving, all fixed
 * costs and all overtime together do not outbid the least difference that there can be between the prizes of two sets of points, no
 * prize the same mass that a group misses to its target, and no detour of a vehicle, its fixed cost included, a minute of overtime. Balance and unfamiliarity together come to less than a second of driving, unless the
 * problem gives them a price of its own.
 */
import { nearPairs } from './near-pairs.ts';
import type { Group, Point, Problem, Vehicle } from './problem.ts';

export interface ObjectiveWeights {
  /** Per unit of weighted shortfall (see `shortfallCost`). */
  readonly shortfall: number;
  /** Per unit of unserved prize (see `prizeOf`). */
  readonly prize: number;
  /** Per second of overtime. */
  readonly overtime: number;
  /** Per driving second on top of the vehicles' own costs; 1 when no vehicle has any cost, else 0. */
  readonly drivingSecond: number;
  /** Per unit of balance (see `imbalance`). */
  readonly balance: number;
  /** Per unit of unfamiliarity (see `CostComponents`). */
  readonly unfamiliarity: number;
  /** Per pair of near points that different vehicles serve. */
  readonly compactness: number;
}

/** A point the crew knows counts this much against one it does not, when it follows another point than usual. */
export const OTHER_ORDER = 0.25;
/** The longest legs a detour may have: to a point, to a site and home, and as many again where others make room for it. */
const DETOUR_LEGS = 8;
/** So much overtime is as dear as the dearest detour of a vehicle, its fixed cost included. */
const DETOUR_SECONDS = 60;
/** Balance, and likewise unfamiliarity, come to this share of the cheapest second of driving at most, unless they have a price. */
const LAST_SHARE = 0.49;
/** A prize below this share of all counts as so much where single points are compared. */
const LEAST_SHARE = 1e-6;
/** Decimals of a prize that are told apart. */
const MOST_PLACES = 6;
/** Sums of prices stay below this, so that single cost units are not lost in the 53 bits of a number. */
const MOST_PRICE = 2 ** 50;
/** A group's missing mass is at least this many times dearer than the same mass without a target. */
const SHORTFALL_FACTOR = 20;
/** Share of a shortfall's price that does not grow with the shortfall, so that the last kilogram to the target counts too. */
const LINEAR_SHORTFALL = 0.1;

/** Cost units of one driving second of the vehicle. */
export function costPerSecond(vehicle: Vehicle): number {
  return vehicle.costPerHour / 3600;
}

/** Cost units of one driven metre of the vehicle. */
export function costPerMetre(vehicle: Vehicle): number {
  return vehicle.costPerKm / 1000;
}

/** A point's prize, which is its mass where none is set: what it counts when some are to be left out. */
export function prizeOf(point: Point): number {
  return point.prize > 0 ? point.prize : Math.max(point.load[0], 1);
}

/**
 * Price of a group's missing mass, in the unit of its mass. It grows with the square of the missing share, so that the same
 * total shortfall costs least when every group misses the same share: a far group is not abandoned for a near one.
 */
export function shortfallCost(targetMass: number, servedMass: number): number {
  const missing = targetMass - servedMass;
  return missing <= 0 ? 0 : missing * (LINEAR_SHORTFALL + missing / targetMass);
}

/** Mass a group has to reach. */
export function targetMass(group: Group): number {
  return group.totalMass * group.targetShare;
}

/**
 * One truck's part of the imbalance, in seconds: the square of its working time over its shift. The sum over trucks is least
 * when all work the same share of their shift.
 */
export function imbalance(workSeconds: number, shiftSeconds: number): number {
  return (workSeconds * workSeconds) / Math.max(shiftSeconds, 1);
}

const known = new WeakMap<Problem, ObjectiveWeights>();

/** The weights for a problem; computed once per problem object (one pass over both matrices). */
export function objectiveWeights(problem: Problem): ObjectiveWeights {
  const before = known.get(problem);
  if (before !== undefined) return before;
  const weights = computeWeights(problem);
  known.set(problem, weights);
  return weights;
}

/** The longest leg, at least `least`; `UNREACHABLE` is shorter than any. */
function longest(cells: Int32Array, least: number): number {
  // Two lanes that do not wait for each other: with thousands of locations this is most of what a search stopped at once takes.
  let even = least;
  let odd = least;
  const pairs = cells.length - 1;
  let k = 0;
  for (; k < pairs; k += 2) {
    if (cells[k] > even) even = cells[k];
    if (cells[k + 1] > odd) odd = cells[k + 1];
  }
  if (k < cells.length && cells[k] > even) even = cells[k];
  return Math.max(even, odd);
}

function computeWeights(problem: Problem): ObjectiveWeights {
  const longestSeconds = longest(problem.seconds, 1);
  const longestMetres = problem.vehicles.some((v) => v.costPerKm > 0) ? longest(problem.metres, 0) : 0;
  const free = problem.vehicles.every((v) => v.fixedCost === 0 && v.costPerHour === 0 && v.costPerKm === 0);
  const drivingSecond = free ? 1 : 0;
  let detour = 0;
  let perSecond = 0;
  let longestOvertime = 0;
  let allOvertime = 0;
  let mostImbalance = 0;
  let allDriving = 0;
  let allImbalance = 0;
  let dearestLeg = 0;
  let leastPerSecond = Number.POSITIVE_INFINITY;
  for (const vehicle of problem.vehicles) {
    const there = longestSeconds * (costPerSecond(vehicle) + drivingSecond) + longestMetres * costPerMetre(vehicle);
    detour = Math.max(detour, vehicle.fixedCost + DETOUR_LEGS * there);
    perSecond = Math.max(perSecond, there / longestSeconds);
    if (there > 0) leastPerSecond = Math.min(leastPerSecond, there / longestSeconds);
    longestOvertime = Math.max(longestOvertime, vehicle.maxOvertimeSeconds);
    allOvertime += vehicle.maxOvertimeSeconds;
    allDriving += vehicle.fixedCost;
    const shiftSeconds = vehicle.shift[1] - vehicle.shift[0];
    const most = imbalance(shiftSeconds + vehicle.maxOvertimeSeconds, shiftSeconds);
    mostImbalance = Math.max(mostImbalance, most);
    allImbalance += most;
    dearestLeg = Math.max(dearestLeg, there);
  }
  // Each point has a leg to it and at most one to a site behind it, each vehicle one home.
  allDriving += dearestLeg * (2 * problem.points.length + problem.vehicles.length);
  const soft = problem.softWeights;
  // Where only fixed costs count there is no driving to outbid.
  const last = LAST_SHARE * (leastPerSecond === Number.POSITIVE_INFINITY ? 1 : leastPerSecond);
  const leastBalance = last / Math.max(allImbalance, 1);
  const leastUnfamiliarity = Math.min(leastBalance, last / Math.max(problem.points.length, 1));
  const balance = soft?.balance === undefined ? leastBalance : soft.balance * perSecond;
  const unfamiliarity = soft?.unfamiliarity === undefined ? leastUnfamiliarity : soft.unfamiliarity * perSecond;
  const overtime = detour / DETOUR_SECONDS;
  let least = Number.POSITIVE_INFINITY;
  let total = 0;
  let prizePerMass = 0;
  for (const point of problem.points) {
    const prize = prizeOf(point);
    least = Math.min(least, prize);
    total += prize;
    prizePerMass = Math.max(prizePerMass, prize / Math.max(point.load[0], 1));
  }
  const compactness = (soft?.compactness ?? 0) * perSecond;
  const parted = compactness > 0 ? compactness * nearPairs(problem).most : 0;
  const strange = (1 + OTHER_ORDER) * unfamiliarity + parted;
  // The dearest a point can make a route, and the dearest all routes can be: ways, overtime, and what the later objectives charge.
  const one = detour + overtime * longestOvertime + balance * mostImbalance + strange;
  const all = allDriving + overtime * allOvertime + balance * allImbalance + strange * problem.points.length;
  const dearestPrize = total * (problem.groups.length > 0 ? SHORTFALL_FACTOR * prizePerMass : 1);
  const prize =
    total === 0
      ? 0
      : Math.max(
          one / Math.max(least, LEAST_SHARE * total),
          Math.min((all + 1) / leastDifference(problem.points), MOST_PRICE / dearestPrize),
        );
  return {
    prize,
    shortfall: SHORTFALL_FACTOR * prize * prizePerMass,
    overtime,
    drivingSecond,
    balance,
    unfamiliarity,
    compactness,
  };
}

/** The least by which the prizes of two sets of points can differ: the greatest common divisor of all prizes. */
function leastDifference(points: readonly Point[]): number {
  const prizes = points.map(prizeOf);
  for (let unit = 1; unit <= 10 ** MOST_PLACES; unit *= 10) {
    const whole = prizes.map((prize) => Math.round(prize * unit));
    if (whole.some((each, p) => Math.abs(each - prizes[p] * unit) > 1e-9 * each || each === 0)) continue;
    return whole.reduce(greatestCommonDivisor, 0) / unit;
  }
  return 10 ** -MOST_PLACES;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
