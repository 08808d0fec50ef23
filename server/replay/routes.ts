import { z } from 'zod';
import { daySchema } from '../../domain/day.ts';
import { dayReplaySchema } from '../../domain/replay/replay.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTracks } from '../../records/replay/read-tracks.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { spanOfDay } from '../../records/plans/span-of-day.ts';

/** A day looked at again as it went. */
export function replayRoutes({ database }: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/day/:date/replay',
      permission: 'fleet.watch',
      tag: 'tracking',
      summary: 'Where the trucks were on a day, thinned to what a map shows; to be played beside what was reported',
      params: z.object({ date: daySchema }),
      answer: dayReplaySchema,
      handler: async ({ params: { date: day } }) => {
        const town = await requireActiveTown(database.prisma);
        const span = await spanOfDay(database.prisma, town, day);
        const tracks = await readTracks(database, town.id, span);
        return { day, from: span.from.toISOString(), to: span.to.toISOString(), tracks };
      },
    }),
  ];
}
