import type { RouteView, StopView } from '../../../domain/plans.ts';

/** How full a truck is when it comes to unload, 0…1 of what it may carry, and what shows why it goes there now. */
export interface UnloadFill {
  loadKg: number;
  loadLitres: number;
  shareKg: number;
  shareLitres: number;
  /** `null` where nothing in the plan shows it: the site simply lay on the way. */
  reason: 'full-mass' | 'full-volume' | 'next-too-heavy' | 'next-too-large' | 'last' | null;
}

/** From this share on a truck counts as full. */
const FULL = 0.9;

/** The fill before an unloading of `route`; `null` for a stop that unloads nothing. */
export function unloadFill(route: RouteView, stop: StopView): UnloadFill | null {
  if (stop.kind !== 'unload') return null;
  const at = route.stops.findIndex(({ id }) => id === stop.id);
  const before = route.stops.slice(0, at).findLast(({ kind }) => kind === 'point' || kind === 'unload');
  if (before?.kind !== 'point') return null;
  const { loadAfterKg: loadKg, loadAfterLitres: loadLitres } = before;
  const shareKg = loadKg / route.capacityKg;
  const shareLitres = loadLitres / route.capacityLitres;
  // It is empty after unloading: what it carries after the next point is that point's load.
  const next = route.stops.slice(at + 1).find(({ kind }) => kind === 'point');
  const reason =
    shareLitres >= FULL && shareLitres >= shareKg
      ? 'full-volume'
      : shareKg >= FULL
        ? 'full-mass'
        : !next
          ? 'last'
          : loadKg + next.loadAfterKg > route.capacityKg
            ? 'next-too-heavy'
            : loadLitres + next.loadAfterLitres > route.capacityLitres
              ? 'next-too-large'
              : null;
  return { loadKg, loadLitres, shareKg, shareLitres, reason };
}
