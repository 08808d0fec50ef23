import { dateToDay, type Day, dayOf } from '../../domain/day.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readPointBriefings } from '../../records/points/point-briefings.ts';
import { routeInclude, routeViewer } from '../../records/plans/route-view.ts';
import { readRevisionBooks } from '../../records/plans/revision-books.ts';
import { readDriverSettings } from '../../records/truck-checks/driver-settings.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { fieldEventView } from './field-event-view.ts';
import { findPresentRoute } from '../../records/plans/present-route.ts';
import { fieldProblem } from './problems.ts';

/**
 * The published route that is this driver's own, see {@link findPresentRoute}.
 *
 * @param asked the day; without it that is today, or yesterday while its route goes on after midnight
 *
 * @throws Problem `no-own-route`
 */
export async function readOwnRoute(
  prisma: PrismaClient,
  area: ActiveTown,
  viewer: Viewer,
  asked: Day | undefined,
  now: Date,
): Promise<OwnRouteView> {
  const id = await findPresentRoute(prisma, area, viewer, asked, now);
  const route =
    id &&
    (await prisma.route.findUnique({
      where: { id },
      include: {
        ...routeInclude,
        revision: { select: { planId: true, snapshotId: true, plan: { select: { day: true } } } },
      },
    }));
  if (!route) throw fieldProblem('no-own-route', { day: asked ?? dayOf(now, area.timeZone) });
  const day = dateToDay(route.revision.plan.day);
  // Made on any revision of the day: what was done is not undone by publishing another, and who does it may have changed.
  const events = await prisma.fieldEvent.findMany({
    where: {
      // What the track shows is for the office: the driver goes on until the driver has said so.
      source: { not: 'track' },
      retractedAt: null,
      OR: [
        { shiftId: route.shiftId, day: route.revision.plan.day },
        { visitId: { in: route.stops.flatMap(({ visitId }) => visitId ?? []) } },
        { day: null, truckId: route.truckId, doneAt: { gte: route.startsAt, lte: route.endsAt } },
      ],
    },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  });
  const pointIds = route.stops.flatMap(({ pointId }) => pointId ?? []);
  const books = await readRevisionBooks(prisma, { townId: area.id, snapshotId: route.revision.snapshotId });
  return {
    ...routeViewer(books, day, area.timeZone)(route),
    planId: route.revision.planId,
    day,
    events: events.map(fieldEventView),
    pointNotes: await readPointBriefings(prisma, area.id, pointIds, day),
    ...(await readDriverSettings(prisma, area.id)),
  };
}
