import { z } from 'zod';
import { storedIntInText } from '../../domain/columns.ts';
import { coverageViewSchema, DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { type Day, daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCoverageVersion } from '../../records/coverage/version.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { requireActiveTown } from '../active-town.ts';
import type { KeptAnswers, ReadyAnswer } from '../http/kept-answers.ts';
import { type Route, route } from '../http/route.ts';
import { readCoverage } from '../../records/coverage/read-coverage.ts';

/** Who is within reach on a day, today unless told. */
export async function answerCoverage(
  platform: Platform,
  kept: KeptAnswers,
  town: ActiveTown,
  asked: { readonly date?: Day; readonly metres: number },
): Promise<ReadyAnswer> {
  const now = new Date();
  const today = dayOf(now, town.timeZone);
  const day = asked.date ?? today;
  return await kept.answer(
    // What is over by today counts in another way than what is not.
    `coverage ${town.id} ${day} ${asked.metres} ${today}`,
    () => readCoverageVersion(platform.database, town, day),
    () => readCoverage(platform, town, day, asked.metres, now),
  );
}

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
      handler: async ({ query }) =>
        await answerCoverage(platform, kept, await requireActiveTown(platform.database.prisma), query),
    }),
  ];
}
