import { type Day, dayToDate } from '../../domain/day.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { planSelect, planViews } from '../../records/plans/plan-view.ts';
import { planProblem } from './problems.ts';

/** One plan of the area. @throws Problem `no-such-plan` */
export async function readPlan(prisma: PrismaClient, townId: string, id: string): Promise<PlanView> {
  const row = await prisma.plan.findFirst({ where: { id, townId }, select: planSelect });
  const [view] = row ? await planViews(prisma, [row]) : [];
  if (!view) throw planProblem('no-such-plan', { id });
  return view;
}

const MOST_PLANS = 100;

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
