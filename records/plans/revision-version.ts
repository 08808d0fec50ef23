import type { Database } from '../../platform/database.ts';
import { readRowsVersion } from '../row-versions.ts';
import { TOWN_ROWS } from '../towns/version.ts';

/**
 * Names the present state of what a revision's page shows. The revision itself never changes; whether it is published, how its
 * missed targets are explained, and the names and places of the town it speaks of may.
 */
export async function readRevisionVersion(
  database: Pick<Database, 'pool'>,
  planId: string,
  number: number,
): Promise<string> {
  const ofRevision = '(SELECT id FROM "PlanRevision" WHERE "planId" = $1 AND number = $2)';
  const parameters = [planId, number];
  return await readRowsVersion(database, [
    ...TOWN_ROWS,
    { table: 'Plan', where: 'id = $1', parameters: [planId] },
    { table: 'PlanRevision', where: '"planId" = $1 AND number = $2', parameters },
    { table: 'TargetExplanation', where: `"revisionId" = ${ofRevision}`, parameters },
  ]);
}
