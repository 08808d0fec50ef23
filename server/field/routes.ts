import { z } from 'zod';
import { daySchema } from '../../domain/day.ts';
import { fieldEventAnswerSchema, fieldEventBatchSchema } from '../../domain/field-events.ts';
import { ownRouteViewSchema } from '../../domain/own-route.ts';
import { routeSeenSchema, routesSeenSchema } from '../../domain/routes-seen.ts';
import {
  retractionAnswerSchema,
  retractionBatchAnswerSchema,
  retractionBatchSchema,
  retractionInputSchema,
} from '../../domain/retractions.ts';
import type { Platform } from '../../platform/platform.ts';
import { markRouteSeen, readRoutesSeen } from '../../records/plans/routes-seen.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { readOwnRoute } from './own-route.ts';
import { fieldProblem } from './problems.ts';
import { reportEvents } from './report-events.ts';
import { retract } from './retract.ts';

export function fieldRoutes(platform: Platform): Route[] {
  const { bus, logger } = platform;
  const { prisma } = platform.database;
  return [
    route({
      method: 'post',
      path: '/api/field-events',
      permission: 'field.report',
      tag: 'field',
      summary: 'What was done in the field; accepted means committed, the same event twice changes nothing',
      body: fieldEventBatchSchema,
      answer: fieldEventAnswerSchema,
      problems: { 409: 'An id or a ticket’s number is used for something else; `eventIds` names the events' },
      handler: async ({ body, user, language }) =>
        await reportEvents(platform, await requireActiveTown(prisma), user, body.events, language),
    }),
    route({
      method: 'post',
      path: '/api/retractions',
      permission: 'field.report',
      tag: 'field',
      summary: 'Takes a report back that was made a moment ago; it stays, marked, and counts no more',
      body: retractionInputSchema,
      answer: retractionAnswerSchema,
      problems: { 409: 'The id is used for something else' },
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        await retract(platform, town, user, [body], language, () => 'body.doneAt');
        return { id: body.id, fieldEventId: body.fieldEventId };
      },
    }),
    route({
      method: 'post',
      path: '/api/retraction-batches',
      permission: 'field.report',
      tag: 'field',
      summary: 'Takes several reports back as one step, all of them or none',
      body: retractionBatchSchema,
      answer: retractionBatchAnswerSchema,
      problems: { 409: 'An id is used for something else' },
      handler: async ({ body: { retractions }, user, language }) => {
        const town = await requireActiveTown(prisma);
        const pathOf = (index: number): string => `body.retractions.${index}.doneAt`;
        await retract(platform, town, user, retractions, language, pathOf);
        return { items: retractions.map(({ id, fieldEventId }) => ({ id, fieldEventId })) };
      },
    }),
    route({
      method: 'get',
      path: '/api/own-route',
      permission: 'own-route.read',
      tag: 'field',
      summary: 'The published route of the driver who asks; of today unless told, or of yesterday while that goes on',
      query: z.object({ date: daySchema.optional() }),
      answer: ownRouteViewSchema,
      handler: async ({ query, user }) => {
        const area = await requireActiveTown(prisma);
        return await readOwnRoute(prisma, area, user, query.date, new Date());
      },
    }),
    route({
      method: 'post',
      path: '/api/own-route/seen',
      permission: 'own-route.read',
      tag: 'field',
      summary: 'The driver has seen a published route of theirs; the first time counts',
      body: routeSeenSchema,
      answer: z.object({}),
      handler: async ({ body, user }) => {
        const { id } = await requireActiveTown(prisma);
        const seen = await markRouteSeen(prisma, id, user, body.routeId, new Date());
        if (!seen) throw fieldProblem('not-your-route');
        if (seen.isNews) {
          bus
            .publish('routesSeen', { day: seen.day })
            .catch((error: unknown) => logger.warn({ err: error }, 'route seen not announced'));
        }
        return {};
      },
    }),
    route({
      method: 'get',
      path: '/api/day/:date/seen',
      permission: 'fleet.watch',
      tag: 'field',
      summary: 'Which routes of the published plan their drivers have seen on the phone, and when',
      params: z.object({ date: daySchema }),
      answer: routesSeenSchema,
      handler: async ({ params }) => ({
        items: await readRoutesSeen(prisma, (await requireActiveTown(prisma)).id, params.date),
      }),
    }),
  ];
}
