/**
 * The plain waste-collection form, for exchanging instances and plans with other solvers: one load dimension in kilograms,
 * seconds from the start of the shift. Fields a simple reader needs are always there and true on their own; what goes beyond
 * them is added as optional fields.
 */
import { type Plan, type Problem, type Stop, type TimeWindow, UNREACHABLE } from './problem.ts';
import { ProblemError } from './validate.ts';

/** The id of whatever it names: a number or a text, echoed in plans. */
export type WasteId = string | number;

export interface WasteInstance {
  readonly name: string;
  readonly horizon_s: number;
  readonly locations: readonly { readonly index: number; readonly kind: string; readonly id: WasteId }[];
  readonly seconds: readonly (readonly number[])[];
  readonly metres: readonly (readonly number[])[];
  readonly depot: { readonly location: number };
  readonly disposal: readonly WasteDisposal[];
  readonly points: readonly WastePoint[];
  readonly vehicles: readonly WasteVehicle[];
  readonly groups?: readonly WasteGroup[];
  readonly dimensions?: readonly string[];
}

export interface WasteDisposal {
  readonly id: WasteId;
  readonly location: number;
  readonly unload_s: number;
  readonly windows?: readonly TimeWindow[];
  readonly intake_kg?: number;
  readonly intake?: readonly number[];
  readonly accepts?: readonly string[];
}

export interface WastePoint {
  readonly id: WasteId;
  readonly location: number;
  readonly ward?: number | string;
  readonly kg: number;
  readonly service_s: number;
  readonly tw: TimeWindow | null;
  readonly windows?: readonly TimeWindow[];
  readonly tags?: readonly string[];
  readonly load?: readonly number[];
  readonly load_tag?: string;
  readonly prize?: number;
  readonly group?: number;
}

export interface WasteVehicle {
  readonly id: WasteId;
  readonly type: string;
  readonly capacity_kg: number;
  readonly start: number;
  readonly end: number;
  readonly shift: TimeWindow;
  readonly capacity?: readonly number[];
  readonly tags?: readonly string[];
  readonly breaks?: readonly { readonly id: string; readonly window: TimeWindow; readonly seconds: number }[];
  readonly sites?: readonly number[];
  readonly fixed_cost?: number;
  readonly cost_per_hour?: number;
  readonly cost_per_km?: number;
  readonly max_trips?: number;
}

export interface WasteGroup {
  readonly id: string;
  readonly total_kg: number;
  readonly collected_kg: number;
  readonly target_share: number;
}

export interface WastePlan {
  readonly vehicles: readonly { readonly id: WasteId; readonly stops: readonly (readonly ['p' | 'd', WasteId])[] }[];
}

/** Reads an instance. @throws ProblemError when a mandatory field is missing or a matrix is not square. */
export function fromWasteInstance(instance: WasteInstance): Problem {
  for (const field of ['seconds', 'metres', 'disposal', 'points', 'vehicles'] as const) {
    if (!Array.isArray(instance[field])) throw new ProblemError(`${field} is missing or is not a list.`);
  }
  const locationCount = instance.seconds.length;
  const dimensions = instance.dimensions ?? ['kg'];
  return {
    dimensions,
    locationCount,
    seconds: flatten(instance.seconds, 'seconds', locationCount),
    metres: flatten(instance.metres, 'metres', locationCount),
    vehicles: instance.vehicles.map((vehicle) => ({
      id: String(vehicle.id),
      type: String(vehicle.type ?? ''),
      capacity: vehicle.capacity ?? [vehicle.capacity_kg],
      startLocation: vehicle.start,
      endLocation: vehicle.end,
      shift: vehicle.shift,
      maxOvertimeSeconds: 0,
      breaks: vehicle.breaks ?? [],
      fixedCost: vehicle.fixed_cost ?? 0,
      costPerHour: vehicle.cost_per_hour ?? 0,
      costPerKm: vehicle.cost_per_km ?? 0,
      tags: vehicle.tags ?? [],
      allowedSites: vehicle.sites ?? instance.disposal.map((_, s) => s),
      maxTrips: vehicle.max_trips ?? null,
      frozen: null,
      familiarPoints: [],
    })),
    points: instance.points.map((point) => ({
      id: String(point.id),
      location: point.location,
      load: point.load ?? [point.kg],
      serviceSeconds: point.service_s,
      windows: point.windows ?? (point.tw === null || point.tw === undefined ? [] : [point.tw]),
      tags: point.tags ?? [],
      loadTag: point.load_tag ?? null,
      prize: point.prize ?? 0,
      group: point.group ?? null,
    })),
    sites: instance.disposal.map((site) => ({
      id: String(site.id),
      location: site.location,
      unloadSeconds: site.unload_s,
      windows: site.windows ?? [],
      accepts: site.accepts ?? null,
      intake: site.intake ?? (site.intake_kg === undefined ? null : [site.intake_kg]),
    })),
    groups: (instance.groups ?? []).map((group) => ({
      id: group.id,
      totalMass: group.total_kg,
      collectedMass: group.collected_kg,
      targetShare: group.target_share,
    })),
    softWeights: { balance: 0, familiarity: 0 },
  };
}

