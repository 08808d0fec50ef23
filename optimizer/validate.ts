/** Refuses problems that make no sense before they reach the search, with a sentence that names the field. */
import {
  amount,
  amounts,
  CELL,
  id,
  index,
  isCell,
  isGiven,
  list,
  MAX_AMOUNT,
  MAX_DIMENSIONS,
  MAX_ENTRIES,
  MAX_LOCATIONS,
  MAX_SECONDS,
  MAX_SITES,
  noneTwice,
  object,
  ProblemError,
  refuse,
  texts,
  timeWindow,
  timeWindows,
  whole,
} from './fields.ts';
import { atOnce, type Pieces } from './pieces.ts';
import type { Plan, Point, Problem, Vehicle } from './problem.ts';

export { MAX_LOCATIONS, ProblemError } from './fields.ts';

/** Cells of a matrix looked at in one piece. */
const PIECE_CELLS = 20_000;
const MAX_BREAKS = 7;

/**
 * Checks every field of `problem`, also those whose type a caller without types got wrong.
 * @throws ProblemError at the first field that makes no sense.
 */
export function validateProblem(problem: Problem): void {
  atOnce(validatePieces(problem));
}

/** The same in pieces; the first is all but the cells of the matrices. */
export function* validatePieces(problem: Problem): Pieces<void> {
  object(problem, 'problem');
  const { locationCount, dimensions } = problem;
  if (!Number.isInteger(locationCount) || locationCount < 1) {
    refuse(locationCount, 'locationCount', 'a whole number of at least 1');
  }
  if (locationCount > MAX_LOCATIONS) {
    throw new ProblemError(
      `locationCount is ${locationCount}; at most ${MAX_LOCATIONS} locations can be planned at once.`,
    );
  }
  texts(dimensions, 'dimensions');
  if (dimensions.length < 1 || dimensions.length > MAX_DIMENSIONS) {
    throw new ProblemError(`dimensions has ${dimensions.length} entries; it must have 1 to ${MAX_DIMENSIONS}.`);
  }
  matrixLength(problem.seconds, 'seconds', locationCount);
  matrixLength(problem.metres, 'metres', locationCount);
  list(problem.groups, 'groups');
  list(problem.sites, 'sites', MAX_SITES);
  list(problem.vehicles, 'vehicles', MAX_ENTRIES);
  list(problem.points, 'points', MAX_ENTRIES);
  groups(problem);
  sites(problem);
  problem.vehicles.forEach((each, v) => {
    vehicle(problem, each, `vehicles[${v}]`);
  });
  problem.points.forEach((each, p) => {
    point(problem, each, `points[${p}]`);
  });
  if (problem.softWeights !== undefined) {
    const { balance, unfamiliarity, compactness } = object(problem.softWeights, 'softWeights');
    if (balance !== undefined) amount(balance, 'softWeights.balance');
    if (unfamiliarity !== undefined) amount(unfamiliarity, 'softWeights.unfamiliarity');
    if (compactness !== undefined) amount(compactness, 'softWeights.compactness');
  }
  yield* matrixCells(problem.seconds, 'seconds', locationCount);
  yield* matrixCells(problem.metres, 'metres', locationCount);
}

/**
 * Throws a `ProblemError` that names the field when `plan` is none: places that are no index at all. One beyond what the problem has
 * may come from another day; whoever takes the plan leaves it out.
 */
export function validatePlan(plan: Plan, field: string): void {
  list(object(plan, field).routes, `${field}.routes`).forEach((route, r) => {
    const { vehicle, stops } = object(route, `${field}.routes[${r}]`);
    whole(vehicle, `${field}.routes[${r}].vehicle`, MAX_AMOUNT);
    list(stops, `${field}.routes[${r}].stops`).forEach((stop, k) => {
      const place = `${field}.routes[${r}].stops[${k}]`;
      const { kind, point, site, breakIndex } = object(stop, place);
      if (kind === 'point') whole(point, `${place}.point`, MAX_AMOUNT);
      else if (kind === 'site') whole(site, `${place}.site`, MAX_AMOUNT);
      else if (kind === 'break') whole(breakIndex, `${place}.breakIndex`, MAX_AMOUNT);
      else refuse(kind, `${place}.kind`, "'point', 'site' or 'break'");
    });
  });
}

function matrixLength(cells: Int32Array, name: string, locationCount: number): void {
  if (!(cells instanceof Int32Array)) throw new ProblemError(`${name} must be an Int32Array.`);
  if (cells.length !== locationCount * locationCount) {
    throw new ProblemError(
      `${name} has ${cells.length} cells; with locationCount ${locationCount} it must have ${locationCount * locationCount}.`,
    );
  }
}

function* matrixCells(cells: Int32Array, name: string, locationCount: number): Pieces<void> {
  for (let k = 0; k < cells.length; k++) {
    if (k % PIECE_CELLS === 0) yield;
    if (!isCell(cells[k])) {
      refuse(cells[k], `${name}[${Math.floor(k / locationCount)}][${k % locationCount}]`, CELL);
    }
  }
}

