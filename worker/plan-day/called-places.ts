import type { ReplanRequest } from '../../domain/replans/replans.ts';
import { PlanningFailure } from '../../planning/failure.ts';
import type { Platform } from '../../platform/platform.ts';
import { calledPlaceOffRoad } from '../../records/points/called-places.ts';

/** Makes sure that a truck can get to every place it is called to. @throws PlanningFailure `place-off-road` */
export async function requireCalledPlaces(
  { database: { prisma } }: Pick<Platform, 'database'>,
  urgent: ReplanRequest['urgent'],
): Promise<void> {
  const ids = urgent.map(({ pointId }) => pointId);
  const name = await calledPlaceOffRoad(prisma, ids);
  if (name !== null) throw new PlanningFailure('place-off-road', { name });
}
