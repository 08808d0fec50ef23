import { type Day, dateToDay } from '../../domain/day.ts';
import {
  type PlanCost,
  type PlanFailure,
  type PlanPhase,
  type PlanState,
  planRequestSchema,
} from '../../domain/plans.ts';
import { replanRequestSchema } from '../../domain/replans/replans.ts';
import type { Database } from '../../platform/database.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { z } from 'zod';

/** One attempt at a run: what a worker holds, and names in everything it writes. */
export interface Attempt {
  readonly runId: string;
  readonly attempt: number;
}

/** A run as whoever does its work needs it. */
export interface RunToDo extends Attempt {
  readonly planId: string;
  readonly townId: string;
  readonly day: Day;
  readonly cancelRequested: boolean;
  /** What was asked for besides the day. */
  readonly options: RunOptions;
}

const optionsSchema = planRequestSchema.omit({ date: true }).extend({
  /** The rest of a day under way is planned anew. */
  replan: replanRequestSchema.optional(),
});
export type RunOptions = z.infer<typeof optionsSchema>;

/**
 * Takes up a run that waits, or one that runs whose worker was lost: state running, one more attempt.
 *
 * @returns `null` when there is nothing to do: it has ended, or is gone
 */
export async function takeUpRun({ prisma }: Pick<Database, 'prisma'>, runId: string): Promise<RunToDo | null> {
  const open = { id: runId, state: { in: ['queued', 'running'] } };
  const { count } = await prisma.planRun.updateMany({
    where: open,
    data: {
      state: 'running',
      phase: 'collecting',
      percent: 0,
      attempt: { increment: 1 },
      bestCost: Prisma.DbNull,
      failure: Prisma.DbNull,
      finishedAt: null,
    },
  });
  if (count === 0) return null;
  await prisma.planRun.updateMany({ where: { id: runId, startedAt: null }, data: { startedAt: new Date() } });
  const row = await prisma.planRun.findUnique({
    where: { id: runId },
    include: { plan: { select: { day: true, townId: true } } },
  });
  return (
    row && {
      runId,
      attempt: row.attempt,
      planId: row.planId,
      townId: row.plan.townId,
      day: dateToDay(row.plan.day),
      cancelRequested: row.cancelRequested,
      options: optionsSchema.parse(row.options),
    }
  );
}

/** Whether an attempt still holds its run, and whether somebody has asked for the run to be cancelled. */
export async function readAttempt(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, attempt }: Attempt,
): Promise<{ readonly isHeld: boolean; readonly cancelRequested: boolean }> {
  const row = await prisma.planRun.findUnique({
    where: { id: runId },
    select: { attempt: true, cancelRequested: true, state: true },
  });
  return {
    isHeld: row?.attempt === attempt && row.state === 'running',
    cancelRequested: row?.cancelRequested ?? false,
  };
}

/** What an attempt says of its run: how far it is, or how it has ended. */
export interface AttemptReport {
  readonly state?: PlanState;
  readonly phase?: PlanPhase | null;
  readonly percent?: number;
  readonly bestCost?: PlanCost;
  readonly failure?: PlanFailure | null;
  readonly finishedAt?: Date | null;
}

/**
 * Writes into a run what an attempt says of it, as long as the attempt holds it.
 *
 * @param unlessCancelled writes nothing where somebody has asked for the run to be cancelled
 * @returns whether it was written
 */
export async function writeAttempt(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, attempt }: Attempt,
  report: AttemptReport,
  unlessCancelled: boolean,
): Promise<boolean> {
  const where = { id: runId, attempt, state: 'running', ...(unlessCancelled && { cancelRequested: false }) };
  const { failure, ...rest } = report;
  const data = {
    ...rest,
    ...(failure !== undefined && {
      failure: failure === null ? Prisma.DbNull : { code: failure.code, params: failure.params },
    }),
  };
  return (await prisma.planRun.updateMany({ where, data })).count > 0;
}

/**
 * Has the open run of a plan cancelled: one that waits is over at once, one that runs is asked to stop.
 *
 * @returns the run and the state it is in then; `null` where none is open
 */
export async function cancelOpenRun(
  { prisma }: Pick<Database, 'prisma'>,
  planId: string,
): Promise<{ readonly runId: string; readonly state: PlanState } | null> {
  // One statement for both: between two the run may be taken from the queue or handed back to it.
  const [row] = await prisma.$queryRaw<{ runId: string; state: PlanState }[]>`
    UPDATE "PlanRun"
       SET "cancelRequested" = true, "updatedAt" = now(),
           state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
           "finishedAt" = CASE state WHEN 'queued' THEN now() ELSE "finishedAt" END
     WHERE "planId" = ${planId}::uuid AND state IN ('queued', 'running')
     RETURNING id AS "runId", state`;
  return row ?? null;
}

/** A run that is open and has not been written to for a while. */
export interface QuietRun extends Attempt {
  readonly planId: string;
  readonly state: string;
}

/** The open runs that nobody has written to since `since`. */
export async function quietRuns({ prisma }: Pick<Database, 'prisma'>, since: Date): Promise<QuietRun[]> {
  const rows = await prisma.planRun.findMany({
    where: { state: { in: ['queued', 'running'] }, updatedAt: { lt: since } },
    select: { id: true, planId: true, state: true, attempt: true },
  });
  return rows.map(({ id: runId, ...row }) => ({ runId, ...row }));
}

/**
 * Puts a quiet run back to waiting, or says that it failed, unless its state has changed meanwhile. Writing makes it young
 * again, so that no other server takes it up at the same time.
 *
 * @returns whether it was written
 */
export async function settleQuietRun(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, state }: QuietRun,
  data: { state: 'queued' } | { state: 'failed'; failure: Prisma.InputJsonValue; finishedAt: Date },
): Promise<boolean> {
  return (await prisma.planRun.updateMany({ where: { id: runId, state }, data })).count > 0;
}
