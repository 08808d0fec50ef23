import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { visitListSchema, visitStorySchema } from '../../domain/visits/visits.ts';
import type { Platform } from '../../platform/platform.ts';
import { readStory } from '../../records/visits/read-story.ts';
import { readVisits } from '../../records/visits/read-visits.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { visitProblem } from './problems.ts';

export function visitRoutes({ database: { prisma } }: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/visits',
      permission: 'visits.read',
      tag: 'visits',
      summary: 'Visits as the field has left them, of a day (today unless told) or the latest of a point',
      query: z.object({
        day: daySchema.optional(),
        /** Id or code. */
        unit: z.string().max(60).optional(),
        point: idSchema.optional(),
      }),
      answer: visitListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const day = query.day ?? (query.point === undefined ? today : undefined);
        return await readVisits(prisma, town.id, user, { ...query, day }, today);
      },
    }),
    route({
      method: 'get',
      path: '/api/visits/:id',
      permission: 'visits.read',
      tag: 'visits',
      summary:
        'One visit with its story: planned, assigned, approached, served or not, why, by whom, how known, how many kg',
      params: z.object({ id: idSchema }),
      answer: visitStorySchema,
      handler: async ({ params, user }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const story = await readStory(prisma, town.id, user, params.id, today);
        if (!story) throw visitProblem('no-such-visit');
        return story;
      },
    }),
  ];
}
