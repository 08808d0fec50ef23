import type { PrismaClient } from '../../prisma/client/client.ts';

/** The map data sets whose streets were not read yet, by id. */
export async function datasetsWithoutStreets(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.mapDataset.findMany({ where: { streetsReadAt: null }, select: { id: true } });
  return rows.map(({ id }) => id);
}
