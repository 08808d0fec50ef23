import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import type { RoutesSeen } from '../../domain/routes-seen.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

/**
 * Notes that a driver has seen a route of theirs; again changes nothing.
 *
 * @returns the day it is of and whether that is news; `null` where it is no published route of theirs
 */
export async function markRouteSeen(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer & { readonly id: string },
  routeId: string,
  at: Date,
): Promise<{ readonly day: Day; readonly isNews: boolean } | null> {
  const own: Prisma.RouteWhereInput = { id: routeId, revision: { publishedOn: { townId } } };
  const route = await prisma.route.findFirst({
    where: { AND: [own, whereOf(viewer, 'own-route.read')] },
    select: { revision: { select: { plan: { select: { day: true } } } } },
  });
  if (!route) return null;
  const data = [{ routeId, seenBy: viewer.id, seenAt: at }];
  const { count } = await prisma.routeSeen.createMany({ data, skipDuplicates: true });
  return { day: dateToDay(route.revision.plan.day), isNews: count > 0 };
}

/** Which routes of a day's published plan their drivers have seen. */
export async function readRoutesSeen(prisma: PrismaClient, townId: string, day: Day): Promise<RoutesSeen['items']> {
  const routes = await prisma.route.findMany({
    where: { revision: { publishedOn: { townId, day: dayToDate(day) } } },
    select: { id: true, truckId: true, seen: { select: { seenAt: true } } },
    orderBy: { id: 'asc' },
  });
  return routes.map(({ id, truckId, seen }) => ({
    ...{ routeId: id, truckId, seenAt: seen?.seenAt.toISOString() ?? null },
  }));
}
