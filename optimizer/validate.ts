/** Refuses problems that make no sense before they reach the search, with a sentence that names the field. */
import { type Problem, type TimeWindow, UNREACHABLE } from './problem.ts';
import { atOnce, type Pieces } from './pieces.ts';

/** A problem that cannot be planned as stated; `message` is a sentence naming the field. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
}

/** More would need matrices beyond any memory this solver is meant for. */
export const MAX_LOCATIONS = 20_000;
/** Times and single legs stay below this (over three years in seconds), so that sums fit into 32 bits. */
const MAX_SECONDS = 100_000_000;
const MAX_AMOUNT = 1_000_000_000;
/** Sites are held as bits of one integer in the search. */
const MAX_SITES = 31;
/** Cells of a matrix looked at in one piece. */
const PIECE_CELLS = 200_000;

/**
 * Checks every field of `problem`.
 * @throws ProblemError at the first field that makes no sense.
 */
export function validateProblem(problem: Problem): void {
  atOnce(validatePieces(problem));
}

/** The same in pieces; the first is all but the cells of the matrices. */
export function* validatePieces(problem: Problem): Pieces<void> {
  const { locationCount, dimensions } = problem;
  if (!Number.isInteger(locationCount) || locationCount < 1) {
    throw new ProblemError(`locationCount is ${locationCount}; it must be a whole number of at least 1.`);
  }
  if (locationCount > MAX_LOCATIONS) {
    throw new ProblemError(
      `locationCount is ${locationCount}; at most ${MAX_LOCATIONS} locations can be planned at once.`,
    );
  }
  if (dimensions.length < 1 || dimensions.length > 8) {
    throw new ProblemError(`dimensions has ${dimensions.length} entries; it must have 1 to 8.`);
  }
  matrixSize(problem.seconds, 'seconds', locationCount);
  matrixSize(problem.metres, 'metres', locationCount);
  if (problem.sites.length > MAX_SITES) {
    throw new ProblemError(`sites has ${problem.sites.length} entries; at most ${MAX_SITES} are allowed.`);
  }
  groups(problem);
  sites(problem);
  vehicles(problem);
  points(problem);
  if (problem.softWeights !== undefined) {
    amount(problem.softWeights.balance, 'softWeights.balance');
    amount(problem.softWeights.familiarity, 'softWeights.familiarity');
  }
  yield* matrixCells(problem.seconds, 'seconds', locationCount);
  yield* matrixCells(problem.metres, 'metres', locationCount);
}

function matrixSize(cells: Int32Array, name: string, locationCount: number): void {
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
    const cell = cells[k];
    if (cell !== UNREACHABLE && (cell < 0 || cell > MAX_SECONDS)) {
      const row = Math.floor(k / locationCount);
      throw new ProblemError(
        `${name}[${row}][${k % locationCount}] is ${cell}; it must be between 0 and ${MAX_SECONDS}, or ${UNREACHABLE} for no way.`,
      );
    }
  }
}

function whole(value: number, field: string, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new ProblemError(`${field} is ${value}; it must be a whole number between 0 and ${most}.`);
  }
}

function amount(value: number, field: string): void {
  if (!Number.isFinite(value) || value < 0 || value > MAX_AMOUNT) {
    throw new ProblemError(`${field} is ${value}; it must be a number between 0 and ${MAX_AMOUNT}.`);
  }
}

function index(value: number, field: string, count: number, of: string): void {
  if (!Number.isInteger(value) || value < 0 || value >= count) {
    throw new ProblemError(`${field} is ${value}; it must be the index of one of the ${count} ${of}.`);
  }
}

function amounts(values: readonly number[], field: string, dimensions: number): void {
  if (!Array.isArray(values) || values.length !== dimensions) {
    throw new ProblemError(`${field} must hold ${dimensions} amounts, one for each entry of dimensions.`);
  }
  values.forEach((value, d) => {
    whole(value, `${field}[${d}]`, MAX_AMOUNT);
  });
}

function window(value: TimeWindow, field: string): void {
  whole(value[0], `${field}[0]`, MAX_SECONDS);
  whole(value[1], `${field}[1]`, MAX_SECONDS);
  if (value[1] < value[0]) {
    throw new ProblemError(`${field} ends at ${value[1]} before it starts at ${value[0]}.`);
  }
}

