/**
 * VROOM's JSON, so that people can hand over the files they have: jobs, vehicles, custom matrices. Reading refuses with a
 * sentence what this solver does not take; answers come in VROOM's form.
 *
 * Disposal is an addition: a top-level `disposals` list of `{id, location_index, service, time_windows?, intake?}`. With it,
 * vehicles empty there as often as they need and end empty. Without it every vehicle may carry one load and empties for
 * nothing at its end, which is what a VROOM `delivery` or `pickup` of a job means.
 */
import type { RouteSchedule } from '../evaluate.ts';
import { evaluatePlan } from '../evaluate.ts';
import type { Plan, Point, Problem, Site, TimeWindow, Vehicle } from '../problem.ts';
import { ProblemError } from '../validate.ts';

export interface VroomInput {
  readonly jobs?: readonly VroomJob[];
  readonly vehicles?: readonly VroomVehicle[];
  readonly disposals?: readonly VroomDisposal[];
  readonly matrices?: Readonly<Record<string, VroomMatrix>>;
  readonly shipments?: readonly unknown[];
}

interface VroomMatrix {
  readonly durations?: readonly (readonly number[])[];
  readonly distances?: readonly (readonly number[])[];
  readonly costs?: readonly (readonly number[])[];
}

interface VroomJob {
  readonly id: number;
  readonly location_index?: number;
  readonly setup?: number;
  readonly service?: number;
  readonly delivery?: readonly number[];
  readonly pickup?: readonly number[];
  readonly amount?: readonly number[];
  readonly skills?: readonly number[];
  readonly priority?: number;
  readonly time_windows?: readonly TimeWindow[];
  readonly type?: string;
}

interface VroomVehicle {
  readonly id: number;
  readonly profile?: string;
  readonly start_index?: number;
  readonly end_index?: number;
  readonly capacity?: readonly number[];
  readonly skills?: readonly number[];
  readonly time_window?: TimeWindow;
  readonly breaks?: readonly {
    readonly id: number;
    readonly time_windows: readonly TimeWindow[];
    readonly service?: number;
  }[];
  readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number };
  readonly max_tasks?: number;
  readonly max_travel_time?: number;
  readonly max_distance?: number;
  readonly speed_factor?: number;
  readonly steps?: readonly unknown[];
}

interface VroomDisposal {
  readonly id: number;
  readonly location_index: number;
  readonly service?: number;
  readonly time_windows?: readonly TimeWindow[];
  readonly intake?: readonly number[];
}

/** VROOM's own default price of an hour of driving, in its cost unit (one a second). */
const DEFAULT_PER_HOUR = 3600;
const WHOLE_DAY: TimeWindow = [0, 50_000_000];

/** What is needed to answer in VROOM's form. */
export interface VroomCase {
  readonly problem: Problem;
  readonly input: VroomInput;
}

/** Reads a VROOM problem. @throws ProblemError for what it asks that this solver does not do. */
export function fromVroom(input: VroomInput): VroomCase {
  const jobs = input.jobs ?? [];
  const vehicles = input.vehicles ?? [];
  if ((input.shipments ?? []).length > 0) throw new ProblemError('shipments are not taken: only jobs are.');
  if (vehicles.length === 0) throw new ProblemError('vehicles is missing or empty.');
  const profiles = new Set(vehicles.map((vehicle) => vehicle.profile ?? 'car'));
  if (profiles.size > 1) throw new ProblemError('vehicles use several profiles; all must share one matrix.');
  const [profile] = profiles;
  const matrix = input.matrices?.[profile];
  if (matrix?.durations === undefined) {
    throw new ProblemError(`matrices.${profile}.durations is missing; coordinates alone are not routed here.`);
  }
  if (matrix.costs !== undefined)
    throw new ProblemError(`matrices.${profile}.costs is not taken; costs follow from vehicles.costs.`);
  const locationCount = matrix.durations.length;
  const dimensions = countDimensions(jobs, vehicles);
  const disposals = input.disposals ?? [];
  // Without disposal, one site in the same place as each vehicle's end stands for the depot's door.
  const ends = [...new Set(vehicles.map((vehicle) => endOf(vehicle)))];
  const sites: Site[] =
    disposals.length > 0
      ? disposals.map((site, s) => ({
          id: String(site.id),
          location: place(site.location_index, `disposals[${s}].location_index`),
          unloadSeconds: site.service ?? 0,
          windows: site.time_windows ?? [],
          accepts: null,
          intake: site.intake ?? null,
        }))
      : ends.map((location) => ({
          id: `end-${location}`,
          location,
          unloadSeconds: 0,
          windows: [],
          accepts: null,
          intake: null,
        }));
  const problem: Problem = {
    dimensions: Array.from({ length: dimensions }, (_, d) => `amount ${d}`),
    locationCount,
    seconds: flatten(matrix.durations, `matrices.${profile}.durations`, locationCount),
    metres: flatten(matrix.distances ?? matrix.durations, `matrices.${profile}.distances`, locationCount),
    vehicles: vehicles.map((vehicle, v) =>
      readVehicle(vehicle, v, dimensions, disposals.length > 0 ? null : ends, sites),
    ),
    points: jobs.map((job, k) => readJob(job, k, dimensions)),
    sites,
    groups: [],
    softWeights: { balance: 0, familiarity: 0 },
  };
  return { problem, input };
}

