/**
 * The schedule kept with every route: how early a truck can be ready at each position, and how late it may arrive there. Both are
 * brought up to date only as far as a change reaches.
 */
import { latestBeforeBreaks, latestHome, takeBreaks, takeBreaksAtStart } from '../constraints/breaks.ts';
import { earliestStart, latestArrival, NEVER } from '../constraints/windows.ts';
import type { Routes } from './routes.ts';

const MOST_STATES = 8;
/** The arrivals at a position before they are computed anew. */
const before = new Int32Array(MOST_STATES);

/** Earliest ready times of route `r` from cell `from` on; its legs and what lies before are up to date. */
export function readyTimes(routes: Routes, r: number, from: number): void {
  const { model, sequence, ready, legSeconds, length, stride } = routes;
  if (model.breakFrom[r] !== model.breakFrom[r + 1]) return readyTimesWithBreaks(routes, r, from);
  const { service, opens, closes, manyWindows } = model;
  const base = r * stride;
  const last = base + length[r] - 1;
  if (from === base + 1) ready[base] = model.startTime[r];
  let time = ready[from - 1];
  for (let i = from; i <= last; i++) {
    const node = sequence[i];
    time += legSeconds[i - 1];
    if (manyWindows) time = earliestStart(model, node, time);
    else if (time > closes[node]) time = NEVER;
    else if (time < opens[node]) time = opens[node];
    time = time >= NEVER ? NEVER : time + service[node];
    ready[i] = time;
  }
}

function readyTimesWithBreaks(routes: Routes, r: number, from: number): void {
  const { model, sequence, ready, legSeconds, layer, length, stride } = routes;
  const base = r * stride;
  const last = base + length[r] - 1;
  const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
  if (from === base + 1) {
    takeBreaksAtStart(model, r, ready, base, layer);
  }
  for (let i = from; i <= last; i++) {
    const node = sequence[i];
    const leg = legSeconds[i - 1];
    for (let k = 0; k < states; k++) {
      const before = ready[k * layer + i - 1];
      const start = before >= NEVER ? NEVER : earliestStart(model, node, before + leg);
      ready[k * layer + i] = start >= NEVER ? NEVER : start + model.service[node];
    }
    if (i < last) takeBreaks(model, r, ready, i, layer);
  }
}

/**
 * Latest arrivals of route `r` from cell `from` down; legs and what lies behind `from` are up to date. No node before cell
 * `changed` is another, so that among these the first arrival that stays as it was ends the work.
 */
export function latestArrivals(routes: Routes, r: number, from: number, changed: number): void {
  const { model, latest, latestInShift } = routes;
  const backward = model.breakFrom[r] === model.breakFrom[r + 1] ? plainBackward : backwardWithBreaks;
  backward(routes, r, from, changed, latest, routes.latestEnd[r]);
  if (latestInShift !== latest) backward(routes, r, from, changed, latestInShift, model.shiftEnd[r]);
}

function plainBackward(
  routes: Routes,
  r: number,
  from: number,
  changed: number,
  latest: Int32Array,
  end: number,
): void {
  const { model, sequence, legSeconds, length, stride } = routes;
  const { service, opens, closes, manyWindows } = model;
  const base = r * stride;
  let first = from;
  if (from === base + length[r] - 1) {
    latest[from] = end;
    first--;
  }
  let time = latest[first + 1];
  for (let i = first; i > base; i--) {
    const node = sequence[i];
    time -= legSeconds[i] + service[node];
    if (manyWindows) time = latestArrival(model, node, time);
    else if (time < opens[node]) time = -NEVER;
    else if (time > closes[node]) time = closes[node];
    if (time < -NEVER) time = -NEVER;
    if (i < changed && latest[i] === time) return;
    latest[i] = time;
  }
}

function backwardWithBreaks(
  routes: Routes,
  r: number,
  from: number,
  changed: number,
  latest: Int32Array,
  end: number,
): void {
  const { model, sequence, legSeconds, layer, length, stride } = routes;
  const base = r * stride;
  const last = base + length[r] - 1;
  const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
  let first = from;
  if (from === last) {
    for (let k = 0; k < states; k++) latest[k * layer + last] = latestHome(model, r, k, end);
    first--;
  }
  for (let i = first; i > base; i--) {
    const node = sequence[i];
    for (let k = 0; k < states; k++) before[k] = latest[k * layer + i];
    for (let k = 0; k < states; k++) latest[k * layer + i] = latest[k * layer + i + 1] - legSeconds[i];
    latestBeforeBreaks(model, r, latest, i, layer);
    let same = i < changed;
    for (let k = 0; k < states; k++) {
      const time = latestArrival(model, node, latest[k * layer + i] - model.service[node]);
      latest[k * layer + i] = time;
      if (time !== before[k]) same = false;
    }
    if (same) return;
  }
}

/** When the vehicle is back at its end, `NEVER` if it breaks its times; breaks it can still take at home are not counted. */
export function endTime(routes: Routes, r: number): number {
  const { model, ready, layer } = routes;
  const last = r * routes.stride + routes.length[r] - 1;
  const states = model.breakFrom[r + 1] - model.breakFrom[r] + 1;
  let end = NEVER;
  for (let k = 0; k < states; k++) {
    const time = ready[k * layer + last];
    if (time <= latestHome(model, r, k, NEVER) && time < end) end = time;
  }
  return end;
}
