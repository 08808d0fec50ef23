import type { Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { findPresentRoute } from '../../records/plans/present-route.ts';
import { readRouteToDrive } from '../../records/plans/read-route-to-drive.ts';
import { readPointBriefings } from '../../records/points/point-briefings.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { readDriverSettings } from '../../records/truck-checks/driver-settings.ts';
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
  const found = id === null ? null : await readRouteToDrive(prisma, area, id);
  if (!found) throw fieldProblem('no-own-route', { day: asked ?? dayOf(now, area.timeZone) });
  const { planId, day, route, events } = found;
  const pointIds = route.stops.flatMap(({ pointId }) => pointId ?? []);
  return {
    ...route,
    planId,
    day,
    events,
    pointNotes: await readPointBriefings(prisma, area.id, pointIds, day),
    ...(await readDriverSettings(prisma, area.id)),
  };
}
