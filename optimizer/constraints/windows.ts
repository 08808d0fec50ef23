/** Arithmetic of time windows: service starts within one of a node's windows, and waiting is allowed. */
import { ANY_TIME, type Model } from '../model/model.ts';

/** A moment that never comes: the schedule is impossible from here on. */
export const NEVER = ANY_TIME;
/** Not even the beginning of time is early enough. */
export const TOO_LATE_ALREADY = -1;

/** Earliest service start at `node` when arriving at `arrival`; `NEVER` when every window has closed. */
export function earliestStart(model: Model, node: number, arrival: number): number {
  if (arrival > model.closes[node]) return NEVER;
  const from = model.windowFrom[node];
  const to = model.windowFrom[node + 1];
  for (let k = from; k < to; k++) {
    if (arrival <= model.windowCloses[k]) return arrival > model.windowOpens[k] ? arrival : model.windowOpens[k];
  }
  return arrival;
}

/** Latest arrival at `node` for service to start no later than `start`; `TOO_LATE_ALREADY` when there is none. */
export function latestArrival(model: Model, node: number, start: number): number {
  const from = model.windowFrom[node];
  const to = model.windowFrom[node + 1];
  if (from === to) return start;
  for (let k = to - 1; k >= from; k--) {
    if (start >= model.windowOpens[k]) return start < model.windowCloses[k] ? start : model.windowCloses[k];
  }
  return TOO_LATE_ALREADY;
}
