/**
 * Arithmetic of breaks. A vehicle with m breaks is in one of m + 1 states at any time: how many of them it has had. A break is
 * taken where the vehicle stands after a stop; it must start within its window unless the vehicle is home before that closes, or
 * leaves only after it has closed: a crew is not called to work for the sake of its rest.
 */
import type { Model } from '../model/model.ts';
import { NEVER, TOO_LATE_ALREADY } from './windows.ts';

/**
 * Lets breaks be taken at one place: `ready[k]` is the earliest moment of being ready there after k breaks, and may get
 * earlier through a break taken here. States whose next break was missed become `NEVER`. In place, from `offset`.
 */
export function takeBreaks(model: Model, vehicle: number, ready: Int32Array, offset: number, layer: number): void {
  const from = model.breakFrom[vehicle];
  const count = model.breakFrom[vehicle + 1] - from;
  for (let k = 0; k < count; k++) {
    const at = offset + k * layer;
    const time = ready[at];
    if (time > model.breakCloses[from + k]) {
      ready[at] = NEVER;
      continue;
    }
    const opens = model.breakOpens[from + k];
    const after = (time > opens ? time : opens) + model.breakSeconds[from + k];
    if (after < ready[at + layer]) ready[at + layer] = after;
  }
}

/**
 * When the vehicle may leave its start without its first `count` breaks: once the windows of all of them have closed. `NEVER` where
 * it is out already.
 */
export function departureWithout(
  { breakFrom, breakCloses, isFrozen, startTime }: Model,
  v: number,
  count: number,
): number {
  if (isFrozen[v] === 1) return NEVER;
  // They are laid out in the order in which they close.
  return count === 0 ? startTime[v] : breakCloses[breakFrom[v] + count - 1] + 1;
}

/** What `takeBreaks` does, at the start of the vehicle's day, where it may also leave later and go without some. */
export function takeBreaksAtStart(
  model: Model,
  vehicle: number,
  ready: Int32Array,
  offset: number,
  layer: number,
): void {
  const count = model.breakFrom[vehicle + 1] - model.breakFrom[vehicle];
  for (let k = 0; k <= count; k++) {
    const departure = departureWithout(model, vehicle, k);
    if (k === 0) ready[offset] = model.startTime[vehicle];
    else if (departure < ready[offset + k * layer]) ready[offset + k * layer] = departure;
    if (k === count) return;
    const time = ready[offset + k * layer];
    const next = offset + (k + 1) * layer;
    ready[next] = NEVER;
    const closes = model.breakCloses[model.breakFrom[vehicle] + k];
    if (time > closes) {
      ready[offset + k * layer] = NEVER;
      continue;
    }
    const opens = model.breakOpens[model.breakFrom[vehicle] + k];
    ready[next] = (time > opens ? time : opens) + model.breakSeconds[model.breakFrom[vehicle] + k];
  }
}

/** The latest moments `latest[k]` of being ready at one place, given those of going on without a break; backwards in place. */
export function latestBeforeBreaks(
  model: Model,
  vehicle: number,
  latest: Int32Array,
  offset: number,
  layer: number,
): void {
  const from = model.breakFrom[vehicle];
  const count = model.breakFrom[vehicle + 1] - from;
  for (let k = count - 1; k >= 0; k--) {
    const at = offset + k * layer;
    const closes = model.breakCloses[from + k];
    if (latest[at] > closes) latest[at] = closes;
    const start = latest[at + layer] - model.breakSeconds[from + k];
    const viaBreak = start < model.breakOpens[from + k] ? TOO_LATE_ALREADY : start < closes ? start : closes;
    if (viaBreak > latest[at]) latest[at] = viaBreak;
  }
}

/** Latest arrival at the end in state k of `count` breaks: before the next break's window closes. */
export function latestHome(model: Model, vehicle: number, state: number, latestEnd: number): number {
  const from = model.breakFrom[vehicle];
  if (from + state >= model.breakFrom[vehicle + 1]) return latestEnd;
  const closes = model.breakCloses[from + state];
  return closes < latestEnd ? closes : latestEnd;
}
