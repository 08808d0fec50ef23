import type { PlanView } from '../../domain/plans.ts';
import type { Platform } from '../../platform/platform.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { publishRevision, unpublishRevision } from '../../records/plans/publish-revision.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

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
  const outcome = await publishRevision(prisma, { townId, planId, by: by.id }, number);
  if (outcome === 'no-such-plan') throw planProblem('no-such-plan', { id: planId });
  if (outcome === 'no-such-revision') throw planProblem('no-such-revision');
  if (outcome === 'published') await announcePlan(platform, planId, 'publication');
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
  const isTakenBack = await unpublishRevision(prisma, { townId, planId, by: by.id });
  if (isTakenBack) await announcePlan(platform, planId, 'publication');
  return await readPlan(prisma, townId, planId);
}
