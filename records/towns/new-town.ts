import type { Prisma } from '../../prisma/client/client.ts';

/** A town that is about to be made. */
export interface NewTown {
  readonly id: string;
  /** Where another town has it already, it gets a number. */
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly isSynthetic: boolean;
}

/** The map data set that a new town is drawn and driven on. */
type FirstDataset = Omit<Prisma.MapDatasetUncheckedCreateWithoutTownInput, 'isActive'>;

/** Whether this installation serves a town. */
export async function isAnyTownActive(tx: Prisma.TransactionClient): Promise<boolean> {
  return (await tx.town.count({ where: { isActive: true } })) > 0;
}

/** Makes a town with its map data set and empty books; it is not served yet. */
export async function createTown(tx: Prisma.TransactionClient, town: NewTown, dataset: FirstDataset): Promise<void> {
  await tx.town.create({
    data: {
      ...town,
      slug: await freeSlug(tx, town.slug),
      readyAt: new Date(),
      datasets: { create: { ...dataset, isActive: true } },
    },
  });
}

async function freeSlug(tx: Prisma.TransactionClient, wanted: string): Promise<string> {
  const rows = await tx.town.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}
