import { may } from '../../domain/policy/may.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { readTown, townSchema } from './town.ts';

export function townRoutes({ database: { prisma } }: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/town',
      permission: 'town.read',
      tag: 'town',
      // Express makes the ETag of the answer itself and says 304 when the asker has it.
      summary: 'Units, cooperatives, facilities, points and trucks of the active area; with an ETag',
      answer: townSchema,
      handler: async ({ user }) => {
        const area = await requireActiveTown(prisma);
        return await readTown(prisma, area, may(user, 'field.report'));
      },
    }),
  ];
}
