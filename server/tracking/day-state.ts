import type { Day } from '../../domain/day.ts';
import { lastReports } from '../../domain/last-reports.ts';
import type { DayState } from '../../domain/tracking.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { reportsOfDay } from '../../records/field/read-reports.ts';
import { findPublished } from '../../records/plans/read-plans.ts';
import { spanOfDay } from '../../records/plans/span-of-day.ts';
import { lastPlaces } from '../../records/positions/last-places.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';

/** The day as the field has left it: what a page reads after a dropped connection. */
export async function readDayState(prisma: PrismaClient, area: ActiveTown, day: Day): Promise<DayState> {
  const plan = await findPublished(prisma, area.id, day);
  const span = await spanOfDay(prisma, area, day);
  const [positions, events] = await Promise.all([
    lastPlaces(prisma, area.id, day, span),
    reportsOfDay(prisma, area.id, day, span),
  ]);
  return {
    day,
    planId: plan?.planId ?? null,
    publishedRevisionNumber: plan?.number ?? null,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    positions,
    // However often the same is reported again, the answer stays as large as what there is to report of.
    events: lastReports(events),
  };
}
