import { z } from 'zod';
import { storedIntInText } from '../../domain/columns.ts';
import { dateToDay } from '../../domain/day.ts';
import type { JobData } from '../../domain/jobs.ts';
import { planViewSchema } from '../../domain/plans.ts';
import { revisionDiff } from '../../domain/replans/diff.ts';
import { replanRequestSchema, revisionDiffSchema } from '../../domain/replans/replans.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { planProblem } from '../plans/problems.ts';
import { readRevision } from '../plans/read-revision.ts';
import { startRun } from '../plans/request-plan.ts';
import { replanProblem } from './problems.ts';

const revisionNumber = storedIntInText(1);

/** The rest of a day planned anew, and what that changes. */
export function replanRoutes({ database, bus, logger }: Platform, queue: JobQueue<JobData<'plan-day'>>): Route[] {
  const { prisma } = database;
  return [
    route({
      method: 'post',
      path: '/api/plans/:planId/replan',
      permission: 'plan.make',
      tag: 'plans',
      summary:
        'Asks for the rest of a published day to be planned anew, as a proposal: what is done and aboard stays as it is',
      params: z.object({ planId: z.uuid() }),
      body: replanRequestSchema,
      status: 202,
      answer: planViewSchema,
      problems: { 409: 'The day is being planned already, or nothing of it is published' },
      handler: async ({ params: { planId }, body, user, response }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const plan = await prisma.plan.findFirst({ where: { id: planId, townId } });
        if (!plan) throw planProblem('no-such-plan', { id: planId });
        if (!plan.publishedRevisionId) throw replanProblem('nothing-to-replan');
        const day = dateToDay(plan.day);
        const asked = { townId, day, options: { replan: body }, requestedBy: user.name };
        const view = await startRun({ database, bus, logger }, queue, asked);
        response.setHeader('Location', `/api/plans/${planId}`);
        return view;
      },
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/revisions/:number/diff/:other',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'What is otherwise in another revision of the plan: visits moved and dropped, loads that stay, units, cost',
      params: z.object({ planId: z.uuid(), number: revisionNumber, other: revisionNumber }),
      answer: revisionDiffSchema,
      handler: async ({ params: { planId, number, other } }) => {
        const town = await requireActiveTown(prisma);
        const read = (of: number) => readRevision(prisma, town, planId, of);
        const [a, b] = await Promise.all([read(number), read(other)]);
        return revisionDiff(a, b);
      },
    }),
  ];
}
