import { type Day, dayToDate } from '../../domain/day.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveArea } from '../active-area.ts';
import { routeInclude, routeView } from '../plans/route-view.ts';
import { fieldEventView } from './field-event-view.ts';
import { fieldProblem } from './problems.ts';

/**
 * The published route of the day that a crew of this driver drives; of several the one that is not over yet.
 *
 * @throws Problem `no-own-route`
 */
export async function readOwnRoute(
  prisma: PrismaClient,
  area: ActiveArea,
  driverUserId: string,
  day: Day,
  now: Date,
): Promise<OwnRouteView> {
  const routes = await prisma.route.findMany({
    where: {
      shift: { crew: { driverUserId } },
      revision: { publishedOn: { areaId: area.id, day: dayToDate(day) } },
    },
    include: { ...routeInclude, revision: { select: { planId: true } } },
    orderBy: { startsAt: 'asc' },
  });
  const route = routes.find(({ endsAt }) => endsAt >= now) ?? routes.at(-1);
  if (!route) throw fieldProblem('no-own-route', { day });
  const events = await prisma.fieldEvent.findMany({
    where: {
      truckId: route.truckId,
      OR: [{ stop: { routeId: route.id } }, { stopId: null, doneAt: { gte: route.startsAt, lte: route.endsAt } }],
    },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  });
  return {
    ...routeView(route, day, area.timeZone),
    planId: route.revision.planId,
    day,
    events: events.map(fieldEventView),
  };
}
