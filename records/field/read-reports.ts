import { type Day, dayToDate } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { fieldEventView } from './field-event-view.ts';

const inOrder = [{ doneAt: 'asc' as const }, { id: 'asc' as const }];

/** The reports of a day that hold, as they were done; those that name no day are of it where they were done in its span. */
export async function reportsOfDay(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<FieldEventView[]> {
  const rows = await prisma.fieldEvent.findMany({
    where: {
      townId,
      retractedAt: null,
      OR: [{ day: dayToDate(day) }, { day: null, doneAt: { gte: from, lt: to } }],
    },
    orderBy: inOrder,
  });
  return rows.map(fieldEventView);
}

/** A route as far as it decides which reports are of it. */
interface ReportedRoute {
  readonly day: Day;
  readonly shiftId: string;
  readonly truckId: string;
  readonly visitIds: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * The reports of a driver's route that hold, as they were done. They may have been made on any revision of the day: what was done is
 * not undone by publishing another, and who does it may have changed.
 */
export async function reportsOfRoute(prisma: PrismaClient, route: ReportedRoute): Promise<FieldEventView[]> {
  const rows = await prisma.fieldEvent.findMany({
    where: {
      // What the track shows is for the office: the driver goes on until the driver has said so.
      source: { not: 'track' },
      retractedAt: null,
      OR: [
        { shiftId: route.shiftId, day: dayToDate(route.day) },
        { visitId: { in: [...route.visitIds] } },
        { day: null, truckId: route.truckId, doneAt: { gte: route.startsAt, lte: route.endsAt } },
      ],
    },
    orderBy: inOrder,
  });
  return rows.map(fieldEventView);
}
