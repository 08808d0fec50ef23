import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { areDaysInOrder, DAYS_OUT_OF_ORDER, daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import {
  tallyInputSchema,
  tallyListSchema,
  tallyViewSchema,
  tallyWithdrawnSchema,
} from '../../domain/tallies/tallies.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTallies, withdrawTally, writeTally } from '../../records/tallies/tallies.ts';
import { requireActiveTown } from '../active-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import { type Route, route } from '../http/route.ts';
import { tallyProblem } from './problems.ts';

const NOT_YET = { vi: 'ngày này chưa đến', en: 'this day has not come yet' } as const;

export function tallyRoutes({ config, database: { prisma } }: Platform): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/tallies',
      permission: 'tallies.edit',
      tag: 'tallies',
      summary: 'What a handcart team brought to a gathering point in a day; the same again changes nothing',
      body: tallyInputSchema,
      answer: tallyViewSchema,
      problems: { 409: 'The id is of another tally' },
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        if (body.day > dayOf(latestInstantOf(config, town), town.timeZone)) {
          throw tallyProblem('tally-not-yet', {}, { errors: [{ path: 'body.day', message: NOT_YET[language] }] });
        }
        const tally = await writeTally(prisma, town.id, user, body);
        if (tally === 'no-point') throw tallyProblem('no-such-point');
        if (tally === 'differs') throw tallyProblem('tally-differs');
        return tally;
      },
    }),
    route({
      method: 'post',
      path: '/api/tallies/:id/withdraw',
      permission: 'tallies.edit',
      tag: 'tallies',
      summary: 'Takes back a tally that one has told of: it counts no more, the one before it does again',
      params: z.object({ id: idSchema }),
      body: z.strictObject({}),
      answer: tallyWithdrawnSchema,
      handler: async ({ params: { id }, user }) => {
        const town = await requireActiveTown(prisma);
        if (!(await withdrawTally(prisma, town.id, user, id))) throw tallyProblem('no-such-tally');
        return { id };
      },
    }),
    route({
      method: 'get',
      path: '/api/tallies',
      permission: 'tallies.read',
      tag: 'tallies',
      summary: 'Tallies that count: of each team, point, stream and day the one done last',
      query: z
        .object({ from: daySchema.optional(), to: daySchema.optional(), point: idSchema.optional() })
        .refine(areDaysInOrder, DAYS_OUT_OF_ORDER),
      answer: tallyListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        return { items: await readTallies(prisma, town.id, user, query) };
      },
    }),
  ];
}
