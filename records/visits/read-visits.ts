import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { decidingPieces, foldVisit } from '../../domain/visits/fold-visit.ts';
import { type VisitList, type VisitView, visitViewSchema } from '../../domain/visits/visits.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { readWeighed } from './read-weighed.ts';
import { expectedKgOf, reportsOf, visitInclude, type VisitRow } from './visit-row.ts';

/** Which visits are asked for; without a day, the latest of a point. */
export interface VisitFilter {
  readonly id?: string | undefined;
  readonly day?: Day | undefined;
  /** A unit's id or its code. */
  readonly unit?: string | undefined;
  readonly point?: string | undefined;
}

const MOST_OF_POINT = 60;

/**
 * Visits the viewer may see, as the field has left them: those of a day by point, those of a point the latest day first.
 *
 * @param today in the town's time zone: what was planned for earlier days is over
 */
export async function readVisits(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  filter: VisitFilter,
  today: Day,
): Promise<VisitList> {
  const rows = await findVisits(prisma, townId, viewer, filter);
  const items = await visitViews(prisma, townId, rows, today);
  const days = [...new Set(items.map(({ day }) => day))].filter((day) => day < today).sort();
  const reported = await prisma.fieldEvent.groupBy({
    by: ['day'],
    where: { townId, day: { in: days.map(dayToDate) }, retractedAt: null },
  });
  const isReported = new Set(reported.flatMap(({ day }) => (day ? [dateToDay(day)] : [])));
  return { items, notReportedDays: days.filter((day) => !isReported.has(day)) };
}

/** The visits themselves, with what was planned and reported. */
export async function findVisits(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { id, day, unit, point }: VisitFilter,
): Promise<VisitRow[]> {
  const isId = unit !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(unit);
  return await prisma.visit.findMany({
    where: {
      AND: [
        { townId, ...(id && { id }), ...(day && { day: dayToDate(day) }), ...(point && { pointId: point }) },
        unit ? { point: isId ? { unitId: unit } : { unit: { code: unit } } } : {},
        whereOf(viewer, 'visits.read'),
      ],
    },
    include: visitInclude,
    orderBy: day ? [{ point: { code: 'asc' } }, { stream: 'asc' }] : [{ day: 'desc' }, { stream: 'asc' }],
    ...(!day && { take: MOST_OF_POINT }),
  });
}

/** Visits as they are now, folded from their reports and the tickets of the trips that took them. */
export async function visitViews(
  prisma: PrismaClient,
  townId: string,
  rows: readonly VisitRow[],
  today: Day,
): Promise<VisitView[]> {
  const weighedKg = await readWeighed(prisma, townId, rows);
  return rows.map((row) => {
    const reports = reportsOf(row);
    const folded = foldVisit({
      reports,
      planned: row.stops.length > 0 ? 'route' : row.unserved.length > 0 ? 'unassigned' : 'no',
      // A night's work goes on after midnight.
      isOver: dateToDay(row.day) < addDays(today, -1) || (dateToDay(row.day) < today && isDriven(row)),
      expectedKg: expectedKgOf(row),
      weighedKg,
    });
    const last = row.fieldEvents.findLast(({ id }) => decidingPieces(reports).some(({ report }) => report.id === id));
    return visitViewSchema.parse({
      ...{ id: row.id, pointId: row.pointId, stream: row.stream, day: dateToDay(row.day), ...folded },
      ...{ pointCode: row.point.code, pointName: row.point.name },
      expectedKg: expectedKgOf(row),
      doneAt: last?.doneAt.toISOString() ?? null,
      truckCode: last?.truck.code ?? row.stops[0]?.route.truck.code ?? null,
    });
  });
}

/** Whether the time the plan came to it is past on the day itself: only a shift over midnight goes on after it. */
function isDriven({ day, stops }: VisitRow): boolean {
  const midnightAfter = dayToDate(addDays(dateToDay(day), 1));
  return stops.every(({ arrivesAt }) => arrivesAt < midnightAfter);
}
