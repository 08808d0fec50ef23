import {
  type PlanView,
  planTotalsSchema,
  REVISION_ORIGINS,
  type RevisionSummary,
  targetExplanationSchema,
} from '../../domain/plans.ts';
import { planRowView } from '../../platform/plan-row.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What of a plan's revisions everybody reads; instance and answer are large and stay behind. */
const revisionSelect = {
  id: true,
  planId: true,
  number: true,
  origin: true,
  createdAt: true,
  createdBy: true,
  totals: true,
  explanation: { select: { content: true } },
} satisfies Prisma.PlanRevisionSelect;
export const planInclude = {
  revisions: { select: revisionSelect, orderBy: { number: 'desc' } },
} satisfies Prisma.PlanInclude;

type PlanRow = Prisma.PlanGetPayload<{ include: typeof planInclude }>;
type RevisionRow = Prisma.PlanRevisionGetPayload<{ select: typeof revisionSelect }>;

/** A plan's row with its revisions, newest first, as clients read it. */
export function planView(row: PlanRow): PlanView {
  return {
    ...planRowView(row),
    revisions: row.revisions.map((revision) => revisionSummary(revision, row.publishedRevisionId)),
  };
}

/** A revision's row as lists show it. */
export function revisionSummary(row: RevisionRow, publishedRevisionId: string | null): RevisionSummary {
  return {
    id: row.id,
    number: row.number,
    origin: oneOf(REVISION_ORIGINS, row.origin),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    isPublished: row.id === publishedRevisionId,
    totals: planTotalsSchema.parse(row.totals),
    explanation: row.explanation ? targetExplanationSchema.parse(row.explanation.content) : null,
  };
}

function oneOf<const Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`${JSON.stringify(text)} is none of ${words.join(', ')}`);
  return word;
}
