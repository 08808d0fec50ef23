import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { degreesInText, storedIntInText } from '../../domain/columns.ts';
import { dateToDay, daySchema } from '../../domain/day.ts';
import type { JobData } from '../../domain/jobs.ts';
import { planViewSchema } from '../../domain/plans.ts';
import { revisionDiff } from '../../domain/replans/diff.ts';
import {
  placeOnMapSchema,
  replanAskSchema,
  restPriceAskSchema,
  restPriceViewSchema,
  revisionDiffSchema,
} from '../../domain/replans/replans.ts';
import type { AreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { findPlan } from '../../records/plans/read-plans.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { planProblem } from '../plans/problems.ts';
import { readRevision } from '../plans/read-revision.ts';
import { startRun } from '../plans/request-plan.ts';
import { readPlaceOnMap, withPoints } from './called-places.ts';
import { replanProblem } from './problems.ts';
import { readRestPrice } from './rest-price.ts';

/** Degrees from −`most` to `most`, as an address has them. */
const revisionNumber = storedIntInText(1);

/** The rest of a day planned anew, and what that changes. */
export function replanRoutes(
  { database, bus, logger }: Platform,
  roads: AreaRoads,
  queue: JobQueue<JobData<'plan-day'>>,
): Route[] {
  const { prisma } = database;
  return [
    route({
      method: 'post',
      path: '/api/plans/:planId/replan',
      permission: 'plan.make',
      tag: 'plans',
      summary:
        'Asks for the rest of a published day to be planned anew, as a proposal: what is done and aboard stays as it is',
      params: z.object({ planId: idSchema }),
      body: replanAskSchema,
      status: 202,
      answer: planViewSchema,
      problems: {
        409: 'The day is being planned already, or nothing of it is published',
        422: 'A place that a truck is called to lies in no unit',
      },
      handler: async ({ params: { planId }, body, user, response }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const plan = await findPlan(prisma, townId, planId);
        if (!plan) throw planProblem('no-such-plan', { id: planId });
        if (!plan.publishedRevisionId) throw replanProblem('nothing-to-replan');
        const day = dateToDay(plan.day);
        // Before places are made for a run that there will not be.
        if (plan.isBeingPlanned) throw planProblem('plan-already-running', { day }, { planId });
        const replan = await withPoints(database, { townId, day, by: user.id }, body);
        const asked = { townId, day, options: { replan }, requestedBy: user.id };
        const view = await startRun({ database, bus, logger }, queue, asked);
        response.setHeader('Location', `/api/plans/${planId}`);
        return view;
      },
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/replan/price',
      permission: 'plan.make',
      tag: 'plans',
      summary:
        'Estimates what the rest of a published day planned anew would come to, beside what is left of its plan; keeps nothing',
      params: z.object({ planId: idSchema }),
      body: restPriceAskSchema,
      answer: restPriceViewSchema,
      problems: { 409: 'Nothing of the day is published, or what is published kept nothing to go on from' },
      handler: async ({ params: { planId }, body }) =>
        await readRestPrice(database, (await requireActiveTown(prisma)).id, planId, body),
    }),
    route({
      method: 'get',
      path: '/api/day/:date/place',
      permission: 'plan.make',
      tag: 'plans',
      summary:
        'What is known of a place before a truck is called to it: its unit, the road, a point that is nearly there',
      params: z.object({ date: daySchema }),
      query: z.object({ lon: degreesInText(180), lat: degreesInText(90) }),
      answer: placeOnMapSchema,
      problems: { 409: 'The roads of the town cannot be read' },
      handler: async ({ params: { date }, query: { lon, lat } }) =>
        await readPlaceOnMap({ database }, roads, await requireActiveTown(prisma), date, [lon, lat]),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/revisions/:number/diff/:other',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'What is otherwise in another revision of the plan: visits moved and dropped, loads that stay, units, cost',
      params: z.object({ planId: idSchema, number: revisionNumber, other: revisionNumber }),
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
