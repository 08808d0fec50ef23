/** A trip is given up: its points are ejected, to be put back elsewhere. */
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';

/** Gives up trip `t` of route `r`, which ends at a site. @returns false if the rest cannot be made feasible. */
export function giveUpTrip(routes: Routes, journal: Journal, ejection: Ejection, r: number, t: number): boolean {
  const { model, sequence, length, stride, tripEnd } = routes;
  const base = r * stride;
  const from = t === 0 ? 1 : tripEnd[base + t - 1] + 1;
  const to = tripEnd[base + t] + 1;
  journal.note(r);
  for (let i = base + from; i < base + to; i++) {
    const node = sequence[i];
    if (node >= model.pointCount) continue;
    routes.markUnserved(node);
    ejection.removed[ejection.removedCount++] = node;
  }
  sequence.copyWithin(base + from, base + to, base + length[r]);
  length[r] -= to - from;
  return ejection.soften(r);
}