function windows(values: readonly TimeWindow[], field: string): void {
  values.forEach((value, k) => {
    window(value, `${field}[${k}]`);
    if (k > 0 && value[0] <= values[k - 1][1]) {
      throw new ProblemError(`${field}[${k}] starts at ${value[0]}, not after the window before it ends.`);
    }
  });
}

function groups(problem: Problem): void {
  problem.groups.forEach((group, g) => {
    amount(group.totalMass, `groups[${g}].totalMass`);
    amount(group.collectedMass, `groups[${g}].collectedMass`);
    if (!(group.targetShare >= 0 && group.targetShare <= 1)) {
      throw new ProblemError(`groups[${g}].targetShare is ${group.targetShare}; it must be between 0 and 1.`);
    }
  });
}

function sites(problem: Problem): void {
  problem.sites.forEach((site, s) => {
    const field = `sites[${s}]`;
    index(site.location, `${field}.location`, problem.locationCount, 'locations');
    whole(site.unloadSeconds, `${field}.unloadSeconds`, MAX_SECONDS);
    windows(site.windows, `${field}.windows`);
    if (site.intake !== null) amounts(site.intake, `${field}.intake`, problem.dimensions.length);
  });
}

function vehicles(problem: Problem): void {
  const { locationCount, dimensions } = problem;
  problem.vehicles.forEach((vehicle, v) => {
    const field = `vehicles[${v}]`;
    amounts(vehicle.capacity, `${field}.capacity`, dimensions.length);
    index(vehicle.startLocation, `${field}.startLocation`, locationCount, 'locations');
    index(vehicle.endLocation, `${field}.endLocation`, locationCount, 'locations');
    window(vehicle.shift, `${field}.shift`);
    whole(vehicle.maxOvertimeSeconds, `${field}.maxOvertimeSeconds`, MAX_SECONDS);
    amount(vehicle.fixedCost, `${field}.fixedCost`);
    amount(vehicle.costPerHour, `${field}.costPerHour`);
    amount(vehicle.costPerKm, `${field}.costPerKm`);
    if (vehicle.maxTrips !== null) whole(vehicle.maxTrips, `${field}.maxTrips`, MAX_AMOUNT);
    vehicle.allowedSites.forEach((site, k) => {
      index(site, `${field}.allowedSites[${k}]`, problem.sites.length, 'sites');
    });
    vehicle.familiarPoints.forEach((point, k) => {
      index(point, `${field}.familiarPoints[${k}]`, problem.points.length, 'points');
    });
    if (vehicle.breaks.length > 7) {
      throw new ProblemError(`${field}.breaks has ${vehicle.breaks.length} entries; at most 7 are allowed.`);
    }
    vehicle.breaks.forEach((rest, k) => {
      window(rest.window, `${field}.breaks[${k}].window`);
      whole(rest.seconds, `${field}.breaks[${k}].seconds`, MAX_SECONDS);
      if (k > 0 && rest.window[0] < vehicle.breaks[k - 1].window[0]) {
        throw new ProblemError(`${field}.breaks[${k}].window starts before that of the break listed before it.`);
      }
    });
    const { frozen } = vehicle;
    if (frozen === null) return;
    index(frozen.location, `${field}.frozen.location`, locationCount, 'locations');
    whole(frozen.time, `${field}.frozen.time`, MAX_SECONDS);
    amounts(frozen.load, `${field}.frozen.load`, dimensions.length);
    whole(frozen.tripsDone, `${field}.frozen.tripsDone`, MAX_AMOUNT);
  });
}

function points(problem: Problem): void {
  const { locationCount, dimensions } = problem;
  const largest = dimensions.map((_, d) => Math.max(0, ...problem.vehicles.map((vehicle) => vehicle.capacity[d])));
  problem.points.forEach((point, p) => {
    const field = `points[${p}]`;
    index(point.location, `${field}.location`, locationCount, 'locations');
    amounts(point.load, `${field}.load`, dimensions.length);
    whole(point.serviceSeconds, `${field}.serviceSeconds`, MAX_SECONDS);
    windows(point.windows, `${field}.windows`);
    amount(point.prize, `${field}.prize`);
    if (point.group !== null) index(point.group, `${field}.group`, problem.groups.length, 'groups');
    point.load.forEach((load, d) => {
      if (problem.vehicles.length > 0 && load > largest[d]) {
        throw new ProblemError(
          `${field}.load[${d}] is ${load} ${dimensions[d]}, more than the largest vehicle carries (${largest[d]}).`,
        );
      }
    });
  });
}
