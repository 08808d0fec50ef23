import type { Viewer } from '../../domain/policy/roles.ts';
import { may } from '../../domain/policy/may.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

interface Place {
  readonly id: string;
  readonly code: string;
}

/** The facilities at which the viewer may enter tickets, and the town's trucks by their plates. */
export async function readWeighingPlaces(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
): Promise<{ readonly facilities: readonly (Place & { readonly name: string })[]; readonly trucks: readonly Place[] }> {
  const [facilities, trucks] = await Promise.all([
    prisma.facility.findMany({
      where: { townId, isActive: true },
      select: { id: true, code: true, name: true },
      orderBy: { code: 'asc' },
    }),
    prisma.truck.findMany({ where: { townId }, select: { id: true, code: true } }),
  ]);
  const own = facilities.filter(({ id }) =>
    may(viewer, 'tickets.edit', { townId, facilityId: id, truckId: null, truck: null }),
  );
  return { facilities: own, trucks };
}
