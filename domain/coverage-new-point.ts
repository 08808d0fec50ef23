import type { CoverageTown } from './coverage.ts';
import { spreadPeople } from './coverage-people.ts';
import { indexReaches } from './coverage-reach.ts';
import { isEverDue } from './collection-days.ts';
import type { LonLat } from './geo.ts';
import { straightMetres } from './straight-line.ts';

/** A place for a point in a unit where some people have none within reach. */
export interface NewPoint {
  readonly unitId: string;
  readonly position: LonLat;
  /** Those without a point that would have this one within reach, by straight line. */
  readonly people: number;
}

/** Spots that are tried as places, those where most people live first. */
const MOST_TRIED = 150;

/**
 * Where one point more would reach most of a unit's people who live within reach of no working point: of the spots where they live the one
 * with most of them around it. Units in which everybody is reached have none.
 */
export function newPoints(town: Pick<CoverageTown, 'units' | 'groups' | 'points'>, metres: number): NewPoint[] {
  const working = town.points.filter(({ isActive, streams }) => isActive && streams.some(isEverDue));
  const reaches = indexReaches(
    working.map(({ position, reach }) => ({ position, reach, served: null })),
    metres,
  );
  const unreached = new Map<string, { position: LonLat; people: number }[]>();
  for (const { unitId, position, people } of spreadPeople(town.units, town.groups)) {
    if (reaches.at(position) !== 'none') continue;
    const spots = unreached.get(unitId) ?? [];
    spots.push({ position, people });
    unreached.set(unitId, spots);
  }
  return [...unreached].flatMap(([unitId, spots]): NewPoint[] => {
    let best: NewPoint | null = null;
    for (const { position } of spots.toSorted((a, b) => b.people - a.people).slice(0, MOST_TRIED)) {
      const people = spots.reduce(
        (sum, spot) => sum + (straightMetres(position, spot.position) <= metres ? spot.people : 0),
        0,
      );
      if (best === null || people > best.people) best = { unitId, position, people };
    }
    return best ? [best] : [];
  });
}
