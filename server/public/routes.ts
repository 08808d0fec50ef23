import { z } from 'zod';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import { dayOf, daySchema } from '../../domain/day.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import { spendTry } from '../http/spend-try.ts';
import { type Route, route } from '../http/route.ts';
import { readArrivals } from './read-arrivals.ts';

/** From one address in a minute. A household asks once; a school behind one address some dozen times. */
const ASKS = 120;

export function publicRoutes({ database: { prisma }, rateLimits }: Platform): Route[] {
  const asks = rateLimits.open('arrivals', ASKS, 60);
  return [
    route({
      method: 'get',
      path: '/api/public/arrivals',
      permission: 'public',
      tag: 'public',
      summary: 'When the truck comes: the published stops of a day, of today unless told; nothing of trucks or people',
      query: z.object({ date: daySchema.optional() }),
      answer: arrivalsViewSchema,
      handler: async ({ query, request, response }) => {
        await spendTry(asks, request.ip ?? '');
        const area = await requireActiveTown(prisma);
        response.setHeader('Cache-Control', 'public, max-age=30');
        return await readArrivals(prisma, area, query.date ?? dayOf(new Date(), area.timeZone));
      },
    }),
  ];
}
