import { z } from 'zod';
import { type ReplanRequest, replanRequestSchema } from '../../domain/replans/replans.ts';
import type { Prisma } from '../../prisma/client/client.ts';

const optionsSchema = z.object({ replan: replanRequestSchema });

/** What was said for the plans of the rest of a day that led to a revision, it included: the newest first. */
export async function readEarlierReplans(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  revisionId: string,
): Promise<ReplanRequest[]> {
  const rows = await prisma.$queryRaw<{ options: unknown }[]>`
    WITH RECURSIVE line AS (
      SELECT id, "parentId", "runId", 0 AS back FROM "PlanRevision" WHERE id = ${revisionId}::uuid
      UNION ALL
      SELECT parent.id, parent."parentId", parent."runId", line.back + 1
        FROM "PlanRevision" parent JOIN line ON parent.id = line."parentId"
    )
    SELECT run.options FROM line JOIN "PlanRun" run ON run.id = line."runId"
     WHERE run.options ? 'replan' ORDER BY line.back`;
  return rows.map(({ options }) => optionsSchema.parse(options).replan);
}
