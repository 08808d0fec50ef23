import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockPlan } from './lock-plan.ts';

/** A publication waits for the worker that stores a revision of the same plan at this moment. */
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

/** Whose plan is published by whom. */
interface Publication {
  readonly townId: string;
  readonly planId: string;
  readonly by: string;
}

/** Points the day at one revision, with the audit's row; `unchanged` where that is the published one already. */
export async function publishRevision(
  prisma: PrismaClient,
  { townId, planId, by }: Publication,
  number: number,
): Promise<'published' | 'unchanged' | 'no-such-plan' | 'no-such-revision'> {
  return await prisma.$transaction(async (transaction) => {
    await lockPlan(transaction, planId);
    const plan = await transaction.plan.findFirst({
      where: { id: planId, townId },
      include: { publishedRevision: { select: { number: true } } },
    });
    if (!plan) return 'no-such-plan';
    const revision = await transaction.planRevision.findUnique({
      where: { planId_number: { planId, number } },
      select: { id: true },
    });
    if (!revision) return 'no-such-revision';
    if (plan.publishedRevisionId === revision.id) return 'unchanged';
    await transaction.plan.update({
      where: { id: planId },
      data: { publishedRevisionId: revision.id, publishedAt: new Date(), publishedBy: by },
    });
    await recordChange(transaction, {
      ...{ townId, subject: 'plans', subjectId: planId, actorUserId: by, kind: 'published' },
      ...{ before: { revision: plan.publishedRevision?.number ?? null }, after: { revision: number } },
    });
    return 'published';
  }, PATIENCE);
}

/** Takes the day's published revision back, with the audit's row. @returns false where nothing was published */
export async function unpublishRevision(prisma: PrismaClient, { townId, planId, by }: Publication): Promise<boolean> {
  return await prisma.$transaction(async (transaction) => {
    await lockPlan(transaction, planId);
    const plan = await transaction.plan.findFirst({
      where: { id: planId, townId },
      include: { publishedRevision: { select: { number: true } } },
    });
    if (!plan?.publishedRevision) return false;
    await transaction.plan.update({
      where: { id: planId },
      data: { publishedRevisionId: null, publishedAt: null, publishedBy: null },
    });
    await recordChange(transaction, {
      ...{ townId, subject: 'plans', subjectId: planId, actorUserId: by, kind: 'unpublished' },
      ...{ before: { revision: plan.publishedRevision.number }, after: { revision: null } },
    });
    return true;
  }, PATIENCE);
}
