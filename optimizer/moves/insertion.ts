/** A place for an unserved point, and carrying it out. */
import type { Routes } from '../state/routes.ts';

/** Where to insert: filled in by `findInsertion`, carried out by `insertPoint`. */
export class Insertion {
  route = -1;
  /** Position after which the point comes. */
  position = 0;
  /** Site (index) to unload at: of the new trip, or instead of the trip's present one; −1 = none. */
  site = -1;
  /** Whether the point becomes a trip of its own, before `position + 1`. */
  opensTrip = false;
  /** Increase of the plan's price, the point's own prize left aside. */
  delta = Number.POSITIVE_INFINITY;
}

/** Carries out an insertion found by `findInsertion`; the route is refreshed. */
export function insertPoint(routes: Routes, p: number, found: Insertion): void {
  const { model, sequence, length } = routes;
  const r = found.route;
  if (found.site < 0) {
    routes.insert(r, found.position, p);
    return;
  }
  const base = r * routes.stride;
  const after = base + found.position + 1;
  const end = base + length[r];
  if (found.opensTrip) {
    sequence.copyWithin(after + 2, after, end);
    length[r] += 2;
  } else {
    sequence.copyWithin(after + 1, after, end);
    length[r] += 1;
  }
  sequence[after] = p;
  sequence[after + 1] = model.pointCount + found.site;
  routes.markServed(p);
  routes.refresh(r, found.position + 1);
}
