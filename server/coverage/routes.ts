import { z } from 'zod';
import { storedIntInText } from '../../domain/columns.ts';
import { coverageViewSchema, DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { dayOf, daySchema } from '../../domain/day.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCoverageVersion } from '../../records/coverage/version.ts';
import { requireActiveTown } from '../active-town.ts';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { type Route, route } from '../http/route.ts';
import { readCoverage } from '../../records/coverage/read-coverage.ts';

export function coverageRoutes(platform: Platform, kept: KeptAnswers): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/coverage',
      permission: 'coverage.read',
      tag: 'coverage',
      summary: 'People within reach of a working and served point, per unit and for the town; of today unless told',
      query: z.object({
        date: daySchema.optional(),
        metres: storedIntInText(50, 5000).default(DEFAULT_REACH_METRES),
      }),
      answer: coverageViewSchema,
      handler: async ({ query }) => {
        const area = await requireActiveTown(platform.database.prisma);
        const now = new Date();
        const today = dayOf(now, area.timeZone);
        const day = query.date ?? today;
        return await kept.answer(
          // What is over by today counts in another way than what is not.
          `coverage ${area.id} ${day} ${query.metres} ${today}`,
          () => readCoverageVersion(platform.database, area, day),
          () => readCoverage(platform, area, day, query.metres, now),
        );
      },
    }),
  ];
}
