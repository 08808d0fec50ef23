import type { z } from 'zod';
import type { LockView, lockRequestSchema } from '../../domain/plan-edits.ts';
import type { Database } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { readLocks, writeLocks } from '../../records/plans/locks.ts';
import { findPlan } from '../../records/plans/read-plans.ts';
import { editProblem } from './edit-problems.ts';
import { planProblem } from './problems.ts';

/** What is held fast of a plan of the town. @throws Problem `no-such-plan` */
export async function listLocks({ prisma }: Database, townId: string, planId: string): Promise<LockView[]> {
  if (!(await findPlan(prisma, townId, planId))) throw planProblem('no-such-plan', { id: planId });
  return await readLocks(prisma, planId);
}

/** Holds fast and lets go. @throws Problem `no-such-plan`, `no-such-lock` */
export async function changeLocks(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
  townId: string,
  planId: string,
  asked: z.output<typeof lockRequestSchema>,
  by: string,
): Promise<LockView[]> {
  const { prisma } = platform.database;
  const plan = await findPlan(prisma, townId, planId);
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const isThere = await prisma.$transaction((transaction) => writeLocks(transaction, plan, asked, by));
  if (!isThere) throw editProblem('no-such-lock');
  await announcePlan(platform, planId, 'revisions');
  return await readLocks(prisma, planId);
}
