import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { addDays, type Day, daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { JobData } from '../../domain/jobs.ts';
import {
  acceptAnswerSchema,
  acceptRequestSchema,
  proposalRequestSchema,
  type WeekProposal,
  weekProposalSchema,
} from '../../domain/week/proposals.ts';
import { mondayOf } from '../../domain/week/week.ts';
import type { Platform } from '../../platform/platform.ts';
import { acceptProposal } from '../../records/week-proposals/accept-proposal.ts';
import {
  askForProposal,
  cancelProposal,
  readProposal,
  readProposals,
} from '../../records/week-proposals/proposal-rows.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { announceRecords } from '../register/after-write.ts';
import { weekProposalProblem } from './problems.ts';

/** Steps of the optimizer for each day: some seconds each, on one thread. */
const STEPS = 4000;

const weekParams = z.object({ date: daySchema });
const proposalParams = weekParams.extend({ id: idSchema });

/** Other collection days for the points of a week: asked for here, reckoned by a worker, nothing until somebody accepts them. */
export function weekProposalRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  const queue = platform.queues.createQueue<JobData<'propose-week'>>('propose-week');
  const proposalOf = async (townId: string, date: Day, id: string): Promise<WeekProposal> => {
    const found = await readProposal(prisma, townId, mondayOf(date), id);
    if (!found) throw weekProposalProblem('no-such-proposal', { id });
    return found;
  };
  return [
    route({
      method: 'post',
      path: '/api/weeks/:date/proposals',
      permission: 'points.reschedule',
      tag: 'plans',
      summary:
        'Asks for other collection days of the points whose frequency leaves a choice, and for what they would bring',
      params: weekParams,
      body: proposalRequestSchema,
      status: 202,
      answer: weekProposalSchema,
      problems: { 409: 'Another proposal is being reckoned' },
      handler: async ({ params: { date }, body: { seed = 1 }, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const inputs = { seed, steps: STEPS };
        const id = await askForProposal(prisma, { townId, monday: mondayOf(date), inputs, requestedBy: user.id });
        if (id === null) throw weekProposalProblem('proposal-open');
        await queue.add({ proposalId: id }, { jobId: id, removeOnComplete: true, removeOnFail: true });
        return await proposalOf(townId, date, id);
      },
    }),
    route({
      method: 'get',
      path: '/api/weeks/:date/proposals',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'Proposals for the collection days of a week, the newest first, at most five',
      params: weekParams,
      answer: z.array(weekProposalSchema),
      handler: async ({ params: { date } }) => {
        const { id: townId } = await requireActiveTown(prisma);
        return await readProposals(prisma, townId, mondayOf(date));
      },
    }),
    route({
      method: 'get',
      path: '/api/weeks/:date/proposals/:id',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'One proposal: how far it is, each day before and after by the same optimizer, and which points change',
      params: proposalParams,
      answer: weekProposalSchema,
      handler: async ({ params: { date, id } }) => await proposalOf((await requireActiveTown(prisma)).id, date, id),
    }),
    route({
      method: 'post',
      path: '/api/weeks/:date/proposals/:id/cancel',
      permission: 'points.reschedule',
      tag: 'plans',
      summary: 'Stops reckoning a proposal',
      params: proposalParams,
      body: z.strictObject({}),
      answer: weekProposalSchema,
      problems: { 409: 'It is not being reckoned any more' },
      handler: async ({ params: { date, id } }) => {
        const { id: townId } = await requireActiveTown(prisma);
        await proposalOf(townId, date, id);
        if (!(await cancelProposal(prisma, id))) throw weekProposalProblem('proposal-not-open');
        return await proposalOf(townId, date, id);
      },
    }),
    route({
      method: 'post',
      path: '/api/weeks/:date/proposals/:id/accept',
      permission: 'points.reschedule',
      tag: 'plans',
      summary:
        'Takes a proposal into the register from a day on, all of it or that of some points; days before stay as they are',
      params: proposalParams,
      body: acceptRequestSchema,
      answer: acceptAnswerSchema,
      problems: { 409: 'It is not done, or the day is not one to come' },
      handler: async ({ params: { date, id }, body, user }) => {
        const town = await requireActiveTown(prisma);
        await proposalOf(town.id, date, id);
        const now = new Date();
        const earliest = addDays(dayOf(now, town.timeZone), 1);
        if (body.from < earliest) throw weekProposalProblem('from-too-early', { earliest });
        const accepted = await acceptProposal(prisma, { townId: town.id, viewer: user, now }, id, body);
        if (!accepted) throw weekProposalProblem('proposal-not-done');
        await announceRecords(platform, 'points', accepted.pointIds);
        const { streams, left } = accepted;
        return { proposal: await proposalOf(town.id, date, id), streams, left: [...left] };
      },
    }),
  ];
}
