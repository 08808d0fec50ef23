/** Two tours become one of their beginnings and one of their ends. */
import { EPSILON, type Tours } from '../tours.ts';

/** Joins the beginnings of two tours at `u` and `v`, and their ends at what follows, one half of each turned, if that is cheaper. */
export function twoOptStarReversed(tours: Tours, u: number, v: number): boolean {
  const { next, tourOf, aboard, load, penalty } = tours;
  const x = next[u];
  const y = next[v];
  const from = tourOf[u];
  const to = tourOf[v];
  let delta = tours.way(u, v) + tours.way(x, y) - tours.toNext[u] - tours.toNext[v];
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  delta += tours.penaltyOf(aboard[u] + aboard[v]);
  delta += tours.penaltyOf(load[from] - aboard[u] + load[to] - aboard[v]);
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  const begins: number[] = [];
  for (let stop = v; tours.isCustomer(stop); stop = tours.previous[stop]) begins.push(stop);
  const ends: number[] = [];
  for (let stop = x; tours.isCustomer(stop); stop = next[stop]) ends.unshift(stop);
  let at = u;
  for (const stop of begins) {
    tours.link(at, stop);
    at = stop;
  }
  tours.link(at, tours.last(from));
  at = tours.first(to);
  for (const stop of ends) {
    tours.link(at, stop);
    at = stop;
  }
  tours.link(at, y);
  tours.refresh(from);
  tours.refresh(to);
  return true;
}
