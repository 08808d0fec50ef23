import type { Prisma } from '../../prisma/client/client.ts';

/** Where the stops of a revision's routes are, in their order. */
export async function readStopPlaces(prisma: Pick<Prisma.TransactionClient, 'route'>, revisionId: string) {
  return await prisma.route.findMany({
    where: { revisionId },
    select: {
      shiftId: true,
      stops: {
        orderBy: { sequence: 'asc' },
        select: { sequence: true, kind: true, pointId: true, facilityId: true },
      },
    },
  });
}
