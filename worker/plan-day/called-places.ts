import type { ReplanRequest } from '../../domain/replans/replans.ts';
import { PlanningFailure } from '../../planning/failure.ts';
import type { AreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTown } from '../../records/towns/active-town.ts';
import { snapPoint } from '../snap-place/snap-place.ts';

/**
 * Lays places that a truck is called to onto their roads, unless somebody has done it since they were made.
 *
 * @throws PlanningFailure `place-off-road`; RoadError
 */
export async function layCalledPlaces(
  platform: Pick<Platform, 'database'>,
  roads: AreaRoads,
  townId: string,
  { urgent }: ReplanRequest,
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = platform.database;
  const where = { id: { in: urgent.map(({ pointId }) => pointId) }, onceOn: { not: null } };
  const sought = await prisma.collectionPoint.findMany({ where: { ...where, roadState: 'being-found' } });
  if (sought.length > 0) {
    const town = await readTown(prisma, townId);
    await roads.lend(town, async (engine) => {
      const asking = { engine, graphId: town.graphId ?? engine.graphId, signal };
      for (const { id } of sought) await snapPoint(platform, id, asking);
    });
  }
  const lost = await prisma.collectionPoint.findFirst({ where: { ...where, roadState: 'not-found' } });
  if (lost) throw new PlanningFailure('place-off-road', { name: lost.name });
}
