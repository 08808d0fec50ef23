/** Where in a finished route the breaks are taken. */
import { departureWithout, latestHome, takeBreaks, takeBreaksAtStart } from '../constraints/breaks.ts';
import { overtimeSeconds } from '../constraints/overtime.ts';
import { earliestStart, NEVER } from '../constraints/windows.ts';
import type { Routes } from './routes.ts';
import { endTime } from './times.ts';

/** A break and the position behind which it is taken. */
export interface PlacedBreak {
  readonly after: number;
  readonly breakIndex: number;
}

/**
 * The breaks of route `r`, put where they delay it least. What can be had in the midst of its work is had there; only a break that
 * would come before all work, or for which there is no time, is gone without by leaving later.
 */
export function breakPositions(routes: Routes, r: number): PlacedBreak[] {
  const { model } = routes;
  if (model.breakFrom[r + 1] === model.breakFrom[r]) return [];
  const soonest = endTime(routes, r);
  for (const mayLeaveLater of [false, true]) {
    const ready = readyStates(routes, r, mayLeaveLater);
    const { end, state } = endOf(routes, r, ready);
    const isAsGood = end <= model.latestEnd[r] && overtimeSeconds(model, r, end) <= overtimeSeconds(model, r, soonest);
    if (isAsGood || mayLeaveLater) return positions(routes, r, ready, state, end);
  }
  return [];
}

/** Earliest ready times by number of breaks taken and position, one number of breaks after another. */
function readyStates(routes: Routes, r: number, mayLeaveLater: boolean): Int32Array {
  const { model, sequence, legSeconds, length, stride } = routes;
  const base = r * stride;
  const count = length[r];
  const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
  const ready = new Int32Array(states * count).fill(NEVER);
  ready[0] = model.startTime[r];
  if (mayLeaveLater) takeBreaksAtStart(model, r, ready, 0, count);
  else takeBreaks(model, r, ready, 0, count);
  for (let i = 1; i < count; i++) {
    const node = sequence[base + i];
    for (let k = 0; k < states; k++) {
      const before = ready[k * count + i - 1];
      const start = before >= NEVER ? NEVER : earliestStart(model, node, before + legSeconds[base + i - 1]);
      ready[k * count + i] = start >= NEVER ? NEVER : start + model.service[node];
    }
    if (i < count - 1) takeBreaks(model, r, ready, i, count);
  }
  return ready;
}

/** When the vehicle is back, and after how many breaks. */
function endOf({ model, length }: Routes, r: number, ready: Int32Array): { end: number; state: number } {
  const count = length[r];
  let end = NEVER;
  let state = 0;
  for (let k = 0; k * count < ready.length; k++) {
    const time = ready[k * count + count - 1];
    if (time > latestHome(model, r, k, NEVER) || time > end || time >= NEVER) continue;
    end = time;
    state = k;
  }
  return { end, state };
}

/** Read backwards from the end, where the vehicle has had `last` breaks at the moment `end`. */
function positions(routes: Routes, r: number, ready: Int32Array, last: number, end: number): PlacedBreak[] {
  const { model, length } = routes;
  const from = model.breakFrom[r];
  let state = last;
  const rests: PlacedBreak[] = [];
  for (let i = length[r] - 2; i >= 0; i--) {
    while (state > 0 && !arrivesInState(routes, r, ready, i, state)) {
      if (i === 0 && mayLeaveWithout(routes, r, state, rests, end)) return rests;
      state--;
      rests.unshift({ after: i, breakIndex: model.breakIndex[from + state] });
    }
  }
  return rests;
}

/** Whether being ready at position `i` in `state` comes from arriving in that state, not from a break taken there. */
function arrivesInState(routes: Routes, r: number, ready: Int32Array, i: number, state: number): boolean {
  const { model, sequence, legSeconds, length, stride } = routes;
  if (i === 0) return false;
  const before = ready[state * length[r] + i - 1];
  if (before >= NEVER) return false;
  const node = sequence[r * stride + i];
  const start = earliestStart(model, node, before + legSeconds[r * stride + i - 1]);
  // Too late for every window: then the break was taken behind the node.
  return start < NEVER && start + model.service[node] === ready[state * length[r] + i];
}

/**
 * Whether the vehicle of route `r` may as well leave when the windows of its first `count` breaks have closed, and so go without
 * them: with the other breaks where `rests` has them, it is not back later than at `end`.
 */
function mayLeaveWithout(
  routes: Routes,
  r: number,
  count: number,
  rests: readonly PlacedBreak[],
  end: number,
): boolean {
  const { model, sequence, legSeconds, length, stride } = routes;
  const base = r * stride;
  let time = departureWithout(model, r, count);
  let next = 0;
  for (let i = 0; i < length[r]; i++) {
    if (i > 0) time = earliestStart(model, sequence[base + i], time + legSeconds[base + i - 1]);
    if (time >= NEVER) return false;
    if (i > 0) time += model.service[sequence[base + i]];
    for (; next < rests.length && rests[next].after === i; next++) {
      const rest = model.breakFrom[r] + count + next;
      if (time > model.breakCloses[rest]) return false;
      time = Math.max(time, model.breakOpens[rest]) + model.breakSeconds[rest];
    }
  }
  return time <= end;
}
