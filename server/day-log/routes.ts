import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { storedIntInText } from '../../domain/columns.ts';
import { dayLogSchema, logGroupSchema, logKindSchema } from '../../domain/day-log/day-log.ts';
import { daySchema } from '../../domain/day.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDayLog } from '../../records/day-log/read-day-log.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { spanOfDay } from '../../records/plans/span-of-day.ts';

/** What happened on a day, who did it and when. */
export function dayLogRoutes({ database: { prisma } }: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/day/:date/log',
      permission: 'fleet.watch',
      tag: 'tracking',
      summary:
        'What happened on a day, the newest first: plans, reports, tickets, alerts and closures, with who and when',
      params: z.object({ date: daySchema }),
      query: z.object({
        truck: idSchema.optional(),
        point: idSchema.optional(),
        /** An account's id, or a name. */
        person: z.string().min(1).max(200).optional(),
        kind: z.union([logGroupSchema, logKindSchema]).optional(),
        limit: storedIntInText(1, 1000).default(300),
        cursor: z.string().max(200).optional(),
      }),
      answer: dayLogSchema,
      handler: async ({ params: { date }, query: { limit, cursor, ...filter } }) => {
        const town = await requireActiveTown(prisma);
        const span = await spanOfDay(prisma, town, date);
        return await readDayLog(prisma, { townId: town.id, day: date, ...span }, filter, { limit, cursor });
      },
    }),
  ];
}
