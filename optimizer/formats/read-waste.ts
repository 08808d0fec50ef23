/** Reads the plain waste-collection form. Nothing of a file is trusted: every sentence names the file's own field. */
import {
  amount,
  amounts,
  type Fields,
  id,
  index,
  hasAmounts,
  isGiven,
  list,
  matrix,
  matrixSize,
  MAX_AMOUNT,
  MAX_DIMENSIONS,
  MAX_ENTRIES,
  MAX_SECONDS,
  MAX_SITES,
  noneTwice,
  object,
  ProblemError,
  refuse,
  shown,
  text,
  texts,
  timeWindow,
  timeWindows,
  whole,
} from '../fields.ts';
import { checkDescription, refuseUnknown } from './waste-fields.ts';
import type { Break, Group, Plan, Point, Problem, Site, Stop, Vehicle } from '../problem.ts';

/** What is planned by, or read, of each kind of entry. */
const FIELDS = {
  instance: [
    ...['name', 'horizon_s', 'dimensions', 'locations', 'seconds', 'metres'],
    ...['depot', 'disposal', 'points', 'vehicles', 'groups'],
  ],
  disposal: ['id', 'location', 'unload_s', 'windows', 'intake', 'intake_kg', 'accepts'],
  points: [
    ...['id', 'location', 'ward', 'kg', 'load', 'load_tag', 'service_s', 'tw', 'windows'],
    ...['tags', 'prize', 'group'],
  ],
  vehicles: [
    ...['id', 'type', 'capacity_kg', 'capacity', 'start', 'end', 'shift', 'breaks', 'tags', 'sites'],
    ...[
      'max_trips',
      'max_points',
      'max_driving_s',
      'max_driving_m',
      'max_load',
      'max_load_kg',
      'fixed_cost',
      'cost_per_hour',
      'cost_per_km',
    ],
  ],
  breaks: ['id', 'window', 'seconds'],
  groups: ['id', 'total_kg', 'collected_kg', 'target_share'],
};

/** What entries refer to. */
interface Counts {
  readonly locations: number;
  readonly sites: number;
  readonly groups: number;
  readonly dimensions: readonly string[];
}

/**
 * Reads an instance as parsed from JSON (`WasteInstance`).
 * @throws ProblemError at the first field that is missing or makes no sense.
 */
