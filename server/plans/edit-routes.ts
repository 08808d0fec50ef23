import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import {
  editEvaluationSchema,
  editRequestSchema,
  headRequestSchema,
  lockRequestSchema,
  lockViewSchema,
  placesRequestSchema,
  placesViewSchema,
  tidyRequestSchema,
} from '../../domain/plan-edits.ts';
import { planViewSchema, revisionSummarySchema } from '../../domain/plans.ts';
import type { AreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { editPlan, findPlaces, pointHead, tidyPlan } from './edit-plan.ts';
import { changeLocks, listLocks } from './plan-locks.ts';

const params = z.object({ planId: idSchema });

/** Editing a day's plan by hand: moves, where visits would go, undo and redo, locks. */
export function editRoutes(platform: Platform, roads: AreaRoads): Route[] {
  const area = () => requireActiveTown(platform.database.prisma);
  return [
    route({
      method: 'post',
      path: '/api/plans/:planId/edits',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Moves visits and changes routes: with `dryRun` what that comes to, else the revision that it became',
      params,
      body: editRequestSchema,
      answer: z.union([editEvaluationSchema, revisionSummarySchema]),
      problems: {
        409: '`base` is not the newest any more; `newest` and `changes` say what is',
        422: 'It breaks a rule, moves what is done or locked, or names what there is not; `evaluation` says more',
      },
      handler: async ({ params: { planId }, body, user }) =>
        await editPlan(platform, roads, await area(), planId, body, user.id),
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/places',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Where visits that stay together would go, the best places first, each with its price',
      params,
      body: placesRequestSchema,
      answer: placesViewSchema,
      problems: { 409: '`base` is not the newest any more' },
      handler: async ({ params: { planId }, body }) => {
        const active = await area();
        // Whoever asks for places will keep one: the road engine takes a while to open the first time.
        roads.lend(active, () => Promise.resolve()).catch(() => undefined);
        return await findPlaces(platform, active.id, planId, body);
      },
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/tidy',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Puts the stops of trucks in a better order within a second, locks and what is done kept',
      params,
      body: tidyRequestSchema,
      answer: z.union([editEvaluationSchema, revisionSummarySchema]),
      problems: { 409: '`base` is not the newest any more', 422: 'It would break a rule' },
      handler: async ({ params: { planId }, body, user }) =>
        await tidyPlan(platform, roads, await area(), planId, body, user.id),
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/head',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Undo, redo, discard: editing goes on from revision `to`',
      params,
      body: headRequestSchema,
      answer: planViewSchema,
      problems: { 409: '`base` is not where editing stands any more' },
      handler: async ({ params: { planId }, body }) => await pointHead(platform, (await area()).id, planId, body),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/locks',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'What is held fast of a plan',
      params,
      answer: z.array(lockViewSchema),
      handler: async ({ params: { planId } }) => await listLocks(platform.database, (await area()).id, planId),
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/locks',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Holds visits and trucks fast, or lets them go; answers what is held fast then',
      params,
      body: lockRequestSchema,
      answer: z.array(lockViewSchema),
      problems: { 422: 'The day has no such visit or truck' },
      handler: async ({ params: { planId }, body, user }) =>
        await changeLocks(platform, (await area()).id, planId, body, user.id),
    }),
  ];
}
