/** Jobs of VROOM's JSON as points. */
import { amounts, type Fields, hasAmounts, isGiven, MAX_SECONDS, refuse, timeWindows, whole } from '../fields.ts';
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
/** The prizes of all jobs together: beyond it the least ones would count for less than the way to them. */
const MOST_PRIZE = 1_000_000;
/** What a job is read against. */
export interface JobContext {
  readonly locationCount: number;
  readonly dimensions: number;
  /** What the file calls the solver's second 0. */
  readonly origin: number;
  /** What one of priority is worth, in jobs without any; see `priorityPrize`. */
  readonly priorityPrize: number;
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
    windows: isGiven(job.time_windows) ? timeWindows(job.time_windows, `${field}.time_windows`, context.origin) : [],
    tags: isGiven(job.skills) ? readSkills(job.skills, `${field}.skills`) : [],
    loadTag: null,
    prize: 1 + context.priorityPrize * readPriority(job.priority, `${field}.priority`),
    group: null,
  };
}

/** The amounts of a job, whatever they are called: only one of the names has any (see `judgeAmounts`). */
function readLoad(job: Fields, field: string, { dimensions }: JobContext): number[] {
  const load = Array.from({ length: dimensions }, () => 0);
  for (const name of ['delivery', 'pickup', 'amount']) {
    if (!hasAmounts(job[name])) continue;
    amounts(job[name], `${field}.${name}`, dimensions).forEach((each, d) => {
      load[d] += each;
    });
  }
  return load;
}

function readPriority(value: unknown, field: string): number {
  return isGiven(value) ? whole(value, field, MAX_PRIORITY) : 0;
}

/**
 * What one of priority is worth, in jobs without any. VROOM serves the largest sum of priorities, then the most jobs: more than all
 * jobs, then, but for so many that a single job would be lost in the sum.
 */
export function priorityPrize(jobs: readonly Fields[]): number {
  const sum = jobs.reduce((all, job, k) => all + readPriority(job.priority, `jobs[${k}].priority`), 0);
  return Math.min(jobs.length + 1, (MOST_PRIZE - jobs.length) / Math.max(1, sum));
}