function place(index: number | undefined, field: string): number {
  if (index === undefined)
    throw new ProblemError(`${field} is missing; locations are given as indices into the matrix.`);
  return index;
}

function endOf(vehicle: VroomVehicle): number {
  return place(vehicle.end_index ?? vehicle.start_index, 'vehicles[].end_index');
}

function countDimensions(jobs: readonly VroomJob[], vehicles: readonly VroomVehicle[]): number {
  const lists = [...jobs.flatMap((job) => [job.delivery, job.pickup, job.amount]), ...vehicles.map((v) => v.capacity)];
  return Math.max(1, ...lists.map((list) => list?.length ?? 0));
}

function padded(amounts: readonly number[] | undefined, dimensions: number, fill: number): number[] {
  return Array.from({ length: dimensions }, (_, d) => amounts?.[d] ?? fill);
}

function readVehicle(
  vehicle: VroomVehicle,
  v: number,
  dimensions: number,
  ends: readonly number[] | null,
  sites: readonly Site[],
): Vehicle {
  for (const field of ['max_tasks', 'max_travel_time', 'max_distance', 'steps'] as const) {
    if (vehicle[field] !== undefined) throw new ProblemError(`vehicles[${v}].${field} is not taken.`);
  }
  if (vehicle.speed_factor !== undefined && vehicle.speed_factor !== 1) {
    throw new ProblemError(`vehicles[${v}].speed_factor must be 1; put speeds into the matrix.`);
  }
  const start = place(vehicle.start_index ?? vehicle.end_index, `vehicles[${v}].start_index`);
  return {
    id: String(vehicle.id),
    type: vehicle.profile ?? 'car',
    capacity: padded(vehicle.capacity, dimensions, vehicle.capacity === undefined ? 1_000_000_000 : 0),
    startLocation: start,
    endLocation: endOf(vehicle),
    shift: vehicle.time_window ?? WHOLE_DAY,
    maxOvertimeSeconds: 0,
    breaks: (vehicle.breaks ?? []).map((rest, k) => {
      if (rest.time_windows?.length !== 1) {
        throw new ProblemError(`vehicles[${v}].breaks[${k}].time_windows must hold exactly one window.`);
      }
      return { id: String(rest.id), window: rest.time_windows[0], seconds: rest.service ?? 0 };
    }),
    fixedCost: vehicle.costs?.fixed ?? 0,
    costPerHour: vehicle.costs?.per_hour ?? DEFAULT_PER_HOUR,
    costPerKm: vehicle.costs?.per_km ?? 0,
    tags: (vehicle.skills ?? []).map(String),
    allowedSites: ends === null ? sites.map((_, s) => s) : [ends.indexOf(endOf(vehicle))],
    maxTrips: ends === null ? null : 1,
    frozen: null,
    familiarPoints: [],
  };
}

