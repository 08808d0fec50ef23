import type { ReachKind } from '../../domain/coverage.ts';
import type { Surface } from '../../domain/geo.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** The ground within walking reach of a point. */
export interface NewReach {
  readonly metres: number;
  readonly kind: ReachKind;
  readonly geometry: Surface;
}

/** Their reaches are about a megabyte. */
const POINTS_PER_STATEMENT = 250;

/**
 * Writes the reaches of points in large pieces of JSON that the database takes apart: through createMany, tens of thousands
 * of grounds took minutes and gigabytes. What a point had on any road graph before is replaced.
 *
 * @param reaches those of each point, in the order of their ids
 */
export async function writeReaches(
  tx: Prisma.TransactionClient,
  graphId: string,
  pointIds: readonly string[],
  reaches: readonly (readonly NewReach[])[],
): Promise<void> {
  for (let start = 0; start < pointIds.length; start += POINTS_PER_STATEMENT) {
    const ids = pointIds.slice(start, start + POINTS_PER_STATEMENT);
    const rows = ids.flatMap((pointId, i) => (reaches[start + i] ?? []).map((reach) => ({ pointId, ...reach })));
    await tx.pointReach.deleteMany({ where: { pointId: { in: ids } } });
    await tx.$executeRaw`
      INSERT INTO "PointReach" ("pointId", "graphId", metres, kind, geometry)
      SELECT "pointId", ${graphId}, metres, kind, geometry
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS reach("pointId" uuid, metres int, kind text, geometry jsonb)`;
  }
}
