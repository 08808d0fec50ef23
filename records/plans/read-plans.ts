import { type Day, dayToDate } from '../../domain/day.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { planSelect, planViews } from './plan-view.ts';

const MOST_PLANS = 100;

/** What is asked of a plan before something is done with it. */
export interface PlanFound {
  readonly id: string;
  readonly townId: string;
  readonly day: Date;
  readonly publishedRevisionId: string | null;
  /** A run of it waits or is under way. */
  readonly isBeingPlanned: boolean;
}

/** A plan of the town, `null` for none. */
export async function findPlan(prisma: PrismaClient, townId: string, planId: string): Promise<PlanFound | null> {
  const row = await prisma.plan.findFirst({
    where: { id: planId, townId },
    select: {
      ...{ id: true, townId: true, day: true, publishedRevisionId: true },
      runs: { where: { state: { in: ['queued', 'running'] } }, select: { id: true } },
    },
  });
  if (!row) return null;
  const { runs, ...plan } = row;
  return { ...plan, isBeingPlanned: runs.length > 0 };
}

/** The plan of a day, with the number of the revision that is published of it; `null` where the day has no plan. */
export async function findPublished(
  prisma: PrismaClient,
  townId: string,
  day: Day,
): Promise<{ readonly planId: string; readonly number: number | null } | null> {
  const plan = await prisma.plan.findUnique({
    where: { townId_day: { townId, day: dayToDate(day) } },
    select: { id: true, publishedRevision: { select: { number: true } } },
  });
  return plan && { planId: plan.id, number: plan.publishedRevision?.number ?? null };
}

/** A plan of the town as pages show it, `null` for none. */
export async function readPlanView(prisma: PrismaClient, townId: string, id: string): Promise<PlanView | null> {
  const row = await prisma.plan.findFirst({ where: { id, townId }, select: planSelect });
  const [view] = row ? await planViews(prisma, [row]) : [];
  return view ?? null;
}

/** Plans of the days `from` to `to`, both included and either open, newest day first, at most 100. */
export async function listPlans(
  prisma: PrismaClient,
  townId: string,
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Promise<PlanView[]> {
  const rows = await prisma.plan.findMany({
    where: { townId, day: { ...(from && { gte: dayToDate(from) }), ...(to && { lte: dayToDate(to) }) } },
    select: planSelect,
    orderBy: { day: 'desc' },
    take: MOST_PLANS,
  });
  return await planViews(prisma, rows);
}

/** Whether the day has a plan, whatever became of it. */
export async function isDayPlanned(prisma: PrismaClient, townId: string, day: Day): Promise<boolean> {
  return (await prisma.plan.count({ where: { townId, day: dayToDate(day) } })) > 0;
}

/** A revision of a plan of the town, with whether it kept what it was made for; `null` for none. */
export async function findRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
): Promise<{ id: string; hasMade: boolean } | null> {
  const row = await prisma.planRevision.findFirst({
    where: { planId, number, plan: { townId } },
    select: { id: true, made: true },
  });
  return row && { id: row.id, hasMade: row.made !== null };
}
