/** Another site for what is aboard at the start. */
import { keepsSites } from '../constraints/unloading.ts';
import type { Random } from '../random.ts';
import type { Journal } from '../state/journal.ts';
import type { Routes } from '../state/routes.ts';
import type { Ejection } from './eject.ts';

/**
 * Lets the first trip of route `r`, which begins loaded, end at another site, chosen at random.
 * @returns false if there is no other, or if the rest cannot be made feasible
 */
export function resiteStart(routes: Routes, journal: Journal, ejection: Ejection, r: number, random: Random): boolean {
  const { model, sequence, stride, tripEnd, tripSite, tripSites } = routes;
  const base = r * stride;
  const others = tripSites[base] & ~(1 << tripSite[base]);
  const sites = Array.from({ length: model.siteCount }, (_, s) => s).filter((s) => (others >> s) & 1);
  if (sites.length === 0) return false;
  journal.note(r);
  sequence[base + tripEnd[base]] = model.pointCount + sites[random.below(sites.length)];
  return ejection.soften(r) && keepsSites(routes, r);
}
