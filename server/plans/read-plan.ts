import type { PlanView } from '../../domain/plans.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readPlanView } from '../../records/plans/read-plans.ts';
import { planProblem } from './problems.ts';

/** One plan of the area. @throws Problem `no-such-plan` */
export async function readPlan(prisma: PrismaClient, townId: string, id: string): Promise<PlanView> {
  const view = await readPlanView(prisma, townId, id);
  if (!view) throw planProblem('no-such-plan', { id });
  return view;
}
