import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
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
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { calledBy, namesOf } from '../people/names.ts';

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
const revisionSelect = {
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
  run: { select: { options: true } },
} satisfies Prisma.PlanRevisionSelect;

export const planSelect = {
  ...planRowSelect,
  revisions: { select: revisionSelect, orderBy: { number: 'desc' } },
} satisfies Prisma.PlanSelect;

type PlanRow = Prisma.PlanGetPayload<{ select: typeof planRowSelect }>;
/** What of a run's options says which trucks drive. */
const trucksSchema = z.object({ trucks: z.array(idSchema).default([]) }).default({ trucks: [] });
const replanSchema = z.object({
  replan: z
    .object({ without: trucksSchema, again: trucksSchema })
    .default({ without: { trucks: [] }, again: { trucks: [] } }),
});

type RevisionRow = Prisma.PlanRevisionGetPayload<{ select: typeof revisionSelect }>;
/** Names of accounts by id. */
type Names = ReadonlyMap<string, string>;

/** A plan as everybody reads it, without its revisions: its day and what is published of it, and how its latest run stands. */
export async function planRowView(
  prisma: Pick<PrismaClient, 'user'>,
  row: PlanRow,
): Promise<Omit<PlanView, 'revisions'>> {
  return rowView(row, await namesOf(prisma, peopleOfRow(row)));
}

const peopleOfRow = ({ publishedBy, runs }: PlanRow) => [publishedBy, ...runs.map(({ requestedBy }) => requestedBy)];

function rowView(row: PlanRow, names: Names): Omit<PlanView, 'revisions'> {
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
    requestedBy: calledBy(names, run.requestedBy),
    createdAt: row.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    publishedRevisionId: row.publishedRevisionId,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    publishedBy: calledBy(names, row.publishedBy),
    headNumber: row.headRevision?.number ?? null,
  };
}

/** Plans' rows with their revisions, newest first, as clients read them. */
export async function planViews(
  prisma: Pick<PrismaClient, 'user'>,
  rows: readonly Prisma.PlanGetPayload<{ select: typeof planSelect }>[],
): Promise<PlanView[]> {
  const names = await namesOf(
    prisma,
    rows.flatMap((row) => [...peopleOfRow(row), ...row.revisions.flatMap(peopleOfRevision)]),
  );
  return rows.map((row) => ({
    ...rowView(row, names),
    revisions: row.revisions.map((revision) => summaryOf(revision, row.publishedRevisionId, names)),
  }));
}

/** A revision's row as lists show it. */
export async function revisionSummary(
  prisma: Pick<PrismaClient, 'user'>,
  row: RevisionRow,
  publishedRevisionId: string | null,
): Promise<RevisionSummary> {
  return summaryOf(row, publishedRevisionId, await namesOf(prisma, peopleOfRevision(row)));
}

const peopleOfRevision = ({ createdBy, edits }: RevisionRow) => [
  createdBy,
  ...(editsOf(edits)?.overrides.map(({ by }) => by) ?? []),
];

function summaryOf(row: RevisionRow, publishedRevisionId: string | null, names: Names): RevisionSummary {
  const edits = editsOf(row.edits);
  const { without, again } = replanSchema.parse(row.run?.options ?? {}).replan;
  return {
    id: row.id,
    number: row.number,
    parentNumber: row.parent?.number ?? null,
    origin: revisionOriginSchema.parse(row.origin),
    createdAt: row.createdAt.toISOString(),
    createdBy: calledBy(names, row.createdBy),
    isPublished: row.id === publishedRevisionId,
    totals: planTotalsSchema.parse(row.totals),
    explanation: row.explanation ? targetExplanationSchema.parse(row.explanation.content) : null,
    edits: edits && {
      moves: new Set(edits.moves.map(({ visit }) => visit)).size + (edits.changes?.length ?? 0),
      overrides: edits.overrides.map((override) => ({ ...override, by: calledBy(names, override.by) ?? '' })),
    },
    trucksOut: without.trucks,
    trucksAgain: again.trucks,
  };
}

const editsOf = (kept: unknown) => (kept === null ? null : revisionEditsSchema.parse(kept));

function orNull<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | null {
  return value === null ? null : schema.parse(value);
}
