import type { Database } from '../../platform/database.ts';
import { readLegIds } from '../../records/plans/road-legs.ts';
import { readStopPlaces } from '../../records/replans/read-stop-places.ts';
import type { DayProblem } from '../problem.ts';

/** Ids of the ways of a revision's legs by the places of a day, `from>to`: most of them are driven again. */
export async function knownWays(
  { prisma }: Pick<Database, 'prisma'>,
  { places, problem, shifts }: DayProblem,
  revisionId: string,
): Promise<Map<string, string>> {
  const [ways, routes] = await Promise.all([readLegIds(prisma, revisionId), readStopPlaces(prisma, revisionId)]);
  const known = new Map<string, string>();
  for (const { shiftId, stops } of routes) {
    const index = shifts.findIndex(({ id }) => id === shiftId);
    const depot = problem.vehicles[index]?.endLocation;
    if (depot === undefined) continue;
    let before = depot;
    for (const { sequence, kind, pointId, facilityId } of stops) {
      const place =
        kind === 'start' || kind === 'end'
          ? depot
          : kind === 'break'
            ? before
            : (places.ofPoint.get(pointId ?? '') ?? places.ofSite.get(facilityId ?? ''));
      if (place === undefined) break;
      const way = ways.get(shiftId)?.get(sequence);
      if (way) known.set(`${before}>${place}`, way);
      before = place;
    }
  }
  return known;
}
