/** Two tours exchange their ends (2-opt*). */
import { EPSILON, type Tours } from '../tours.ts';

/** Exchanges what follows `u` with what follows `v`, each in its own tour, if that is cheaper. */
export function twoOptStar(tours: Tours, u: number, v: number): boolean {
  const { next, previous, tourOf, aboard, load, penalty } = tours;
  const x = next[u];
  const y = next[v];
  const from = tourOf[u];
  const to = tourOf[v];
  let delta = tours.way(u, y) + tours.way(v, x) - tours.toNext[u] - tours.toNext[v];
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  delta += tours.penaltyOf(aboard[u] + load[to] - aboard[v]) + tours.penaltyOf(aboard[v] + load[from] - aboard[u]);
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  const tailFrom = previous[tours.last(from)];
  const tailTo = previous[tours.last(to)];
  if (y === tours.last(to)) tours.link(u, tours.last(from));
  else {
    tours.link(u, y);
    tours.link(tailTo, tours.last(from));
  }
  if (x === tours.last(from)) tours.link(v, tours.last(to));
  else {
    tours.link(v, x);
    tours.link(tailFrom, tours.last(to));
  }
  tours.refresh(from);
  tours.refresh(to);
  return true;
}
