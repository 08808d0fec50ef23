/** One or two customers that follow each other go to behind another stop, two of them perhaps the other way round. */
import { EPSILON, type Tours } from '../tours.ts';

/** Moves `u` (with `pair`, and the next) behind `v` if that is cheaper. @returns whether it did. */
export function relocate(tours: Tours, u: number, v: number, pair: boolean, turned: boolean): boolean {
  const { next, previous, toNext, tourOf, aboard, demand, load, penalty } = tours;
  const end = pair ? next[u] : u;
  if (!tours.isCustomer(end) || v === end || next[v] === u) return false;
  const before = previous[u];
  const after = next[end];
  const onward = next[v];
  const head = turned ? end : u;
  const tail = turned ? u : end;
  let delta =
    tours.way(before, after) - toNext[before] - toNext[end] + tours.way(v, head) + tours.way(tail, onward) - toNext[v];
  const from = tourOf[u];
  const to = tourOf[v];
  if (from !== to) {
    if (delta - penalty[from] >= -EPSILON) return false;
    const moved = aboard[end] - aboard[u] + demand[u];
    delta += tours.penaltyOf(load[from] - moved) - penalty[from] + tours.penaltyOf(load[to] + moved) - penalty[to];
  }
  if (delta >= -EPSILON) return false;
  tours.link(before, after);
  tours.link(v, head);
  if (pair) tours.link(head, tail);
  tours.link(tail, onward);
  tours.refresh(from);
  if (from !== to) tours.refresh(to);
  return true;
}