function flatten(rows: readonly (readonly number[])[], name: string, size: number): Int32Array {
  if (rows.length !== size) throw new ProblemError(`${name} has ${rows.length} rows; it must have ${size}.`);
  const cells = new Int32Array(size * size);
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== size) {
      throw new ProblemError(`${name}[${i}] must be a list of ${size} numbers.`);
    }
    for (let j = 0; j < size; j++) {
      if (!Number.isInteger(row[j]))
        throw new ProblemError(`${name}[${i}][${j}] is ${row[j]}; it must be a whole number.`);
      cells[i * size + j] = row[j];
    }
  });
  return cells;
}

/** Seconds written for a pair without a way: longer than any shift, so that no reader plans it. */
const NO_WAY_SECONDS = 10_000_000;

/**
 * Writes a problem as an instance. Vehicles that are out already start where and when they stand (`shift[0]`); what they have
 * aboard is not part of the form. `tw` is the point's only window, or spans all of them.
 */
export function toWasteInstance(problem: Problem, name = 'instance'): WasteInstance {
  const { locationCount } = problem;
  const kinds: { index: number; kind: string; id: WasteId }[] = [];
  for (let index = 0; index < locationCount; index++) kinds.push({ index, kind: 'depot', id: `L${index}` });
  for (const point of problem.points) kinds[point.location] = { index: point.location, kind: 'point', id: point.id };
  for (const site of problem.sites) kinds[site.location] = { index: site.location, kind: 'disposal', id: site.id };
  return {
    name,
    horizon_s: Math.max(0, ...problem.vehicles.map((vehicle) => vehicle.shift[1])),
    dimensions: problem.dimensions,
    locations: kinds,
    seconds: square(problem.seconds, locationCount),
    metres: square(problem.metres, locationCount),
    depot: { location: problem.vehicles[0]?.startLocation ?? 0 },
    disposal: problem.sites.map((site) => ({
      id: site.id,
      location: site.location,
      unload_s: site.unloadSeconds,
      windows: site.windows,
      ...(site.intake === null ? {} : { intake_kg: site.intake[0], intake: site.intake }),
      ...(site.accepts === null ? {} : { accepts: site.accepts }),
    })),
    points: problem.points.map((point) => ({
      id: point.id,
      location: point.location,
      kg: point.load[0],
      service_s: point.serviceSeconds,
      tw: point.windows.length === 0 ? null : [point.windows[0][0], point.windows[point.windows.length - 1][1]],
      windows: point.windows,
      tags: point.tags,
      load: point.load,
      prize: point.prize,
      ...(point.loadTag === null ? {} : { load_tag: point.loadTag }),
      ...(point.group === null ? {} : { group: point.group, ward: problem.groups[point.group].id }),
    })),
    vehicles: problem.vehicles.map((vehicle) => ({
      id: vehicle.id,
      type: vehicle.type,
      capacity_kg: vehicle.capacity[0],
      start: vehicle.frozen?.location ?? vehicle.startLocation,
      end: vehicle.endLocation,
      shift: [Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0), vehicle.shift[1] + vehicle.maxOvertimeSeconds],
      capacity: vehicle.capacity,
      tags: vehicle.tags,
      breaks: vehicle.breaks,
      sites: vehicle.allowedSites,
      fixed_cost: vehicle.fixedCost,
      cost_per_hour: vehicle.costPerHour,
      cost_per_km: vehicle.costPerKm,
      ...(vehicle.maxTrips === null ? {} : { max_trips: vehicle.maxTrips }),
    })),
    groups: problem.groups.map((group) => ({
      id: group.id,
      total_kg: group.totalMass,
      collected_kg: group.collectedMass,
      target_share: group.targetShare,
    })),
  };
}

function square(cells: Int32Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from(cells.subarray(i * size, (i + 1) * size), (cell) => (cell === UNREACHABLE ? NO_WAY_SECONDS : cell)),
  );
}

/** Writes a plan; ids are those of the problem, or of `instance` where the plan answers one read from a file. */
export function toWastePlan(problem: Problem, plan: Plan, instance?: WasteInstance): WastePlan {
  return {
    vehicles: plan.routes.map((route) => ({
      id: instance?.vehicles[route.vehicle].id ?? problem.vehicles[route.vehicle].id,
      stops: route.stops.flatMap((stop): (readonly ['p' | 'd', WasteId])[] => {
        if (stop.kind === 'point') {
          return [['p', instance?.points[stop.point].id ?? problem.points[stop.point].id]];
        }
        if (stop.kind === 'site') return [['d', instance?.disposal[stop.site].id ?? problem.sites[stop.site].id]];
        return [];
      }),
    })),
  };
}

/** Reads a plan for `problem`. @throws ProblemError when it names what the problem does not have. */
export function fromWastePlan(problem: Problem, plan: WastePlan): Plan {
  const vehicles = new Map(problem.vehicles.map((vehicle, v) => [vehicle.id, v]));
  const points = new Map(problem.points.map((point, p) => [point.id, p]));
  const sites = new Map(problem.sites.map((site, s) => [site.id, s]));
  return {
    routes: plan.vehicles.map((route, k) => {
      const vehicle = vehicles.get(String(route.id));
      if (vehicle === undefined) throw new ProblemError(`vehicles[${k}].id names no vehicle: ${route.id}.`);
      const stops = route.stops.map(([kind, id], x): Stop => {
        const index = (kind === 'p' ? points : sites).get(String(id));
        if (index === undefined) throw new ProblemError(`vehicles[${k}].stops[${x}] names nothing known: ${id}.`);
        return kind === 'p' ? { kind: 'point', point: index } : { kind: 'site', site: index };
      });
      return { vehicle, stops };
    }),
  };
}