function readJob(job: VroomJob, k: number, dimensions: number): Point {
  if (job.type !== undefined && job.type !== 'job') throw new ProblemError(`jobs[${k}].type must be "job".`);
  if (job.delivery !== undefined && job.pickup !== undefined) {
    throw new ProblemError(`jobs[${k}] has both delivery and pickup; only one of them is taken.`);
  }
  return {
    id: String(job.id),
    location: place(job.location_index, `jobs[${k}].location_index`),
    load: padded(job.pickup ?? job.delivery ?? job.amount, dimensions, 0),
    serviceSeconds: (job.service ?? 0) + (job.setup ?? 0),
    windows: job.time_windows ?? [],
    tags: (job.skills ?? []).map(String),
    loadTag: null,
    // Each priority outweighs the one below it where both cannot be served; without any, all jobs are worth the same.
    prize: 1 + (job.priority ?? 0),
    group: null,
  };
}

function flatten(rows: readonly (readonly number[])[], field: string, size: number): Int32Array {
  if (rows.length !== size) throw new ProblemError(`${field} has ${rows.length} rows; it must have ${size}.`);
  const cells = new Int32Array(size * size);
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== size)
      throw new ProblemError(`${field}[${i}] must be a list of ${size} numbers.`);
    row.forEach((cell, j) => {
      if (!Number.isInteger(cell))
        throw new ProblemError(`${field}[${i}][${j}] is ${cell}; it must be a whole number.`);
      cells[i * size + j] = cell;
    });
  });
  return cells;
}

/** Writes a plan in VROOM's output form. */
export function toVroom({ problem, input }: VroomCase, plan: Plan): object {
  const evaluation = evaluatePlan(problem, plan);
  const withDisposal = (input.disposals ?? []).length > 0;
  const routes = evaluation.routes.map((route) => vroomRoute(problem, input, route, withDisposal));
  const total = (field: 'cost' | 'service' | 'duration' | 'waiting_time' | 'distance'): number =>
    routes.reduce((sum, route) => sum + route[field], 0);
  return {
    code: 0,
    summary: {
      cost: total('cost'),
      routes: routes.length,
      unassigned: evaluation.unserved.length,
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      distance: total('distance'),
      violations: [],
    },
    unassigned: evaluation.unserved.map((p) => ({
      id: input.jobs?.[p].id,
      location_index: problem.points[p].location,
      type: 'job',
    })),
    routes,
  };
}

function vroomRoute(problem: Problem, input: VroomInput, route: RouteSchedule, withDisposal: boolean) {
  const vehicle = problem.vehicles[route.vehicle];
  let duration = 0;
  let distance = 0;
  const empty = problem.dimensions.map(() => 0);
  const steps: object[] = [
    {
      type: 'start',
      location_index: vehicle.startLocation,
      arrival: route.startSeconds,
      duration: 0,
      distance: 0,
      service: 0,
      waiting_time: 0,
      load: empty,
    },
  ];
  for (const step of route.stops) {
    duration += step.legSeconds;
    distance += step.legMetres;
    const common = {
      arrival: step.arrivalSeconds,
      duration,
      distance,
      service: step.departureSeconds - step.serviceStartSeconds,
      waiting_time: step.waitSeconds,
      load: step.loadAfter,
    };
    const { stop } = step;
    if (stop.kind === 'point') {
      const job = input.jobs?.[stop.point];
      steps.push({
        type: 'job',
        id: job?.id,
        job: job?.id,
        location_index: problem.points[stop.point].location,
        ...common,
      });
    } else if (stop.kind === 'break') {
      steps.push({ type: 'break', id: input.vehicles?.[route.vehicle].breaks?.[stop.breakIndex].id, ...common });
    } else if (withDisposal) {
      const id = input.disposals?.[stop.site].id;
      steps.push({ type: 'disposal', id, location_index: problem.sites[stop.site].location, ...common });
    }
  }
  duration += route.returnSeconds;
  distance += route.returnMetres;
  const end = { arrival: route.endSeconds, duration, distance, service: 0, waiting_time: 0, load: empty };
  steps.push({ type: 'end', location_index: vehicle.endLocation, ...end });
  return {
    vehicle: input.vehicles?.[route.vehicle].id,
    cost: Math.round(route.drivingCost),
    service: route.serviceSeconds + route.unloadSeconds + route.breakSeconds,
    duration: route.drivingSeconds,
    distance: route.drivingMetres,
    waiting_time: route.waitSeconds,
    steps,
    violations: [],
  };
}
