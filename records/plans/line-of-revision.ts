import { Prisma } from '../../prisma/client/client.ts';

/**
 * For a query: `WITH RECURSIVE line`, the revision and those that it was made from, each with its `parentId`, `runId`, `edits` and how many steps
 * `back` it lies.
 */
export const lineOfRevision = (revisionId: string): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE line AS (
    SELECT id, "parentId", "runId", edits, 0 AS back FROM "PlanRevision" WHERE id = ${revisionId}::uuid
    UNION ALL
    SELECT parent.id, parent."parentId", parent."runId", parent.edits, line.back + 1
      FROM "PlanRevision" parent JOIN line ON parent.id = line."parentId"
  )`;
