/**
 * VROOM's JSON, so that people can hand over the files they have: jobs, vehicles, custom matrices. Reading refuses with a
 * sentence what this solver does not take, every field it does not know among it; answers come in VROOM's form.
 *
 * Disposal is an addition: a top-level `disposals` list of `{id, location_index, service, time_windows?, intake?}`. With it,
 * vehicles empty there as often as they need and end empty, and amounts are what is collected. Without it every vehicle may
 * carry one load and empties for nothing at its end, which is what a VROOM `delivery` or `pickup` of a job means.
 */
import {
  amounts,
  type Fields,
  hasAmounts,
  isGiven,
  list,
  MAX_DIMENSIONS,
  MAX_ENTRIES,
  MAX_LOCATIONS,
  MAX_SECONDS,
  MAX_SITES,
  matrix,
  matrixSize,
  noneTwice,
  object,
  ProblemError,
  refuse,
  text,
  timeWindows,
  whole,
} from '../fields.ts';
import type { Problem, Site } from '../problem.ts';
import { onlyKnown, place, vroomId } from './vroom-fields.ts';
import { priorityPrize, readJob } from './vroom-job.ts';
import { originOf } from './vroom-times.ts';
import { endsOf, readVehicle } from './vroom-vehicle.ts';

export { toVroom } from './vroom-answer.ts';

/** What is needed to answer in VROOM's form. */
export interface VroomCase {
  readonly problem: Problem;
  /** The entries of the file as they are, in the order of points, vehicles and sites. */
  readonly file: {
    readonly jobs: readonly Fields[];
    readonly vehicles: readonly Fields[];
    readonly disposals: readonly Fields[];
  };
  /** Setup seconds of each job, part of the service time of its point. */
  readonly setups: readonly number[];
  /** Whether amounts are loaded at the start and handed out, not collected. */
  readonly delivers: boolean;
  /** Whether sites are disposals of the file, not the ends of the vehicles. */
  readonly hasDisposals: boolean;
  /** Whether the file says how far it is from one place to another. */
  readonly hasDistances: boolean;
  /** What the file calls the solver's second 0. */
  readonly origin: number;
  /** The location that stands for wherever a vehicle starts or ends, where the file leaves that open; −1 = there is none. */
  readonly anywhere: number;
}

const TOP = ['jobs', 'vehicles', 'disposals', 'matrices', 'shipments'];
const DISPOSAL = ['id', 'description', 'location', 'location_index', 'service', 'time_windows', 'intake'];

/**
 * Reads a VROOM problem as parsed from JSON.
 * @throws ProblemError for what makes no sense, and for what it asks that this solver does not do.
 */
export function fromVroom(input: unknown): VroomCase {
  const file = object(input, 'The problem');
  if (isGiven(file.shipments) && list(file.shipments, 'shipments').length > 0) {
    throw new ProblemError('shipments are not taken: only jobs are.');
  }
  onlyKnown(file, '', TOP);
  const entries = (name: string, most: number): Fields[] =>
    isGiven(file[name]) ? list(file[name], name, most).map((each, k) => object(each, `${name}[${k}]`)) : [];
  const jobs = entries('jobs', MAX_ENTRIES);
  const vehicles = entries('vehicles', MAX_ENTRIES);
  const disposals = entries('disposals', MAX_SITES);
  if (vehicles.length === 0) throw new ProblemError('vehicles is missing or empty.');
  const { seconds, metres, hasDistances, locationCount, profile } = readMatrices(file.matrices, vehicles);
  const origin = originOf(vehicles, jobs, disposals);

  const places = vehicles.map((vehicle, v) => endsOf(vehicle, `vehicles[${v}]`, locationCount));
  const isOpen = places.some(({ start, end }) => start === null || end === null);
  if (isOpen && locationCount === MAX_LOCATIONS) {
    throw new ProblemError(`matrices.${profile}.durations must leave room for one location where a route is open.`);
  }
  const anywhere = isOpen ? locationCount : -1;
  const dimensions = countDimensions(jobs, vehicles);
  const delivers = judgeAmounts(jobs, dimensions) && disposals.length === 0;
  const starts = places.map(({ start }) => start);
  judgeSetups(jobs, starts);

  const hasDisposals = disposals.length > 0;
  const ends = [...new Set(places.map(({ end }) => end ?? anywhere))];
  if (!hasDisposals && ends.length > MAX_SITES) {
    throw new ProblemError(`vehicles end at ${ends.length} different places; at most ${MAX_SITES} are taken.`);
  }
  const sites = hasDisposals
    ? disposals.map((site, s) => readDisposal(site, `disposals[${s}]`, { locationCount, dimensions, origin }))
    : ends.map(endSite);
  const read = vehicles.map((vehicle, v) => {
    const start = places[v].start ?? anywhere;
    const end = places[v].end ?? anywhere;
    const ownSite = hasDisposals ? null : ends.indexOf(end);
    const siteCount = sites.length;
    const context = { dimensions, siteCount, profile, hasDistances, origin, start, end, ownSite };
    return readVehicle(vehicle, `vehicles[${v}]`, context);
  });
  const context = { locationCount, dimensions, origin, priorityPrize: priorityPrize(jobs) };
  const points = jobs.map((job, k) => readJob(job, `jobs[${k}]`, context));
  for (const [name, all] of Object.entries({ jobs: points, vehicles: read, disposals: sites })) {
    const ids = all.map((each) => each.id);
    noneTwice(ids, (k) => `${name}[${k}].id`);
  }
  return {
    problem: {
      dimensions: Array.from({ length: dimensions }, (_, d) => `amount ${d}`),
      locationCount: isOpen ? locationCount + 1 : locationCount,
      seconds: isOpen ? withAnywhere(seconds, locationCount) : seconds,
      metres: isOpen ? withAnywhere(metres, locationCount) : metres,
      vehicles: read,
      points,
      sites,
      groups: [],
      softWeights: { balance: 0, unfamiliarity: 0 },
    },
    file: { jobs, vehicles, disposals },
    setups: jobs.map((job) => Number(job.setup ?? 0)),
    delivers,
    hasDisposals,
    hasDistances,
    origin,
    anywhere,
  };
}

