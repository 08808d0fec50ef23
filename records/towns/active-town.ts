import type { PrismaClient } from '../../prisma/client/client.ts';

/** What most features need to know of the town this installation serves. */
export interface ActiveTown {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** The map data set it is drawn and driven on; its files are under `areas/<datasetId>/`. */
  readonly datasetId: string | null;
  /** The road graph of that data set, which the town's places are snapped to. */
  readonly graphId: string | null;
  /** A made-up town: nothing that is reported of it really happened. */
  readonly isSynthetic: boolean;
}

const COLUMNS = {
  id: true,
  name: true,
  timeZone: true,
  isSynthetic: true,
  datasets: { where: { isActive: true }, select: { id: true, graphId: true } },
} as const;

/** The active town, or null when none is. */
export async function findActiveTown(prisma: PrismaClient): Promise<ActiveTown | null> {
  const row = await prisma.town.findFirst({ where: { isActive: true }, select: COLUMNS });
  return row && withDataset(row);
}

/** A town by its id, with the map data set it uses. @throws when there is none */
export async function readTown(prisma: PrismaClient, id: string): Promise<ActiveTown> {
  return withDataset(await prisma.town.findUniqueOrThrow({ where: { id }, select: COLUMNS }));
}

function withDataset({
  datasets: [dataset],
  ...town
}: Omit<ActiveTown, 'datasetId' | 'graphId'> & {
  datasets: { id: string; graphId: string | null }[];
}): ActiveTown {
  return { ...town, datasetId: dataset?.id ?? null, graphId: dataset?.graphId ?? null };
}
