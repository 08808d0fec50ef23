/**
 * Times of VROOM's JSON: seconds from wherever the file counts, often from 1970, while this solver counts from the day's beginning.
 * And when vehicles leave: VROOM's as late as they can, this solver's as soon as they may.
 */
import type { RouteSchedule, StopSchedule } from '../evaluate.ts';
import { type Fields, MAX_SECONDS } from '../fields.ts';
import type { Problem } from '../problem.ts';

/** So long before all windows a vehicle may leave that has no time window itself, where times are counted from 1970. */
const DAY_SECONDS = 86_400;

/**
 * The moment of the file that is the solver's second 0: 0 itself, or where times are too late for it the earliest opening of all
 * windows. Windows that make no sense are left for those who read them.
 */
export function originOf(vehicles: readonly Fields[], jobs: readonly Fields[], disposals: readonly Fields[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = 0;
  const note = (window: unknown): void => {
    if (!Array.isArray(window) || !window.every((each) => Number.isSafeInteger(each) && each >= 0)) return;
    earliest = Math.min(earliest, window[0] ?? earliest);
    latest = Math.max(latest, window[1] ?? latest);
  };
  const noteAll = ({ time_windows: windows }: Fields): void => {
    if (Array.isArray(windows)) windows.forEach(note);
  };
  for (const { time_window: window, breaks } of vehicles) {
    note(window);
    if (!Array.isArray(breaks)) continue;
    for (const rest of breaks) if (typeof rest === 'object' && rest !== null) noteAll(rest as Fields);
  }
  jobs.forEach(noteAll);
  disposals.forEach(noteAll);
  if (latest <= MAX_SECONDS) return 0;
  const isOpen = vehicles.some(({ time_window: window }) => !Array.isArray(window));
  return Math.max(0, isOpen ? earliest - DAY_SECONDS : earliest);
}

/** When a stop is reached, and how long is waited there. */
export interface Times {
  readonly arrival: number;
  readonly wait: number;
}

/** The route's times when it starts as late as it can without a stop that ends later than it may, or a later end. */
export function lateStart(problem: Problem, route: RouteSchedule): { start: number; stops: Times[] } {
  let waited = 0;
  let spare = Number.POSITIVE_INFINITY;
  for (const stop of route.stops) {
    waited += stop.waitSeconds;
    spare = Math.min(spare, waited + closing(problem, route.vehicle, stop) - stop.serviceStartSeconds);
  }
  let delay = Math.min(spare, waited);
  const start = route.startSeconds + delay;
  const stops = route.stops.map(({ arrivalSeconds, waitSeconds }) => {
    const arrival = arrivalSeconds + delay;
    const wait = Math.max(0, waitSeconds - delay);
    delay = Math.max(0, delay - waitSeconds);
    return { arrival, wait };
  });
  return { start, stops };
}

/** When the window closes in which the stop begins, `Infinity` where it may be at any time. */
function closing(problem: Problem, vehicle: number, { stop, serviceStartSeconds }: StopSchedule): number {
  if (stop.kind === 'break') return problem.vehicles[vehicle].breaks[stop.breakIndex].window[1];
  const { windows } = stop.kind === 'point' ? problem.points[stop.point] : problem.sites[stop.site];
  const open = windows.find(([, closes]) => serviceStartSeconds <= closes);
  return open?.[1] ?? Number.POSITIVE_INFINITY;
}
