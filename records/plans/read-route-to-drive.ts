import { type Day, dateToDay } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { RouteView } from '../../domain/plans.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { reportsOfRoute } from '../field/read-reports.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { readRevisionBooks } from './revision-books.ts';
import { routeInclude, routeViewer } from './route-view.ts';
import { readShiftEnds } from './shift-ends.ts';

/** A route as its driver looks at it. */
export interface RouteToDrive {
  readonly planId: string;
  readonly day: Day;
  readonly route: RouteView;
  /** What was reported of it and holds. */
  readonly events: FieldEventView[];
}

/** A route by its id, with what was reported of it; `null` for none. */
export async function readRouteToDrive(
  prisma: PrismaClient,
  town: ActiveTown,
  id: string,
): Promise<RouteToDrive | null> {
  const row = await prisma.route.findUnique({
    where: { id },
    include: {
      ...routeInclude,
      revision: { select: { id: true, planId: true, snapshotId: true, plan: { select: { day: true } } } },
    },
  });
  if (!row) return null;
  const { id: revisionId, planId, snapshotId, plan } = row.revision;
  const day = dateToDay(plan.day);
  const visitIds = row.stops.flatMap(({ visitId }) => visitId ?? []);
  const events = await reportsOfRoute(prisma, { ...row, day, visitIds });
  const shiftEndOf = await readShiftEnds(prisma, revisionId);
  const books = await readRevisionBooks(prisma, { townId: town.id, snapshotId });
  return { planId, day, events, route: routeViewer(books, shiftEndOf, day, town.timeZone)(row) };
}
