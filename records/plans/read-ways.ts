import { lineStringSchema } from '../../domain/geo.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** The way of one leg along the streets, as it was kept. */
export interface KeptWay {
  readonly geometry: ReturnType<typeof lineStringSchema.parse>;
  readonly steps: object;
}

/** The ways of a revision's legs, by shift and by the sequence of the stop they lead to. */
export async function readWays(
  prisma: Pick<Prisma.TransactionClient, 'stopLeg'>,
  revisionId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<number, KeptWay>>> {
  const rows = await prisma.stopLeg.findMany({
    where: { stop: { route: { revisionId } } },
    select: {
      ...{ geometry: true, steps: true },
      stop: { select: { sequence: true, route: { select: { shiftId: true } } } },
    },
  });
  const ways = new Map<string, Map<number, KeptWay>>();
  for (const { geometry, steps, stop } of rows) {
    const own = ways.get(stop.route.shiftId) ?? new Map<number, KeptWay>();
    own.set(stop.sequence, { geometry: lineStringSchema.parse(geometry), steps: Object(steps) as object });
    ways.set(stop.route.shiftId, own);
  }
  return ways;
}
