/**
 * The plain waste-collection form, for exchanging instances and plans with other solvers: one load dimension in kilograms,
 * seconds from the start of the shift. Fields a simple reader needs are always there and true on their own; what goes beyond
 * them is added as optional fields.
 */
import { tripsLeft } from './constraints/trips.ts';
import { evaluatePlan } from './evaluate.ts';
import { type Plan, type Problem, type Stop, type TimeWindow, UNREACHABLE, type Vehicle } from './problem.ts';
import { explainUnserved, type UnservedReason } from './unserved.ts';

export { fromWasteInstance, fromWastePlan } from './formats/read-waste.ts';

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
  /** Most points, driving seconds and driving metres of its day. */
  readonly max_points?: number;
  readonly max_driving_s?: number;
  readonly max_driving_m?: number;
  /** Most it may collect in its day, in all its trips: kilograms, or an amount for each dimension. */
  readonly max_load_kg?: number;
  readonly max_load?: readonly number[];
}

export interface WasteGroup {
  readonly id: string;
  readonly total_kg: number;
  readonly collected_kg: number;
  readonly target_share: number;
}

export interface WastePlan {
  readonly vehicles: readonly WasteRoute[];
  /** Why each point in no route is left out. */
  readonly unserved?: readonly { readonly id: WasteId; readonly reason: UnservedReason }[];
}

/** A vehicle's day: `stops` alone are the plan; the rest follows from them and says when they are done, breaks included. */
export interface WasteRoute {
  readonly id: WasteId;
  readonly stops: readonly (readonly ['p' | 'd', WasteId])[];
  /** When it leaves and is back. */
  readonly start_s?: number;
  readonly end_s?: number;
  readonly schedule?: readonly WasteTimes[];
}

/** A stop with its times: what it is (`b` is a break), when it is reached, when it begins after any waiting, and when it is over. */
export interface WasteTimes {
  readonly stop: readonly ['p' | 'd' | 'b', WasteId];
  readonly arrival_s: number;
  readonly begin_s: number;
  readonly end_s: number;
}

/** Seconds written for a pair without a way: longer than any shift, so that no reader plans it. */
export const NO_WAY_SECONDS = 10_000_000;

/**
 * Writes a problem as an instance. Vehicles that are out already start where and when they stand (`shift[0]`), with the trips and
 * breaks that are left; what they have aboard is not part of the form. `tw` is the point's only window, or spans all of them.
 */
export function toWasteInstance(problem: Problem, name = 'instance'): WasteInstance {
  const { locationCount } = problem;
  const kinds: { index: number; kind: string; id: WasteId }[] = [];
  for (let index = 0; index < locationCount; index++) kinds.push({ index, kind: 'depot', id: `L${index}` });
  for (const point of problem.points) kinds[point.location] = { index: point.location, kind: 'point', id: point.id };
  for (const site of problem.sites) kinds[site.location] = { index: site.location, kind: 'disposal', id: site.id };
  const vehicles = problem.vehicles.map(writeVehicle);
  return {
    name,
    horizon_s: vehicles.reduce((latest, { shift }) => Math.max(latest, shift[1]), 0),
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
    vehicles,
    groups: problem.groups.map((group) => ({
      id: group.id,
      total_kg: group.totalMass,
      collected_kg: group.collectedMass,
      target_share: group.targetShare,
    })),
  };
}

function writeVehicle(vehicle: Vehicle): WasteVehicle {
  const { frozen, shift, limits } = vehicle;
  const begins = Math.max(shift[0], frozen?.time ?? 0);
  return {
    id: vehicle.id,
    type: vehicle.type,
    capacity_kg: vehicle.capacity[0],
    start: frozen?.location ?? vehicle.startLocation,
    end: vehicle.endLocation,
    // A vehicle that came home later than it should has no time left.
    shift: [begins, Math.max(begins, shift[1] + vehicle.maxOvertimeSeconds)],
    capacity: vehicle.capacity,
    tags: vehicle.tags,
    breaks: vehicle.breaks.filter(({ id }) => !frozen?.breaksDone.includes(id)),
    sites: vehicle.allowedSites,
    fixed_cost: vehicle.fixedCost,
    cost_per_hour: vehicle.costPerHour,
    cost_per_km: vehicle.costPerKm,
    ...(vehicle.maxTrips === null ? {} : { max_trips: tripsLeft(vehicle, vehicle.maxTrips) }),
    ...(limits && limits.points !== null ? { max_points: limits.points } : {}),
    ...(limits && limits.drivingSeconds !== null ? { max_driving_s: limits.drivingSeconds } : {}),
    ...(limits && limits.drivingMetres !== null ? { max_driving_m: limits.drivingMetres } : {}),
    ...(limits?.load ? { max_load_kg: limits.load[0], max_load: limits.load } : {}),
  };
}

function square(cells: Int32Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from(cells.subarray(i * size, (i + 1) * size), (cell) => (cell === UNREACHABLE ? NO_WAY_SECONDS : cell)),
  );
}

/** Writes a plan with its times and the reasons for what is left out; ids are those of the problem, or of `instance` where the plan answers one read from a file. */
export function toWastePlan(problem: Problem, plan: Plan, instance?: WasteInstance): WastePlan {
  const pointId = (p: number): WasteId => instance?.points[p].id ?? problem.points[p].id;
  const siteId = (s: number): WasteId => instance?.disposal[s].id ?? problem.sites[s].id;
  const named = (vehicle: number, stop: Stop): readonly ['p' | 'd' | 'b', WasteId] => {
    if (stop.kind === 'point') return ['p', pointId(stop.point)];
    if (stop.kind === 'site') return ['d', siteId(stop.site)];
    return ['b', problem.vehicles[vehicle].breaks[stop.breakIndex].id];
  };
  const schedules = new Map(evaluatePlan(problem, plan).routes.map((route) => [route.vehicle, route]));
  const vehicles = plan.routes.map(({ vehicle, stops }): WasteRoute => {
    const schedule = schedules.get(vehicle);
    return {
      id: instance?.vehicles[vehicle].id ?? problem.vehicles[vehicle].id,
      stops: stops.flatMap((stop): (readonly ['p' | 'd', WasteId])[] => {
        if (stop.kind === 'break') return [];
        return [stop.kind === 'point' ? ['p', pointId(stop.point)] : ['d', siteId(stop.site)]];
      }),
      ...(schedule && {
        start_s: schedule.startSeconds,
        end_s: schedule.endSeconds,
        schedule: schedule.stops.map((each) => ({
          stop: named(vehicle, each.stop),
          arrival_s: each.arrivalSeconds,
          begin_s: each.serviceStartSeconds,
          end_s: each.departureSeconds,
        })),
      }),
    };
  });
  const unserved = explainUnserved(problem, plan).map(({ point, reason }) => ({ id: pointId(point), reason }));
  return { vehicles, ...(unserved.length > 0 && { unserved }) };
}
