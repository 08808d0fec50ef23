import type { PrismaClient } from '../../prisma/client/client.ts';

/** Whether a truck is one of the town's, in use or not. */
export async function hasTruck(prisma: PrismaClient, townId: string, truckId: string): Promise<boolean> {
  return (await prisma.truck.count({ where: { id: truckId, townId } })) > 0;
}
