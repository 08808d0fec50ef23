import type { PrismaClient } from '../../prisma/client/client.ts';

/** How large the trucks are that the town uses. */
export async function readTruckSizes(prisma: PrismaClient, townId: string) {
  return await prisma.truck.findMany({
    where: { townId, isActive: true },
    select: { heightMetres: true, widthMetres: true, weightTonnes: true },
  });
}

/** Ids of the town's trucks, in use or not. */
export async function truckIdsOf(prisma: PrismaClient, townId: string): Promise<ReadonlySet<string>> {
  const trucks = await prisma.truck.findMany({ where: { townId }, select: { id: true } });
  return new Set(trucks.map(({ id }) => id));
}

/** Whether a truck is one of the town's, in use or not. */
export async function hasTruck(prisma: PrismaClient, townId: string, truckId: string): Promise<boolean> {
  return (await prisma.truck.count({ where: { id: truckId, townId } })) > 0;
}
