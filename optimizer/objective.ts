/**
 * What a plan costs as one number, so that two plans can be compared: target shortfall, unserved mass, overtime,
 * driving cost, balance between vehicles, familiarity, in this order, turned into weights that are far enough apart that
 * a later objective never outbids an earlier one by a single point or a single minute.
 */
import { type Group, type Point, type Problem, UNREACHABLE, type Vehicle } from './problem.ts';

export interface ObjectiveWeights {
  /** Per unit of weighted shortfall (see `shortfallCost`). */
  readonly shortfall: number;
  /** Per unit of unserved worth (see `pointWorth`). */
  readonly worth: number;
  /** Per second of overtime. */
  readonly overtime: number;
  /** Per driving second on top of the vehicles' own costs; 1 when no vehicle has any cost, else 0. */
  readonly drivingSecond: number;
  /** Per unit of balance (see `imbalance`). */
  readonly balance: number;
  /** Per point served by a crew that does not know it while another does. */
  readonly familiarity: number;
}

const DEFAULT_BALANCE_SECONDS = 0.01;
const DEFAULT_FAMILIARITY_SECONDS = 10;
/** Overtime is this many times dearer than driving for as long. */
const OVERTIME_FACTOR = 20;
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

/** A point's worth when it comes to leaving some out: its prize, or its mass when it has none. */
export function pointWorth(point: Point): number {
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

function computeWeights(problem: Problem): ObjectiveWeights {
  let longestSeconds = 1;
  let longestMetres = 0;
  for (let k = 0; k < problem.seconds.length; k++) {
    if (problem.seconds[k] === UNREACHABLE) continue;
    if (problem.seconds[k] > longestSeconds) longestSeconds = problem.seconds[k];
    if (problem.metres[k] > longestMetres) longestMetres = problem.metres[k];
  }
  const free = problem.vehicles.every((v) => v.fixedCost === 0 && v.costPerHour === 0 && v.costPerKm === 0);
  const drivingSecond = free ? 1 : 0;
  let detour = 0;
  let perSecond = 0;
  let longestOvertime = 0;
  let mostImbalance = 0;
  for (const vehicle of problem.vehicles) {
    const there = longestSeconds * (costPerSecond(vehicle) + drivingSecond) + longestMetres * costPerMetre(vehicle);
    detour = Math.max(detour, vehicle.fixedCost + 3 * there);
    perSecond = Math.max(perSecond, there / longestSeconds);
    longestOvertime = Math.max(longestOvertime, vehicle.maxOvertimeSeconds);
    const shiftSeconds = vehicle.shift[1] - vehicle.shift[0];
    mostImbalance = Math.max(mostImbalance, imbalance(shiftSeconds + vehicle.maxOvertimeSeconds, shiftSeconds));
  }
  const soft = problem.softWeights;
  const balance = (soft?.balance ?? DEFAULT_BALANCE_SECONDS) * perSecond;
  const familiarity = (soft?.familiarity ?? DEFAULT_FAMILIARITY_SECONDS) * perSecond;
  const overtime = OVERTIME_FACTOR * perSecond;
  let most = 0;
  let total = 0;
  let mass = 0;
  for (const point of problem.points) {
    most = Math.max(most, pointWorth(point));
    total += pointWorth(point);
    mass += point.load[0];
  }
  let least = most;
  for (const point of problem.points) least = Math.min(least, Math.max(pointWorth(point), most / 100));
  // The dearest a point can make a route: the way, overtime, and what the later objectives charge.
  const dearest = detour + overtime * longestOvertime + balance * mostImbalance + familiarity;
  const worth = dearest / Math.max(least, 1e-9);
  const worthPerMass = total / Math.max(mass, 1);
  return {
    worth,
    shortfall: SHORTFALL_FACTOR * worth * worthPerMass,
    overtime,
    drivingSecond,
    balance,
    familiarity,
  };
}
