/** A piece of a tour is turned round (2-opt). */
import { EPSILON, type Tours } from '../tours.ts';

/** Links `u` with `v` and their followers with each other, turning what lies between, if that is cheaper. Both in one tour. */
export function twoOpt(tours: Tours, u: number, v: number): boolean {
  const { next, place, tourOf } = tours;
  if (place[u] > place[v] || next[u] === v) return false;
  const x = next[u];
  const y = next[v];
  if (tours.way(u, v) + tours.way(x, y) - tours.toNext[u] - tours.toNext[v] >= -EPSILON) return false;
  tours.reverse(x, v);
  tours.refresh(tourOf[u]);
  return true;
}
