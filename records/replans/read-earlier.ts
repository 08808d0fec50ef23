import { z } from 'zod';
import { withEarlier } from '../../domain/replans/carry-over.ts';
import { type ReplanRequest, replanRequestSchema } from '../../domain/replans/replans.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { lineOfRevision } from '../plans/line-of-revision.ts';

/** Of a day planned anew only the urgent visits that it carries on stand in its run. */
const optionsSchema = z.union([
  z.object({ replan: replanRequestSchema }).transform(({ replan }) => replan),
  replanRequestSchema
    .pick({ urgent: true })
    .strip()
    .transform(({ urgent }) => replanRequestSchema.parse({ urgent })),
]);

/** What was said for the plans of a day that led to a revision, it included: the newest first. */
export async function readEarlierReplans(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  revisionId: string,
): Promise<ReplanRequest[]> {
  const rows = await prisma.$queryRaw<{ options: unknown }[]>`
    ${lineOfRevision(revisionId)}
    SELECT run.options FROM line JOIN "PlanRun" run ON run.id = line."runId"
     WHERE run.options ?| ARRAY['replan', 'urgent'] ORDER BY line.back`;
  return rows.map(({ options }) => optionsSchema.parse(options));
}

/** Shifts whose ends or rests were edited by hand in the plans of a day that led to a revision, it included. */
export async function readEditedShifts(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  revisionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<{ shift: string }[]>`
    ${lineOfRevision(revisionId)}
    SELECT DISTINCT change->>'shift' AS shift
      FROM line, jsonb_array_elements(line.edits->'changes') change
     WHERE change->>'kind' IN ('shift-end', 'rest')`;
  return new Set(rows.map(({ shift }) => shift));
}

/**
 * Writes into a run that plans a day anew which urgent visits it carries on: those promised for the plans that the day is driven by, or
 * else for its newest that is no mere proposal.
 *
 * @returns them
 */
export async function carryUrgent(
  { prisma }: Pick<Database, 'prisma'>,
  { planId, runId }: { readonly planId: string; readonly runId: string },
): Promise<ReplanRequest['urgent']> {
  const plan = await prisma.plan.findUniqueOrThrow({
    where: { id: planId },
    select: {
      publishedRevisionId: true,
      revisions: {
        where: { origin: { not: 'replanned' } },
        orderBy: { number: 'desc' },
        take: 1,
        select: { id: true },
      },
    },
  });
  const from = plan.publishedRevisionId ?? plan.revisions.at(0)?.id;
  if (!from) return [];
  const { urgent } = withEarlier(replanRequestSchema.parse({}), await readEarlierReplans(prisma, from));
  if (urgent.length > 0) {
    await prisma.$executeRaw`
      UPDATE "PlanRun" SET options = options || jsonb_build_object('urgent', ${JSON.stringify(urgent)}::jsonb) WHERE id = ${runId}::uuid`;
  }
  return urgent;
}
