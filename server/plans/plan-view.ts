import type { z } from 'zod';
import { dateToDay } from '../../domain/day.ts';
import type { LiveEvents } from '../../domain/live.ts';
import {
  type PlanView,
  planCostSchema,
  planFailureSchema,
  planPhaseSchema,
  planStateSchema,
  planTotalsSchema,
  REVISION_ORIGINS,
  type RevisionSummary,
} from '../../domain/plans.ts';
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
} satisfies Prisma.PlanRevisionSelect;
export const planInclude = {
  revisions: { select: revisionSelect, orderBy: { number: 'desc' } },
} satisfies Prisma.PlanInclude;

type PlanRow = Prisma.PlanGetPayload<{ include: typeof planInclude }>;
type BarePlanRow = Prisma.PlanGetPayload<object>;
type RevisionRow = Prisma.PlanRevisionGetPayload<{ select: typeof revisionSelect }>;

/** A plan's row with its revisions, newest first, as clients read it. */
export function planView(row: PlanRow): PlanView {
  return {
    ...barePlanView(row),
    revisions: row.revisions.map((revision) => revisionSummary(revision, row.publishedRevisionId)),
  };
}

/** A plan's row without its revisions, with what changed, as the live channel announces it. */
export function planAnnouncement(
  row: BarePlanRow,
  changed: 'progress' | 'revisions' | 'publication',
): Parameters<LiveEvents['plan']>[0] {
  return { ...barePlanView(row), changed };
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
  };
}

function barePlanView(row: BarePlanRow): Omit<PlanView, 'revisions'> {
  return {
    id: row.id,
    day: dateToDay(row.day),
    state: planStateSchema.parse(row.state),
    phase: planPhaseSchema.nullable().parse(row.phase),
    percent: row.percent,
    attempt: row.attempt,
    cancelRequested: row.cancelRequested,
    bestCost: orNull(planCostSchema, row.bestCost),
    failure: orNull(planFailureSchema, row.failure),
    requestedBy: row.requestedBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    publishedRevisionId: row.publishedRevisionId,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}

function orNull<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | null {
  return value === null ? null : schema.parse(value);
}

function oneOf<const Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`${JSON.stringify(text)} is none of ${words.join(', ')}`);
  return word;
}
