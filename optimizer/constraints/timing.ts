/** Whether a changed piece of a route still keeps its times, judged from what is kept on both sides of the change. */
import type { Model } from '../model/model.ts';
import type { Routes } from '../state/routes.ts';
import { endTime } from '../state/times.ts';
import { latestHome, takeBreaks } from './breaks.ts';
import { overtimeSeconds } from './overtime.ts';
import { earliestStart, NEVER } from './windows.ts';

const MOST_STATES = 8;
const here = new Int32Array(MOST_STATES);

/**
 * Lateness of going from position `from` (a cell of `routes.sequence`) over `first` and, if not −1, `second` on to cell `to`:
 * −1 when the hard times break, otherwise the seconds of overtime the route then comes to (0 where nobody may work overtime).
 * `to` itself stays where it is unless `replaced` ≥ 0 stands in its place, in which case the way goes on to cell `to + 1`.
 * Takes constant time but where overtime cannot be read off what is kept: then as long as the rest of the route.
 */
export function lateness(
  routes: Routes,
  route: number,
  from: number,
  first: number,
  second: number,
  replaced: number,
  to: number,
): number {
  const { model, layer, ready, latest, latestInShift, sequence } = routes;
  const { seconds, nodeCount } = model;
  const states = model.breakFrom[route + 1] - model.breakFrom[route] + 1;
  for (let k = 0; k < states; k++) here[k] = ready[k * layer + from];
  let node = sequence[from];
  node = advance(model, route, states, node, first);
  if (second >= 0) node = advance(model, route, states, node, second);
  let end = to;
  if (replaced >= 0) {
    node = advance(model, route, states, node, replaced);
    end = to + 1;
  }
  const leg = seconds[node * nodeCount + sequence[end]];
  let inTime = false;
  for (let k = 0; k < states; k++) {
    if (here[k] >= NEVER) continue;
    here[k] += leg;
    if (here[k] > latest[k * layer + end]) continue;
    if (latestInShift === latest || here[k] <= latestInShift[k * layer + end]) return 0;
    inTime = true;
  }
  if (!inTime) return -1;
  // With one window a node, and none that opens too late for the shift, every second of delay is one of overtime.
  if (states === 1 && !model.manyWindows && latestInShift[end] > -NEVER) return here[0] - latestInShift[end];
  return overtimeByWalking(routes, route, states, end);
}

/** Overtime when the vehicle arrives at cell `from` at the moments in `here`; −1 when it comes home too late. */
function overtimeByWalking(routes: Routes, route: number, states: number, from: number): number {
  const { model, sequence, legSeconds, ready, layer, stride, length } = routes;
  const last = route * stride + length[route] - 1;
  for (let i = from; i <= last; i++) {
    let isAsBefore = true;
    for (let k = 0; k < states; k++) {
      const start = here[k] >= NEVER ? NEVER : earliestStart(model, sequence[i], here[k]);
      here[k] = start >= NEVER ? NEVER : start + model.service[sequence[i]];
    }
    if (i < last) takeBreaks(model, route, here, 0, 1);
    for (let k = 0; k < states; k++) if (here[k] !== ready[k * layer + i]) isAsBefore = false;
    // Waiting has taken up the delay: the rest of the route stays as it is.
    if (isAsBefore) return overtimeSeconds(model, route, endTime(routes, route));
    if (i < last) for (let k = 0; k < states; k++) if (here[k] < NEVER) here[k] += legSeconds[i];
  }
  let end = NEVER;
  for (let k = 0; k < states; k++) if (here[k] <= latestHome(model, route, k, NEVER) && here[k] < end) end = here[k];
  return end > routes.latestEnd[route] ? -1 : overtimeSeconds(model, route, end);
}

/** Moves the states in `here` from `node` to `next`, served there, breaks taken there. */
function advance(model: Model, route: number, states: number, node: number, next: number): number {
  const leg = model.seconds[node * model.nodeCount + next];
  for (let k = 0; k < states; k++) {
    if (here[k] >= NEVER) continue;
    const start = earliestStart(model, next, here[k] + leg);
    here[k] = start >= NEVER ? NEVER : start + model.service[next];
  }
  takeBreaks(model, route, here, 0, 1);
  return next;
}
