/** Jobs of VROOM's JSON as points. */
import { amounts, carriable, type Fields, isGiven, MAX_SECONDS, refuse, timeWindows, whole } from '../fields.ts';
import type { Point } from '../problem.ts';
import { onlyKnown, place, readSkills, vroomId } from './vroom-fields.ts';

const KNOWN = [
  'id',
  'type',
  'description',
  'location',
  'location_index',
  'setup',
  'service',
  'delivery',
  'pickup',
  'amount',
  'skills',
  'priority',
  'time_windows',
];
const MAX_PRIORITY = 100;
/** How many times the least worth the highest may be for the search to keep serving the least where there is room. */
const WORTH_RANGE = 100;

/** What a job is read against. */
export interface JobContext {
  readonly locationCount: number;
  readonly dimensions: number;
  /** The largest capacity of any vehicle in each dimension. */
  readonly largest: readonly number[];
  readonly jobCount: number;
  /** The highest priority in the file. */
  readonly highestPriority: number;
}

/** Reads one job. @throws ProblemError naming its field. */
export function readJob(job: Fields, field: string, context: JobContext): Point {
  onlyKnown(job, field, KNOWN);
  if (isGiven(job.type) && job.type !== 'job') refuse(job.type, `${field}.type`, '"job"');
  const seconds = (name: string): number =>
    isGiven(job[name]) ? whole(job[name], `${field}.${name}`, MAX_SECONDS / 2) : 0;
  return {
    id: vroomId(job.id, `${field}.id`),
    location: place(job.location_index, `${field}.location_index`, context.locationCount),
    load: readLoad(job, field, context),
    serviceSeconds: seconds('service') + seconds('setup'),
    windows: isGiven(job.time_windows) ? timeWindows(job.time_windows, `${field}.time_windows`) : [],
    tags: isGiven(job.skills) ? readSkills(job.skills, `${field}.skills`) : [],
    loadTag: null,
    prize: worth(isGiven(job.priority) ? whole(job.priority, `${field}.priority`, MAX_PRIORITY) : 0, context),
    group: null,
  };
}

/** The amounts of a job, whatever they are called: only one of the names has any (see `judgeAmounts`). */
function readLoad(job: Fields, field: string, { dimensions, largest }: JobContext): number[] {
  const load = Array.from({ length: dimensions }, () => 0);
  for (const name of ['delivery', 'pickup', 'amount']) {
    if (!isGiven(job[name])) continue;
    amounts(job[name], `${field}.${name}`, dimensions).forEach((each, d) => {
      carriable(each, `${field}.${name}[${d}]`, 'units', largest[d]);
      load[d] += each;
    });
  }
  return load;
}

/**
 * What serving a job is worth. VROOM serves the largest sum of priorities, then the most jobs: a priority of one outweighs all
 * jobs without any. Up to `WORTH_RANGE` times the least worth that is kept exactly.
 */
function worth(priority: number, { jobCount, highestPriority }: JobContext): number {
  return 1 + priority * Math.min(jobCount + 1, (WORTH_RANGE - 1) / Math.max(1, highestPriority));
}
