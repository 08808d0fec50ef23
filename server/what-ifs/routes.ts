import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import type { JobData } from '../../domain/jobs.ts';
import { whatIfRequestSchema, whatIfViewSchema } from '../../domain/what-ifs/what-ifs.ts';
import type { Platform } from '../../platform/platform.ts';
import { findRevision } from '../../records/plans/read-plans.ts';
import { askWhatIf, readWhatIf } from '../../records/what-ifs/what-if-rows.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { editProblem } from '../plans/edit-problems.ts';
import { planProblem } from '../plans/problems.ts';

/** What a plan would come to if something were otherwise: asked here, answered by a worker, never published. */
export function whatIfRoutes({ database: { prisma }, queues }: Platform): Route[] {
  const queue = queues.createQueue<JobData<'what-if'>>('what-if');
  return [
    route({
      method: 'post',
      path: '/api/plans/:planId/what-ifs',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Asks what a revision would come to without a truck, with one more, or with other hours of a facility',
      params: z.object({ planId: idSchema }),
      body: whatIfRequestSchema,
      status: 202,
      answer: whatIfViewSchema,
      problems: { 409: 'The revision is of a version that kept nothing to go on from' },
      handler: async ({ params: { planId }, body: { base, cases }, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const revision = await findRevision(prisma, townId, planId, base);
        if (!revision) throw planProblem('no-such-revision');
        if (!revision.hasMade) throw editProblem('made-before', { number: base });
        const asked = { townId, planId, revisionId: revision.id, cases, requestedBy: user.id };
        const id = await askWhatIf(prisma, asked, new Date());
        await queue.add({ whatIfId: id }, { jobId: id, removeOnComplete: true, removeOnFail: true });
        return { id, state: 'queued' as const, revisionNumber: base, cases, answer: null };
      },
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/what-ifs/:whatIfId',
      permission: 'plan.make',
      tag: 'plans',
      summary:
        'What a revision would come to, as soon as it is reckoned: figures and each unit’s share, before and then',
      params: z.object({ planId: idSchema, whatIfId: idSchema }),
      answer: whatIfViewSchema,
      handler: async ({ params: { planId, whatIfId } }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const view = await readWhatIf(prisma, townId, planId, whatIfId);
        if (!view) throw planProblem('no-such-plan', { id: whatIfId });
        return view;
      },
    }),
  ];
}