function readMatrices(value: unknown, vehicles: readonly Fields[]) {
  const profiles = vehicles.map((vehicle, v) =>
    isGiven(vehicle.profile) ? text(vehicle.profile, `vehicles[${v}].profile`) : 'car',
  );
  if (new Set(profiles).size > 1) throw new ProblemError('vehicles use several profiles; all must share one matrix.');
  const [profile] = profiles;
  const field = `matrices.${profile}`;
  const all = isGiven(value) ? object(value, 'matrices') : {};
  const own = Object.hasOwn(all, profile) ? object(all[profile], field) : {};
  if (!isGiven(own.durations)) {
    throw new ProblemError(`${field}.durations is missing; coordinates alone are not routed here.`);
  }
  if (isGiven(own.costs)) throw new ProblemError(`${field}.costs is not taken; costs follow from vehicles.costs.`);
  onlyKnown(own, field, ['durations', 'distances', 'costs']);
  const locationCount = matrixSize(own.durations, `${field}.durations`);
  const seconds = matrix(own.durations, `${field}.durations`, locationCount);
  const hasDistances = isGiven(own.distances);
  const metres = hasDistances
    ? matrix(own.distances, `${field}.distances`, locationCount)
    : new Int32Array(seconds.length);
  return { profile, locationCount, seconds, metres, hasDistances };
}

/** Adds a location after the others that is no way off from any: where a route begins or ends that is left open. */
function withAnywhere(cells: Int32Array, size: number): Int32Array {
  const wider = new Int32Array((size + 1) * (size + 1));
  for (let i = 0; i < size; i++) wider.set(cells.subarray(i * size, (i + 1) * size), i * (size + 1));
  return wider;
}

function readDisposal(
  site: Fields,
  field: string,
  { locationCount, dimensions, origin }: { locationCount: number; dimensions: number; origin: number },
): Site {
  onlyKnown(site, field, DISPOSAL);
  return {
    id: vroomId(site.id, `${field}.id`),
    location: place(site.location_index, `${field}.location_index`, locationCount),
    unloadSeconds: isGiven(site.service) ? whole(site.service, `${field}.service`, MAX_SECONDS) : 0,
    windows: isGiven(site.time_windows) ? timeWindows(site.time_windows, `${field}.time_windows`, origin) : [],
    accepts: null,
    intake: hasAmounts(site.intake) ? amounts(site.intake, `${field}.intake`, dimensions) : null,
  };
}

/** Without disposal, a site in the same place as each vehicle's end stands for the depot's door. */
function endSite(location: number): Site {
  return { id: `end-${location}`, location, unloadSeconds: 0, windows: [], accepts: null, intake: null };
}

/** The length that all lists of amounts in the file share. */
function countDimensions(jobs: readonly Fields[], vehicles: readonly Fields[]): number {
  let most = 1;
  for (const job of jobs) {
    for (const each of [job.delivery, job.pickup, job.amount])
      if (Array.isArray(each)) most = Math.max(most, each.length);
  }
  for (const { capacity } of vehicles) if (Array.isArray(capacity)) most = Math.max(most, capacity.length);
  if (most > MAX_DIMENSIONS) {
    throw new ProblemError(`jobs and vehicles have lists of ${most} amounts; at most ${MAX_DIMENSIONS} are taken.`);
  }
  return most;
}

/**
 * Whether the file's amounts are deliveries.
 * @throws ProblemError where some are and others are pickups: a vehicle's load would then fall and rise on its way.
 */
function judgeAmounts(jobs: readonly Fields[], dimensions: number): boolean {
  let delivery = '';
  let pickup = '';
  jobs.forEach((job, k) => {
    for (const name of ['delivery', 'pickup', 'amount']) {
      if (!hasAmounts(job[name])) continue;
      const field = `jobs[${k}].${name}`;
      if (!amounts(job[name], field, dimensions).some((each) => each > 0)) continue;
      if (name === 'pickup') pickup = field;
      else if (name === 'amount' && hasAmounts(job.delivery))
        refuse(job.amount, field, 'left out where delivery is given');
      else delivery = field;
    }
    if (delivery !== '' && pickup !== '') {
      if (delivery.startsWith(`jobs[${k}].`) && pickup.startsWith(`jobs[${k}].`)) {
        throw new ProblemError(`jobs[${k}] has both delivery and pickup; only one of them is taken.`);
      }
      throw new ProblemError(`${pickup} is not taken beside ${delivery}: all jobs must be of one kind.`);
    }
  });
  return pickup === '';
}

/** Refuses setups that VROOM would not charge for every visit: a setup is for free where the stop before is at the same place. */
function judgeSetups(jobs: readonly Fields[], starts: readonly (number | null)[]): void {
  const visits = new Map<unknown, number>();
  for (const at of [...starts, ...jobs.map((job) => job.location_index)]) {
    if (isGiven(at)) visits.set(at, (visits.get(at) ?? 0) + 1);
  }
  jobs.forEach((job, k) => {
    if (!isGiven(job.setup) || whole(job.setup, `jobs[${k}].setup`, MAX_SECONDS) === 0) return;
    if ((visits.get(job.location_index) ?? 0) > 1) {
      throw new ProblemError(
        `jobs[${k}].setup is not taken where a start or another job is at the same location; put it into service.`,
      );
    }
  });
}
