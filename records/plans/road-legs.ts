import type { Prisma } from '../../prisma/client/client.ts';

/** A way along the streets to be kept under its id. */
export interface NewLeg {
  readonly id: string;
  readonly geometry: object;
  readonly steps: object;
}

/** Which of these ways are kept. */
export async function keptLegs(
  prisma: Pick<Prisma.TransactionClient, 'roadLeg'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await prisma.roadLeg.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Keeps ways, each once. */
export async function keepLegs(
  transaction: Prisma.TransactionClient,
  townId: string,
  legs: readonly NewLeg[],
): Promise<void> {
  // Prisma's type of JSON does not know interfaces.
  const json = (value: object): Prisma.InputJsonValue => value as Prisma.InputJsonValue;
  await transaction.roadLeg.createMany({
    data: legs.map(({ id, geometry, steps }) => ({ id, townId, geometry: json(geometry), steps: json(steps) })),
    skipDuplicates: true,
  });
}

/** Ids of the ways of a revision's legs, by shift and by the sequence of the stop they lead to. */
export async function readLegIds(
  prisma: Pick<Prisma.TransactionClient, 'stop'>,
  revisionId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const rows = await prisma.stop.findMany({
    where: { route: { revisionId } },
    select: { sequence: true, legId: true, route: { select: { shiftId: true } } },
  });
  const ids = new Map<string, Map<number, string>>();
  for (const { sequence, legId, route } of rows) {
    if (legId === null) continue;
    const own = ids.get(route.shiftId) ?? new Map<number, string>();
    ids.set(route.shiftId, own.set(sequence, legId));
  }
  return ids;
}
