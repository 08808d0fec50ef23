import { dayOf } from '../../domain/day-of.ts';
import { qualityViewSchema } from '../../domain/ledger/quality-view.ts';
import { openSpanSchema, spanAsked } from '../../domain/ledger/span.ts';
import type { Platform } from '../../platform/platform.ts';
import { readQuality } from '../../records/ledger/read-quality.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';

/** A quarter, so that months can be told from each other. */
const QUALITY_DAYS = 91;

export function qualityRoutes({ database }: Pick<Platform, 'database'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/ledger/quality',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'What of the figures is not reported, not weighed, implausible or of nobody: counts, and lists to work off',
      query: openSpanSchema,
      answer: qualityViewSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(database.prisma);
        const today = dayOf(new Date(), town.timeZone);
        return await readQuality(database, town.id, user, spanAsked(query, today, QUALITY_DAYS));
      },
    }),
  ];
}
