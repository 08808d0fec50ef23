import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { visibleRoute } from './visible-route.ts';

/**
 * The stops of a route that a truck drives to, in their order, each with the way to it as it was kept. Who may not read plans sees
 * a published route of their own only.
 *
 * @returns `null` where the viewer may see no such route
 */
export async function readRouteLegs(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  asked: { readonly planId: string; readonly routeId: string },
) {
  const route = await prisma.route.findFirst({
    where: visibleRoute(viewer, townId, asked),
    select: {
      stops: {
        where: { leg: { isNot: null } },
        orderBy: { sequence: 'asc' },
        include: {
          leg: true,
          point: { select: { code: true, name: true } },
          facility: { select: { code: true, name: true } },
        },
      },
    },
  });
  return route?.stops ?? null;
}
