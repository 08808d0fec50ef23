import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { storedIntInText } from '../../domain/columns.ts';
import { keepUsualSchema, usualRoutesSchema } from '../../domain/usual-routes/usual-routes.ts';
import type { Platform } from '../../platform/platform.ts';
import { forgetUsualRoute, keepUsualRoute, readUsualRoutes } from '../../records/usual-routes/usual-routes.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { usualRouteProblem } from './problems.ts';

/** What shifts usually do on a weekday, which plans of such days keep to. */
export function usualRouteRoutes({ database: { prisma } }: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/usual-routes',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'What shifts usually do, on one weekday (1 = Monday) or all: routes that plans of such days keep to',
      query: z.object({ weekday: storedIntInText(1, 7).optional() }),
      answer: usualRoutesSchema,
      handler: async ({ query }) => ({
        items: await readUsualRoutes(prisma, (await requireActiveTown(prisma)).id, query.weekday),
      }),
    }),
    route({
      method: 'post',
      path: '/api/usual-routes',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Keeps a route of a plan as what its shift usually does on that weekday',
      body: keepUsualSchema,
      answer: usualRoutesSchema,
      handler: async ({ body, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const isKept = await keepUsualRoute(prisma, { townId, by: user.id }, body.routeId);
        if (!isKept) throw usualRouteProblem('no-such-usual-route');
        return { items: await readUsualRoutes(prisma, townId) };
      },
    }),
    route({
      method: 'delete',
      path: '/api/usual-routes/:id',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Forgets what a shift usually does on a weekday',
      params: z.object({ id: idSchema }),
      answer: usualRoutesSchema,
      handler: async ({ params: { id }, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        if (!(await forgetUsualRoute(prisma, { townId, by: user.id }, id))) {
          throw usualRouteProblem('no-such-usual-route');
        }
        return { items: await readUsualRoutes(prisma, townId) };
      },
    }),
  ];
}
