import type { Prisma } from '../../prisma/client/client.ts';

/** The ground within walking reach of a point. */
export interface ReachOfPoint {
  readonly metres: number;
  readonly kind: string;
  readonly geometry: object;
}

/** Puts a point's reaches on one road graph in place of those it had there. */
export async function replaceReaches(
  transaction: Prisma.TransactionClient,
  pointId: string,
  graphId: string,
  reaches: readonly ReachOfPoint[],
): Promise<void> {
  await transaction.pointReach.deleteMany({ where: { pointId, graphId } });
  await transaction.pointReach.createMany({
    data: reaches.map(({ metres, kind, geometry }) => ({ pointId, graphId, metres, kind, geometry: { ...geometry } })),
  });
}
