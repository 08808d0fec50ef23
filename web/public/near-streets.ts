import type { LonLat } from '../../domain/geo.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import type { StreetsFound } from '../../domain/streets.ts';
import type { Arrival } from './next-arrivals.ts';

type Street = StreetsFound['streets'][number];

/** That an arrival is near a street: how far its point lies from it, in metres. */
export interface Nearness {
  street: Street;
  metres: number;
}

/** So many points are led to from a street. */
const NEAREST_POINTS = 3;

/**
 * The arrivals at the points nearest to any of `streets`, each with the streets it is near to. Those of the first street come
 * first, the nearest of them before the others.
 */
export function arrivalsNear(streets: readonly Street[], arrivals: readonly Arrival[]): Map<Arrival, Nearness[]> {
  const positions = new Map(arrivals.map(({ pointId, position }) => [pointId, position]));
  const found = new Map<Arrival, Nearness[]>();
  for (const street of streets) {
    const nearest = [...positions]
      .map(([pointId, position]) => ({ pointId, metres: metresTo(street, position) }))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, NEAREST_POINTS);
    for (const { pointId, metres } of nearest) {
      for (const arrival of arrivals) {
        if (arrival.pointId !== pointId) continue;
        found.set(arrival, [...(found.get(arrival) ?? []), { street, metres }]);
      }
    }
  }
  return found;
}

function metresTo({ places }: Street, position: LonLat): number {
  return Math.min(...places.map((place) => straightMetres(place, position)));
}