export function fromWasteInstance(instance: unknown): Problem {
  const file = object(instance, 'The instance');
  refuseUnknown(file, '', FIELDS.instance);
  const locationCount = matrixSize(file.seconds, 'seconds');
  const dimensions = isGiven(file.dimensions) ? texts(file.dimensions, 'dimensions') : ['kg'];
  if (dimensions.length < 1 || dimensions.length > MAX_DIMENSIONS) {
    throw new ProblemError(`dimensions has ${dimensions.length} entries; it must have 1 to ${MAX_DIMENSIONS}.`);
  }
  const groups = isGiven(file.groups) ? list(file.groups, 'groups') : [];
  const disposal = list(file.disposal, 'disposal', MAX_SITES);
  const counts = { locations: locationCount, sites: disposal.length, groups: groups.length, dimensions };
  const sites = disposal.map((site, s) => readSite(site, `disposal[${s}]`, counts));
  const vehicles = list(file.vehicles, 'vehicles', MAX_ENTRIES).map((vehicle, v) =>
    readVehicle(vehicle, `vehicles[${v}]`, counts),
  );
  const points = list(file.points, 'points', MAX_ENTRIES).map((point, p) => readPoint(point, `points[${p}]`, counts));
  for (const [name, entries] of Object.entries({ disposal: sites, vehicles, points })) {
    const ids = entries.map((entry) => entry.id);
    noneTwice(ids, (k) => `${name}[${k}].id`);
  }
  checkDescription(file, { locationCount, vehicles, points, sites });
  return {
    dimensions,
    locationCount,
    seconds: matrix(file.seconds, 'seconds', locationCount),
    metres: matrix(file.metres, 'metres', locationCount),
    vehicles,
    points,
    sites,
    groups: groups.map((group, g) => readGroup(group, `groups[${g}]`)),
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}

function readSite(value: unknown, field: string, counts: Counts): Site {
  const site = object(value, field);
  refuseUnknown(site, field, FIELDS.disposal);
  return {
    id: id(site.id, `${field}.id`),
    location: index(site.location, `${field}.location`, counts.locations, 'locations'),
    unloadSeconds: whole(site.unload_s, `${field}.unload_s`, MAX_SECONDS),
    windows: isGiven(site.windows) ? timeWindows(site.windows, `${field}.windows`) : [],
    accepts: isGiven(site.accepts) ? texts(site.accepts, `${field}.accepts`) : null,
    intake:
      hasAmounts(site.intake) || isGiven(site.intake_kg)
        ? amountsOf(site.intake, site.intake_kg, `${field}.intake`, counts)
        : null,
  };
}

/** The amounts of all dimensions, or the one in kilograms where there is but one dimension. */
function amountsOf(all: unknown, kilograms: unknown, field: string, { dimensions }: Counts, inKg = `${field}_kg`) {
  const isOne = !hasAmounts(all) && dimensions.length === 1;
  // What other readers of the file go by must make sense too.
  const one = isOne || isGiven(kilograms) ? [whole(kilograms, inKg, MAX_AMOUNT)] : [];
  return isOne ? one : amounts(all, field, dimensions.length);
}

function readVehicle(value: unknown, field: string, counts: Counts): Vehicle {
  const vehicle = object(value, field);
  refuseUnknown(vehicle, field, FIELDS.vehicles);
  const cost = (name: string): number => (isGiven(vehicle[name]) ? amount(vehicle[name], `${field}.${name}`) : 0);
  return {
    id: id(vehicle.id, `${field}.id`),
    type: isGiven(vehicle.type) ? id(vehicle.type, `${field}.type`) : '',
    capacity: amountsOf(vehicle.capacity, vehicle.capacity_kg, `${field}.capacity`, counts),
    startLocation: index(vehicle.start, `${field}.start`, counts.locations, 'locations'),
    endLocation: index(vehicle.end, `${field}.end`, counts.locations, 'locations'),
    shift: timeWindow(vehicle.shift, `${field}.shift`),
    maxOvertimeSeconds: 0,
    breaks: isGiven(vehicle.breaks)
      ? list(vehicle.breaks, `${field}.breaks`).map((rest, k) => readBreak(rest, `${field}.breaks[${k}]`))
      : [],
    fixedCost: cost('fixed_cost'),
    costPerHour: cost('cost_per_hour'),
    costPerKm: cost('cost_per_km'),
    tags: isGiven(vehicle.tags) ? texts(vehicle.tags, `${field}.tags`) : [],
    allowedSites: isGiven(vehicle.sites)
      ? list(vehicle.sites, `${field}.sites`).map((s, k) =>
          index(s, `${field}.sites[${k}]`, counts.sites, 'entries of disposal'),
        )
      : Array.from({ length: counts.sites }, (_, s) => s),
    maxTrips: isGiven(vehicle.max_trips) ? whole(vehicle.max_trips, `${field}.max_trips`, MAX_AMOUNT) : null,
    ...readLimits(vehicle, field, counts),
    frozen: null,
    familiarPoints: [],
  };
}

function readLimits(vehicle: Fields, field: string, counts: Counts): Pick<Vehicle, 'limits'> {
  const [points, drivingSeconds, drivingMetres] = ['max_points', 'max_driving_s', 'max_driving_m'].map((name) =>
    isGiven(vehicle[name]) ? whole(vehicle[name], `${field}.${name}`, MAX_AMOUNT) : null,
  );
  const load =
    hasAmounts(vehicle.max_load) || isGiven(vehicle.max_load_kg)
      ? amountsOf(vehicle.max_load, vehicle.max_load_kg, `${field}.max_load`, counts)
      : null;
  const isLimited = [points, drivingSeconds, drivingMetres, load].some((most) => most !== null);
  return isLimited ? { limits: { points, drivingSeconds, drivingMetres, ...(load && { load }) } } : {};
}

function readBreak(value: unknown, field: string): Break {
  const rest = object(value, field);
  refuseUnknown(rest, field, FIELDS.breaks);
  return {
    id: id(rest.id, `${field}.id`),
    window: timeWindow(rest.window, `${field}.window`),
    seconds: whole(rest.seconds, `${field}.seconds`, MAX_SECONDS),
  };
}

function readPoint(value: unknown, field: string, counts: Counts): Point {
  const point = object(value, field);
  refuseUnknown(point, field, FIELDS.points);
  if (isGiven(point.ward)) id(point.ward, `${field}.ward`);
  const load = amountsOf(point.load, point.kg, `${field}.load`, counts, `${field}.kg`);
  return {
    id: id(point.id, `${field}.id`),
    location: index(point.location, `${field}.location`, counts.locations, 'locations'),
    load,
    serviceSeconds: whole(point.service_s, `${field}.service_s`, MAX_SECONDS),
    windows: readWindows(point.windows, point.tw, field),
    tags: isGiven(point.tags) ? texts(point.tags, `${field}.tags`) : [],
    loadTag: isGiven(point.load_tag) ? text(point.load_tag, `${field}.load_tag`) : null,
    prize: isGiven(point.prize) ? amount(point.prize, `${field}.prize`) : 0,
    group: isGiven(point.group) ? index(point.group, `${field}.group`, counts.groups, 'entries of groups') : null,
  };
}

function readWindows(windows: unknown, tw: unknown, field: string): Point['windows'] {
  const one = isGiven(tw) ? [timeWindow(tw, `${field}.tw`)] : [];
  const several = isGiven(windows) ? timeWindows(windows, `${field}.windows`) : [];
  // What must be there is true on its own: no windows beside one do not take it away.
  return several.length > 0 ? several : one;
}

function readGroup(value: unknown, field: string): Group {
  const group = object(value, field);
  refuseUnknown(group, field, FIELDS.groups);
  return {
    id: id(group.id, `${field}.id`),
    totalMass: amount(group.total_kg, `${field}.total_kg`),
    collectedMass: amount(group.collected_kg, `${field}.collected_kg`),
    targetShare: amount(group.target_share, `${field}.target_share`, 1),
  };
}

/**
 * Reads a plan (`WastePlan`) for `problem`. Breaks are taken where its schedule has them, unless its stops were changed since.
 * @throws ProblemError when it names what the problem does not have.
 */
export function fromWastePlan(problem: Problem, plan: unknown): Plan {
  const indices = (entries: readonly { readonly id: string }[]) => new Map(entries.map((entry, k) => [entry.id, k]));
  const vehicles = indices(problem.vehicles);
  const points = indices(problem.points);
  const sites = indices(problem.sites);
  const routes = list(object(plan, 'The plan').vehicles, 'vehicles').map((value, k) => {
    const route = object(value, `vehicles[${k}]`);
    const vehicle = vehicles.get(id(route.id, `vehicles[${k}].id`));
    if (vehicle === undefined) throw new ProblemError(`vehicles[${k}].id names no vehicle: ${shown(route.id)}.`);
    const read = (pair: unknown, field: string, known: string): Stop => {
      const [kind, name] = list(pair, field);
      if (kind === 'b' && known.includes('break')) return breakOf(problem.vehicles[vehicle], name, field);
      if (kind !== 'p' && kind !== 'd') return refuse(kind, `${field}[0]`, known);
      const found = (kind === 'p' ? points : sites).get(id(name, `${field}[1]`));
      if (found === undefined) throw new ProblemError(`${field} names nothing known: ${shown(name)}.`);
      return kind === 'p' ? { kind: 'point', point: found } : { kind: 'site', site: found };
    };
    const stops = list(route.stops, `vehicles[${k}].stops`).map((pair, x) =>
      read(pair, `vehicles[${k}].stops[${x}]`, '"p" for a point or "d" for a disposal'),
    );
    if (!isGiven(route.schedule)) return { vehicle, stops };
    const scheduled = list(route.schedule, `vehicles[${k}].schedule`).map((each, x) => {
      const field = `vehicles[${k}].schedule[${x}]`;
      return read(object(each, field).stop, `${field}.stop`, '"p" for a point, "d" for a disposal or "b" for a break');
    });
    const isUnchanged = JSON.stringify(scheduled.filter(({ kind }) => kind !== 'break')) === JSON.stringify(stops);
    return { vehicle, stops: isUnchanged ? scheduled : stops };
  });
  return { routes };
}

function breakOf({ breaks }: Vehicle, name: unknown, field: string): Stop {
  const wanted = id(name, `${field}[1]`);
  const breakIndex = breaks.findIndex((rest) => rest.id === wanted);
  if (breakIndex < 0) throw new ProblemError(`${field} names nothing known: ${shown(name)}.`);
  return { kind: 'break', breakIndex };
}