function groups(problem: Problem): void {
  problem.groups.forEach((group, g) => {
    const field = `groups[${g}]`;
    object(group, field);
    id(group.id, `${field}.id`);
    amount(group.totalMass, `${field}.totalMass`);
    amount(group.collectedMass, `${field}.collectedMass`);
    amount(group.targetShare, `${field}.targetShare`, 1);
  });
}

function sites(problem: Problem): void {
  problem.sites.forEach((site, s) => {
    const field = `sites[${s}]`;
    object(site, field);
    id(site.id, `${field}.id`);
    index(site.location, `${field}.location`, problem.locationCount, 'locations');
    whole(site.unloadSeconds, `${field}.unloadSeconds`, MAX_SECONDS);
    timeWindows(site.windows, `${field}.windows`);
    if (site.accepts !== null) texts(site.accepts, `${field}.accepts`);
    if (site.intake !== null) amounts(site.intake, `${field}.intake`, problem.dimensions.length);
  });
}

function vehicle(problem: Problem, each: Vehicle, field: string): void {
  const { locationCount, dimensions } = problem;
  object(each, field);
  id(each.id, `${field}.id`);
  id(each.type, `${field}.type`);
  amounts(each.capacity, `${field}.capacity`, dimensions.length);
  index(each.startLocation, `${field}.startLocation`, locationCount, 'locations');
  index(each.endLocation, `${field}.endLocation`, locationCount, 'locations');
  timeWindow(each.shift, `${field}.shift`);
  whole(each.maxOvertimeSeconds, `${field}.maxOvertimeSeconds`, MAX_SECONDS);
  amount(each.fixedCost, `${field}.fixedCost`);
  amount(each.costPerHour, `${field}.costPerHour`);
  amount(each.costPerKm, `${field}.costPerKm`);
  texts(each.tags, `${field}.tags`);
  if (each.maxTrips !== null) whole(each.maxTrips, `${field}.maxTrips`, MAX_AMOUNT);
  if (each.limits !== undefined) {
    const { points, drivingSeconds, drivingMetres, load } = object(each.limits, `${field}.limits`);
    if (points !== null) whole(points, `${field}.limits.points`, MAX_AMOUNT);
    if (drivingSeconds !== null) whole(drivingSeconds, `${field}.limits.drivingSeconds`, MAX_AMOUNT);
    if (drivingMetres !== null) whole(drivingMetres, `${field}.limits.drivingMetres`, MAX_AMOUNT);
    if (isGiven(load)) amounts(load, `${field}.limits.load`, dimensions.length);
  }
  list(each.allowedSites, `${field}.allowedSites`).forEach((site, k) => {
    index(site, `${field}.allowedSites[${k}]`, problem.sites.length, 'sites');
  });
  list(each.familiarPoints, `${field}.familiarPoints`).forEach((known, k) => {
    index(known, `${field}.familiarPoints[${k}]`, problem.points.length, 'points');
  });
  breaks(each, field);
  if (each.frozen === null) return;
  const { frozen } = each;
  object(frozen, `${field}.frozen`);
  index(frozen.location, `${field}.frozen.location`, locationCount, 'locations');
  whole(frozen.time, `${field}.frozen.time`, MAX_SECONDS);
  amounts(frozen.load, `${field}.frozen.load`, dimensions.length);
  texts(frozen.loadTags, `${field}.frozen.loadTags`);
  whole(frozen.tripsDone, `${field}.frozen.tripsDone`, MAX_AMOUNT);
  texts(frozen.breaksDone, `${field}.frozen.breaksDone`);
}

function breaks(each: Vehicle, field: string): void {
  const rests = list(each.breaks, `${field}.breaks`) as Vehicle['breaks'];
  if (rests.length > MAX_BREAKS) {
    throw new ProblemError(`${field}.breaks has ${rests.length} entries; at most ${MAX_BREAKS} are allowed.`);
  }
  const ids = rests.map((rest, k) => {
    object(rest, `${field}.breaks[${k}]`);
    timeWindow(rest.window, `${field}.breaks[${k}].window`);
    whole(rest.seconds, `${field}.breaks[${k}].seconds`, MAX_SECONDS);
    if (k > 0 && rest.window[0] < rests[k - 1].window[0]) {
      throw new ProblemError(`${field}.breaks[${k}].window starts before that of the break listed before it.`);
    }
    return id(rest.id, `${field}.breaks[${k}].id`);
  });
  noneTwice(ids, (k) => `${field}.breaks[${k}].id`);
}

function point(problem: Problem, each: Point, field: string): void {
  const { locationCount, dimensions } = problem;
  object(each, field);
  id(each.id, `${field}.id`);
  index(each.location, `${field}.location`, locationCount, 'locations');
  amounts(each.load, `${field}.load`, dimensions.length);
  whole(each.serviceSeconds, `${field}.serviceSeconds`, MAX_SECONDS);
  timeWindows(each.windows, `${field}.windows`);
  texts(each.tags, `${field}.tags`);
  if (isGiven(each.loadTag)) id(each.loadTag, `${field}.loadTag`);
  amount(each.prize, `${field}.prize`);
  if (each.group !== null) index(each.group, `${field}.group`, problem.groups.length, 'groups');
}
