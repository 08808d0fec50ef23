import type { Prisma } from '../../prisma/client/client.ts';

interface NewDataset {
  readonly id: string;
  readonly townId: string;
  readonly attribution: string;
  readonly bbox: number[];
  readonly graphId: string;
}

/** Makes a map data set the one that its town is drawn and driven on; those before it stay as they are. */
export async function activateDataset(tx: Prisma.TransactionClient, dataset: NewDataset): Promise<void> {
  await tx.mapDataset.updateMany({ where: { townId: dataset.townId, isActive: true }, data: { isActive: false } });
  await tx.mapDataset.create({ data: { ...dataset, isActive: true } });
}

/** A town by its slug, for an import that goes into it; null when there is none, or it has no map. */
export async function findTownForImport(prisma: Prisma.TransactionClient, slug: string) {
  const town = await prisma.town.findUnique({
    where: { slug },
    select: { id: true, timeZone: true, datasets: { where: { isActive: true }, select: { id: true, graphId: true } } },
  });
  const [dataset] = town?.datasets ?? [];
  return town && dataset?.graphId ? { id: town.id, timeZone: town.timeZone, datasetId: dataset.id } : null;
}

/** Whether there is a map data set of this id. */
export async function hasDataset(prisma: Prisma.TransactionClient, id: string): Promise<boolean> {
  return (await prisma.mapDataset.count({ where: { id } })) > 0;
}
