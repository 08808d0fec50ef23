/** Vehicles of VROOM's JSON. */
import {
  amount,
  amounts,
  hasAmounts,
  isGiven,
  type Fields,
  list,
  MAX_AMOUNT,
  MAX_SECONDS,
  noneTwice,
  object,
  ProblemError,
  timeWindow,
  whole,
} from '../fields.ts';
import type { Break, TimeWindow, Vehicle } from '../problem.ts';
import { onlyKnown, place, readSkills, vroomId } from './vroom-fields.ts';

const KNOWN = [
  'id',
  'type',
  'profile',
  'description',
  'start',
  'start_index',
  'end',
  'end_index',
  'capacity',
  'costs',
  'skills',
  'time_window',
  'max_tasks',
  'max_travel_time',
  'max_distance',
  'breaks',
  'speed_factor',
];
/** VROOM's own default price of an hour of driving, in its cost unit (one a second). */
const DEFAULT_PER_HOUR = 3600;
const WHOLE_DAY: TimeWindow = [0, MAX_SECONDS];

/** What a vehicle is read against. */
export interface VehicleContext {
  readonly profile: string;
  /** Whether the file says how far it is from one place to another. */
  readonly hasDistances: boolean;
  /** What the file calls the solver's second 0. */
  readonly origin: number;
  readonly dimensions: number;
  readonly siteCount: number;
  readonly start: number;
  readonly end: number;
  /** The only site it may unload at, which stands for its end; `null` = any. */
  readonly ownSite: number | null;
}

/** Where a vehicle starts and ends; `null` = wherever its first or last stop is. @throws ProblemError when it says neither. */
export function endsOf(
  vehicle: Fields,
  field: string,
  locationCount: number,
): { start: number | null; end: number | null } {
  const at = (name: string): number | null =>
    isGiven(vehicle[name]) ? place(vehicle[name], `${field}.${name}`, locationCount) : null;
  // Coordinates say that there is a place, and not which row of the matrix it is.
  for (const name of ['start', 'end']) {
    if (isGiven(vehicle[name])) place(vehicle[`${name}_index`], `${field}.${name}_index`, locationCount);
  }
  const start = at('start_index');
  const end = at('end_index');
  if (start === null && end === null) place(undefined, `${field}.start_index`, locationCount);
  return { start, end };
}

/** Reads one vehicle. @throws ProblemError naming its field. */
export function readVehicle(vehicle: Fields, field: string, context: VehicleContext): Vehicle {
  onlyKnown(vehicle, field, KNOWN);
  if (isGiven(vehicle.speed_factor) && vehicle.speed_factor !== 1) {
    throw new ProblemError(`${field}.speed_factor must be 1; put speeds into the matrix.`);
  }
  const { dimensions, siteCount, profile, origin, start, end, ownSite } = context;
  const limit = (name: string): number | null =>
    isGiven(vehicle[name]) ? whole(vehicle[name], `${field}.${name}`, MAX_AMOUNT) : null;
  const limits = {
    points: limit('max_tasks'),
    drivingSeconds: limit('max_travel_time'),
    drivingMetres: limit('max_distance'),
  };
  const costs = readCosts(isGiven(vehicle.costs) ? object(vehicle.costs, `${field}.costs`) : {}, `${field}.costs`);
  if (!context.hasDistances && (limits.drivingMetres !== null || costs.costPerKm > 0)) {
    const asking = limits.drivingMetres === null ? 'costs.per_km' : 'max_distance';
    throw new ProblemError(`matrices.${profile}.distances is missing; ${field}.${asking} goes by it.`);
  }
  return {
    id: vroomId(vehicle.id, `${field}.id`),
    type: profile,
    capacity: hasAmounts(vehicle.capacity)
      ? amounts(vehicle.capacity, `${field}.capacity`, dimensions)
      : Array.from({ length: dimensions }, () => MAX_AMOUNT),
    startLocation: start,
    endLocation: end,
    shift: isGiven(vehicle.time_window) ? timeWindow(vehicle.time_window, `${field}.time_window`, origin) : WHOLE_DAY,
    maxOvertimeSeconds: 0,
    breaks: isGiven(vehicle.breaks) ? readBreaks(vehicle.breaks, `${field}.breaks`, origin) : [],
    ...costs,
    tags: isGiven(vehicle.skills) ? readSkills(vehicle.skills, `${field}.skills`) : [],
    allowedSites: ownSite === null ? Array.from({ length: siteCount }, (_, s) => s) : [ownSite],
    maxTrips: ownSite === null ? null : 1,
    limits,
    frozen: null,
    familiarPoints: [],
  };
}

function readCosts(costs: Fields, field: string): Pick<Vehicle, 'fixedCost' | 'costPerHour' | 'costPerKm'> {
  onlyKnown(costs, field, ['fixed', 'per_hour', 'per_km']);
  const cost = (name: string, otherwise: number): number =>
    isGiven(costs[name]) ? amount(costs[name], `${field}.${name}`) : otherwise;
  return { fixedCost: cost('fixed', 0), costPerHour: cost('per_hour', DEFAULT_PER_HOUR), costPerKm: cost('per_km', 0) };
}

/** Breaks in the order of their windows. */
function readBreaks(value: unknown, field: string, origin: number): Break[] {
  const rests = list(value, field, 7).map((each, k): Break => {
    const rest = object(each, `${field}[${k}]`);
    onlyKnown(rest, `${field}[${k}]`, ['id', 'description', 'time_windows', 'service']);
    if (!Array.isArray(rest.time_windows) || rest.time_windows.length !== 1) {
      throw new ProblemError(`${field}[${k}].time_windows must hold exactly one window.`);
    }
    return {
      id: vroomId(rest.id, `${field}[${k}].id`),
      window: timeWindow(rest.time_windows[0], `${field}[${k}].time_windows[0]`, origin),
      seconds: isGiven(rest.service) ? whole(rest.service, `${field}[${k}].service`, MAX_SECONDS) : 0,
    };
  });
  const ids = rests.map((rest) => rest.id);
  noneTwice(ids, (k) => `${field}[${k}].id`);
  return rests.sort((a, b) => a.window[0] - b.window[0]);
}
