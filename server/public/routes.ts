import { z } from 'zod';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import { daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { streetsFoundSchema } from '../../domain/streets.ts';
import type { Platform } from '../../platform/platform.ts';
import { findStreets } from '../../records/streets/find-streets.ts';
import { requireActiveTown } from '../active-town.ts';
import { spendTry } from '../http/spend-try.ts';
import { type Route, route } from '../http/route.ts';
import { openArrivalsCache } from './arrivals-cache.ts';
import { readArrivals } from '../../records/visits/read-arrivals.ts';

/**
 * From one address in a minute. A carrier has thousands of phones behind one, and every open page asks once a minute: what
 * is kept in memory may be read by all of them, what the database has to be asked for is counted more narrowly.
 */
const READS = 12_000;
const MISSES = 120;
const SEARCHES = 2_400;

/** @param clock in milliseconds, which nobody sets; for tests */
export function publicRoutes({ database: { prisma }, rateLimits }: Platform, clock?: () => number): Route[] {
  const reads = rateLimits.open('arrivals-read', READS, 60);
  const misses = rateLimits.open('arrivals', MISSES, 60);
  const searches = rateLimits.open('streets', SEARCHES, 60);
  const cache = openArrivalsCache(clock);
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
        const address = request.ip ?? '';
        await spendTry(reads, address);
        const area = await requireActiveTown(prisma);
        const day = query.date ?? dayOf(new Date(), area.timeZone);
        response.setHeader('Cache-Control', 'public, max-age=30');
        const key = `${area.id} ${day}`;
        const kept = cache.find(key);
        if (kept) return await kept;
        await spendTry(misses, address);
        return await (cache.find(key) ?? cache.read(key, () => readArrivals(prisma, area, day)));
      },
    }),
    route({
      method: 'get',
      path: '/api/public/streets',
      permission: 'public',
      tag: 'public',
      summary: 'Streets of the town’s map by name, with or without accents, and where they run',
      query: z.object({ q: z.string().max(100) }),
      answer: streetsFoundSchema,
      handler: async ({ query, request, response }) => {
        await spendTry(searches, request.ip ?? '');
        const area = await requireActiveTown(prisma);
        response.setHeader('Cache-Control', 'public, max-age=300');
        return await findStreets(prisma, area, dayOf(new Date(), area.timeZone), query.q);
      },
    }),
  ];
}
