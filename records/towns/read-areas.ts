import type { AreaView } from '../../domain/areas.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { AREA_COLUMNS, areaView } from './area-view.ts';

/** The area that this installation serves, with the map data set it is drawn on; `null` while it serves none that has a map. */
export async function findActiveArea(
  prisma: PrismaClient,
): Promise<{ readonly area: AreaView; readonly datasetId: string } | null> {
  const row = await prisma.town.findFirst({ where: { isActive: true }, select: AREA_COLUMNS });
  const [dataset] = row?.datasets ?? [];
  return row && dataset ? { area: areaView(row), datasetId: dataset.id } : null;
}

/** All complete areas, the newest first. */
export async function listAreas(prisma: PrismaClient): Promise<AreaView[]> {
  const rows = await prisma.town.findMany({
    where: { datasets: { some: { isActive: true } } },
    orderBy: { createdAt: 'desc' },
    select: AREA_COLUMNS,
  });
  return rows.map(areaView);
}

/** A complete area by its id. @throws when there is none */
export async function readArea(prisma: PrismaClient, id: string): Promise<AreaView> {
  return areaView(await prisma.town.findUniqueOrThrow({ where: { id }, select: AREA_COLUMNS }));
}
