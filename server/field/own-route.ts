import { addDays, dateToDay, type Day, dayOf, dayToDate } from '../../domain/day.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveArea } from '../active-area.ts';
import { routeInclude, routeView } from '../plans/route-view.ts';
import { fieldEventView } from './field-event-view.ts';
import { fieldProblem } from './problems.ts';

/**
 * The published route of the day that a crew of this driver drives; of several the one that is not over yet.
 *
 * @param asked the day; without it that is today, or yesterday while its route goes on after midnight
 *
 * @throws Problem `no-own-route`
 */
export async function readOwnRoute(
  prisma: PrismaClient,
  area: ActiveArea,
  driverUserId: string,
  asked: Day | undefined,
  now: Date,
): Promise<OwnRouteView> {
  const today = asked ?? dayOf(now, area.timeZone);
  const days = asked ? [asked] : [addDays(today, -1), today];
  const routes = await prisma.route.findMany({
    where: {
      shift: { crew: { driverUserId } },
      revision: { publishedOn: { areaId: area.id, day: { in: days.map(dayToDate) } } },
    },
    include: { ...routeInclude, revision: { select: { planId: true, plan: { select: { day: true } } } } },
    orderBy: { startsAt: 'asc' },
  });
  const route =
    routes.find(({ endsAt }) => endsAt >= now) ??
    routes.findLast(({ revision }) => dateToDay(revision.plan.day) === today);
  if (!route) throw fieldProblem('no-own-route', { day: today });
  const day = dateToDay(route.revision.plan.day);
  const ofTheDay = { route: { revision: { planId: route.revision.planId } } };
  const events = await prisma.fieldEvent.findMany({
    where: {
      OR: [
        // Of any revision of the day: what was done is not undone by publishing another, and who did it may have changed.
        { stop: ofTheDay, truckId: route.truckId },
        { stop: ofTheDay, pointId: { in: route.stops.flatMap(({ pointId }) => pointId ?? []) } },
        { stopId: null, truckId: route.truckId, doneAt: { gte: route.startsAt, lte: route.endsAt } },
      ],
    },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  });
  return {
    ...routeView(route, day, area.timeZone),
    planId: route.revision.planId,
    day,
    events: events.map((event) => fieldEventView(event, day)),
  };
}
