import type { z } from 'zod';
import { dateToDay } from '../../domain/day.ts';
import {
  type PlanView,
  planCostSchema,
  planFailureSchema,
  planPhaseSchema,
  planStateSchema,
  planTotalsSchema,
  type RevisionSummary,
  revisionOriginSchema,
  targetExplanationSchema,
} from '../../domain/plans.ts';
import { revisionEditsSchema } from '../../domain/plan-edits.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** A plan with its latest run. */
export const planRowSelect = {
  id: true,
  day: true,
  createdAt: true,
  publishedRevisionId: true,
  publishedAt: true,
  publishedBy: true,
  headRevision: { select: { number: true } },
  runs: { orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], take: 1 },
} satisfies Prisma.PlanSelect;

/** What of a plan's revisions everybody reads; instance and answer are large and stay behind. */
export const revisionSelect = {
  id: true,
  planId: true,
  number: true,
  parent: { select: { number: true } },
  origin: true,
  createdAt: true,
  createdBy: true,
  totals: true,
  explanation: { select: { content: true } },
  edits: true,
} satisfies Prisma.PlanRevisionSelect;

export const planSelect = {
  ...planRowSelect,
  revisions: { select: revisionSelect, orderBy: { number: 'desc' } },
} satisfies Prisma.PlanSelect;

/** A plan as everybody reads it, without its revisions: its day and what is published of it, and how its latest run stands. */
export function planRowView(row: Prisma.PlanGetPayload<{ select: typeof planRowSelect }>): Omit<PlanView, 'revisions'> {
  const [run] = row.runs;
  if (!run) throw new Error(`plan ${row.id} has no run`);
  return {
    id: row.id,
    day: dateToDay(row.day),
    state: planStateSchema.parse(run.state),
    phase: planPhaseSchema.nullable().parse(run.phase),
    percent: run.percent,
    attempt: run.attempt,
    cancelRequested: run.cancelRequested,
    bestCost: orNull(planCostSchema, run.bestCost),
    failure: orNull(planFailureSchema, run.failure),
    requestedBy: run.requestedBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    publishedRevisionId: row.publishedRevisionId,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    publishedBy: row.publishedBy,
    headNumber: row.headRevision?.number ?? null,
  };
}

/** A plan's row with its revisions, newest first, as clients read it. */
export function planView(row: Prisma.PlanGetPayload<{ select: typeof planSelect }>): PlanView {
  return {
    ...planRowView(row),
    revisions: row.revisions.map((revision) => revisionSummary(revision, row.publishedRevisionId)),
  };
}

/** A revision's row as lists show it. */
export function revisionSummary(
  row: Prisma.PlanRevisionGetPayload<{ select: typeof revisionSelect }>,
  publishedRevisionId: string | null,
): RevisionSummary {
  return {
    id: row.id,
    number: row.number,
    parentNumber: row.parent?.number ?? null,
    origin: revisionOriginSchema.parse(row.origin),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    isPublished: row.id === publishedRevisionId,
    totals: planTotalsSchema.parse(row.totals),
    explanation: row.explanation ? targetExplanationSchema.parse(row.explanation.content) : null,
    edits: editsSummary(row.edits),
  };
}

function editsSummary(kept: unknown): RevisionSummary['edits'] {
  if (kept === null) return null;
  const { moves, overrides } = revisionEditsSchema.parse(kept);
  return { moves: new Set(moves.map(({ visit }) => visit)).size, overrides };
}

function orNull<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | null {
  return value === null ? null : schema.parse(value);
}
