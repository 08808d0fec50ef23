import type { Database } from '../../platform/database.ts';
import { readRowsVersion } from '../row-versions.ts';
import { TOWN_ROWS } from '../towns/version.ts';

/**
 * Names the present state of what a revision's page shows. The revision itself never changes; whether it is published and how its
 * missed targets are explained may, and the town's books where none were kept with it.
 */
export async function readRevisionVersion(
  database: Pick<Database, 'pool' | 'prisma'>,
  planId: string,
  number: number,
): Promise<string> {
  const kept = await database.prisma.planRevision.findUnique({
    where: { planId_number: { planId, number } },
    select: { snapshotId: true },
  });
  const ofRevision = '(SELECT id FROM "PlanRevision" WHERE "planId" = $1 AND number = $2)';
  const parameters = [planId, number];
  return await readRowsVersion(database, [
    ...(kept?.snapshotId ? [] : TOWN_ROWS),
    { table: 'Plan', where: 'id = $1', parameters: [planId] },
    { table: 'PlanRevision', where: '"planId" = $1 AND number = $2', parameters },
    { table: 'TargetExplanation', where: `"revisionId" = ${ofRevision}`, parameters },
  ]);
}
