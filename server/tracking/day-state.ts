import { type Day, dayToDate } from '../../domain/day.ts';
import { lastReports } from '../../domain/last-reports.ts';
import { type DayState, truckPositionSchema } from '../../domain/tracking.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { spanOfDay } from '../../records/plans/span-of-day.ts';
import { fieldEventView } from '../field/field-event-view.ts';

interface PositionRow {
  truckId: string;
  lon: number;
  lat: number;
  speed: number | null;
  course: number | null;
  fixTime: Date;
}

/** The day as the field has left it: what a page reads after a dropped connection. */
export async function readDayState(prisma: PrismaClient, area: ActiveTown, day: Day): Promise<DayState> {
  const plan = await prisma.plan.findUnique({
    where: { townId_day: { townId: area.id, day: dayToDate(day) } },
    select: { id: true, publishedRevision: { select: { number: true } } },
  });
  const { from, to } = await spanOfDay(prisma, area, day);
  const [positions, events] = await Promise.all([
    prisma.$queryRaw<PositionRow[]>(Prisma.sql`
      SELECT truck."id" AS "truckId", latest.*
      FROM "Truck" truck CROSS JOIN LATERAL (
        SELECT "lon", "lat", "speed", "course", "fixTime" FROM "Position"
        WHERE "truckId" = truck."id" AND "fixTime" >= ${from} AND "fixTime" < ${to}
        ORDER BY "fixTime" DESC LIMIT 1
      ) latest
      WHERE truck."townId" = ${area.id}::uuid
      ORDER BY truck."number"`),
    prisma.fieldEvent.findMany({
      where: {
        townId: area.id,
        retractedAt: null,
        OR: [{ day: dayToDate(day) }, { day: null, doneAt: { gte: from, lt: to } }],
      },
      orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return {
    day,
    planId: plan?.id ?? null,
    publishedRevisionNumber: plan?.publishedRevision?.number ?? null,
    from: from.toISOString(),
    to: to.toISOString(),
    positions: positions.map(({ truckId, lon, lat, speed, course, fixTime }) =>
      truckPositionSchema.parse({ truckId, position: [lon, lat], speed, course, fixTime: fixTime.toISOString() }),
    ),
    // However often the same is reported again, the answer stays as large as what there is to report of.
    events: lastReports(events.map(fieldEventView)),
  };
}
