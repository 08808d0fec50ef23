import type { z } from 'zod';
import { dateToDay } from '../domain/day.ts';
import type { LiveEvents } from '../domain/live.ts';
import { type PlanView, planCostSchema, planFailureSchema, planPhaseSchema, planStateSchema } from '../domain/plans.ts';
import type { Plan } from '../prisma/client/client.ts';
import type { Platform } from './platform.ts';

type PlanAnnouncement = Parameters<LiveEvents['plan']>[0];

/** A plan's row as everybody reads it, without its revisions. */
export function planRowView(row: Plan): Omit<PlanView, 'revisions'> {
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
    publishedBy: row.publishedBy,
  };
}

/**
 * Tells everybody who watches what a plan's row says now. An announcement that cannot be made is only logged: the row is
 * written, and whoever missed it reads it.
 */
export async function announcePlan(
  { database, bus, logger }: Pick<Platform, 'database' | 'bus' | 'logger'>,
  planId: string,
  changed: PlanAnnouncement['changed'],
): Promise<void> {
  try {
    const row = await database.prisma.plan.findUnique({ where: { id: planId } });
    if (row) await bus.publish('plan', { ...planRowView(row), changed } satisfies PlanAnnouncement);
  } catch (error) {
    logger.warn({ err: error, planId }, 'plan not announced');
  }
}

function orNull<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | null {
  return value === null ? null : schema.parse(value);
}
