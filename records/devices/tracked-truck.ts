import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** A truck of the town with the box of its map: west, south, east, north; `null` where there is no such truck. */
export async function findTrackedTruck(
  prisma: PrismaClient,
  townId: string,
  id: string,
): Promise<{ readonly ground: readonly number[] | null } | null> {
  const truck = await prisma.truck.findFirst({
    where: { id, townId },
    select: { town: { select: { datasets: { where: { isActive: true }, select: { bbox: true } } } } },
  });
  if (!truck) return null;
  return { ground: z.array(z.number()).length(4).safeParse(truck.town.datasets[0]?.bbox).data ?? null };
}
