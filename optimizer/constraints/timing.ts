/** Whether a changed piece of a route still keeps its times, judged from what is kept on both sides of the change. */
import type { Model } from '../model/model.ts';
import type { Routes } from '../search/routes.ts';
import { earliestStart, NEVER } from './windows.ts';

const MOST_STATES = 8;
const here = new Int32Array(MOST_STATES);

/**
 * Lateness of going from position `from` (a cell of `routes.sequence`) over `first` and, if not −1, `second` on to cell `to`:
 * −1 when the hard times break, otherwise the seconds of overtime it comes to (0 where nobody may work overtime; exact for
 * single windows, a lower bound otherwise). `to` itself stays where it is unless `replaced` ≥ 0 stands in its place, in which
 * case the way goes on to cell `to + 1`.
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
  let best = -1;
  for (let k = 0; k < states; k++) {
    if (here[k] >= NEVER) continue;
    const arrival = here[k] + leg;
    if (arrival > latest[k * layer + end]) continue;
    const over = latestInShift === latest ? 0 : arrival - latestInShift[k * layer + end];
    if (over <= 0) return 0;
    if (best < 0 || over < best) best = over;
  }
  return best;
}

/** Moves the states in `here` from `node` to `next`, served there, breaks taken there. */
function advance(model: Model, route: number, states: number, node: number, next: number): number {
  const leg = model.seconds[node * model.nodeCount + next];
  for (let k = 0; k < states; k++) {
    if (here[k] >= NEVER) continue;
    const start = earliestStart(model, next, here[k] + leg);
    here[k] = start >= NEVER ? NEVER : start + model.service[next];
  }
  const breaks = model.breakFrom[route];
  for (let k = 0; k + 1 < states; k++) {
    if (here[k] > model.breakCloses[breaks + k]) {
      here[k] = NEVER;
      continue;
    }
    const opens = model.breakOpens[breaks + k];
    const after = (here[k] > opens ? here[k] : opens) + model.breakSeconds[breaks + k];
    if (after < here[k + 1]) here[k + 1] = after;
  }
  return next;
}
