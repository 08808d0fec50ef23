/** One or two customers that follow each other change places with one or two others. */
import { EPSILON, type Tours } from '../tours.ts';

/** Exchanges `u` (with `pairU`, and the next) with `v` (with `pairV`, and the next) if that is cheaper. @returns whether it did. */
export function exchange(tours: Tours, u: number, v: number, pairU: boolean, pairV: boolean): boolean {
  const { next, previous, toNext, tourOf, aboard, demand, load, penalty } = tours;
  const endU = pairU ? next[u] : u;
  const endV = pairV ? next[v] : v;
  if (!tours.isCustomer(endU) || !tours.isCustomer(endV) || !tours.isCustomer(v)) return false;
  // Neighbouring or overlapping pieces are other moves.
  if (u === v || endU === v || endV === u || endU === endV || next[endU] === v || next[endV] === u) return false;
  const beforeU = previous[u];
  const afterU = next[endU];
  const beforeV = previous[v];
  const afterV = next[endV];
  const lessU = tours.way(beforeU, v) + tours.way(endV, afterU) - toNext[beforeU] - toNext[endU];
  const lessV = tours.way(beforeV, u) + tours.way(endU, afterV) - toNext[beforeV] - toNext[endV];
  let delta = lessU + lessV;
  const from = tourOf[u];
  const to = tourOf[v];
  if (from !== to) {
    if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
    const moved = aboard[endU] - aboard[u] + demand[u] - (aboard[endV] - aboard[v] + demand[v]);
    delta += tours.penaltyOf(load[from] - moved) - penalty[from] + tours.penaltyOf(load[to] + moved) - penalty[to];
  }
  if (delta >= -EPSILON) return false;
  tours.link(beforeU, v);
  tours.link(endV, afterU);
  tours.link(beforeV, u);
  tours.link(endU, afterV);
  tours.refresh(from);
  if (from !== to) tours.refresh(to);
  return true;
}
