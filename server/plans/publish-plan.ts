import type { PlanView } from '../../domain/plans.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordChange } from '../../records/changes/record-change.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

/** A publication waits for the worker that stores a revision of the same plan at this moment. */
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

type Announcer = Pick<Platform, 'database' | 'bus' | 'logger'>;

/**
 * Points the day at one revision. Publishing the published one again changes nothing.
 *
 * @throws Problem `no-such-plan`, `no-such-revision`
 */
export async function publishPlan(
  platform: Announcer,
  townId: string,
  planId: string,
  number: number,
  by: { readonly id: string },
): Promise<PlanView> {
  const { prisma } = platform.database;
  const changed = await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Plan" WHERE "id" = ${planId}::uuid FOR UPDATE`;
    const plan = await transaction.plan.findFirst({
      where: { id: planId, townId },
      include: { publishedRevision: { select: { number: true } } },
    });
    if (!plan) throw planProblem('no-such-plan', { id: planId });
    const revision = await transaction.planRevision.findUnique({
      where: { planId_number: { planId, number } },
      select: { id: true },
    });
    if (!revision) throw planProblem('no-such-revision');
    if (plan.publishedRevisionId === revision.id) return false;
    await transaction.plan.update({
      where: { id: planId },
      data: { publishedRevisionId: revision.id, publishedAt: new Date(), publishedBy: by.id },
    });
    await recordChange(transaction, {
      ...{ townId, subject: 'plans', subjectId: planId, actorUserId: by.id, kind: 'published' },
      ...{ before: { revision: plan.publishedRevision?.number ?? null }, after: { revision: number } },
    });
    return true;
  }, PATIENCE);
  if (changed) await announcePlan(platform, planId, 'publication');
  return await readPlan(prisma, townId, planId);
}

/** Takes the day's published revision back; nothing published is no error. @throws Problem `no-such-plan` */
export async function unpublishPlan(
  platform: Announcer,
  townId: string,
  planId: string,
  by: { readonly id: string },
): Promise<PlanView> {
  const { prisma } = platform.database;
  const changed = await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Plan" WHERE "id" = ${planId}::uuid FOR UPDATE`;
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
      ...{ townId, subject: 'plans', subjectId: planId, actorUserId: by.id, kind: 'unpublished' },
      ...{ before: { revision: plan.publishedRevision.number }, after: { revision: null } },
    });
    return true;
  }, PATIENCE);
  if (changed) await announcePlan(platform, planId, 'publication');
  return await readPlan(prisma, townId, planId);
}
