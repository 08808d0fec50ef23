import { remediesSchema } from '../../domain/remedies/remedies.ts';
import type { Platform } from '../../platform/platform.ts';
import { readRemedies, requestStudy } from '../../records/remedies/study-rows.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';

export function remedyRoutes({ database }: Pick<Platform, 'database'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/remedies',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'What would close the gap of each unit and stream that is behind, over the last four weeks, and what it costs',
      answer: remediesSchema,
      handler: async ({ user }) => {
        const town = await requireActiveTown(database.prisma);
        return await readRemedies(database.prisma, town.id, user);
      },
    }),
    route({
      method: 'post',
      path: '/api/remedies',
      permission: 'ledger.study',
      tag: 'ledger',
      summary: 'Has it reckoned anew by a worker; where that is under way already nothing changes',
      status: 202,
      answer: remediesSchema,
      handler: async ({ user }) => {
        const town = await requireActiveTown(database.prisma);
        await requestStudy(database, town.id, user.id);
        return await readRemedies(database.prisma, town.id, user);
      },
    }),
  ];
}
