import { type Bbox, bboxSchema } from '../../domain/geo.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** A truck of the town with the box of its map: west, south, east, north; `null` where there is no such truck. */
export async function findTrackedTruck(
  prisma: PrismaClient,
  townId: string,
  id: string,
): Promise<{ readonly ground: Readonly<Bbox> | null } | null> {
  const truck = await prisma.truck.findFirst({
    where: { id, townId },
    select: { town: { select: { datasets: { where: { isActive: true }, select: { bbox: true } } } } },
  });
  if (!truck) return null;
  return { ground: bboxSchema.safeParse(truck.town.datasets[0]?.bbox).data ?? null };
}
