/** A trip fewer, for a search to begin with. */
import { startsLoaded } from '../constraints/unloading.ts';
import type { Random } from '../random.ts';
import type { Routes } from '../state/routes.ts';

/**
 * Takes a trip out of the plan, of two random ones that which carries less; its points are unserved then.
 * @returns false if there is none, or if its route, which then goes another way, breaks a rule without it; all is as before then
 */
export function dropTrip(routes: Routes, random: Random): boolean {
  const { model, stride, sequence, length, tripEnd, tripLoad } = routes;
  const trips: { r: number; t: number; load: number }[] = [];
  for (let r = 0; r < model.vehicleCount; r++) {
    for (let t = startsLoaded(model, r) ? 1 : 0; t < routes.tripCount[r] - 1; t++) {
      trips.push({ r, t, load: tripLoad[(r * stride + t) * model.dimensionCount] });
    }
  }
  if (trips.length === 0) return false;
  const [one, other] = [trips[random.below(trips.length)], trips[random.below(trips.length)]];
  const { r, t } = one.load <= other.load ? one : other;
  const base = r * stride;
  const end = base + length[r];
  const before = sequence.slice(base, end);
  const from = base + (t === 0 ? 1 : tripEnd[base + t - 1] + 1);
  const to = base + tripEnd[base + t] + 1;
  const points = sequence.slice(from, to - 1);
  for (const p of points) routes.markUnserved(p);
  sequence.copyWithin(from, to, end);
  length[r] -= to - from;
  if (routes.refresh(r)) return true;
  sequence.set(before, base);
  length[r] = before.length;
  for (const p of points) routes.markServed(p);
  routes.refresh(r);
  return false;
}
