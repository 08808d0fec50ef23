import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { LATE_HOURS } from '../../domain/late-hours.ts';
import { shiftIsOverAt } from '../../domain/shifts.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import type { ActiveTown } from '../towns/active-town.ts';

const LATE_MILLISECONDS = LATE_HOURS * 3600_000;

/**
 * Which of the driver's published routes of a day is the present one: the first that is not over; where all are, the last.
 *
 * A route that was begun is over when the end of its shift was reported, or hours after it should have ended where nobody
 * reports that; one that was not begun with its shift.
 *
 * @param asked the day; without it that is today, and yesterday as long as one can be late from it
 * @returns the route's id, or `null` where there is none
 */
export async function findPresentRoute(
  prisma: PrismaClient,
  area: ActiveTown,
  viewer: Viewer,
  asked: Day | undefined,
  now: Date,
): Promise<string | null> {
  const today = asked ?? dayOf(now, area.timeZone);
  const days = asked ? [asked] : [addDays(today, -1), today];
  const rows = await prisma.route.findMany({
    where: {
      AND: [
        whereOf(viewer, 'own-route.read'),
        { revision: { publishedOn: { townId: area.id, day: { in: days.map(dayToDate) } } } },
      ],
    },
    select: {
      id: true,
      truckId: true,
      shiftId: true,
      endsAt: true,
      shift: { select: { endSecond: true, maxOvertimeSeconds: true } },
      revision: { select: { plan: { select: { day: true } } } },
    },
    orderBy: { startsAt: 'asc' },
  });
  const routes = await Promise.all(
    rows.map(async ({ id, truckId, shiftId, endsAt, shift, revision }) => {
      // Of any revision of the day: what was done is not undone by publishing another.
      const last = await prisma.fieldEvent.findFirst({
        where: { truckId, shiftId, day: revision.plan.day, source: { not: 'track' }, retractedAt: null },
        orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
        select: { kind: true },
      });
      const day = dateToDay(revision.plan.day);
      const shiftEndsAt = shiftIsOverAt(day, shift, area.timeZone);
      const end = Math.max(endsAt.getTime(), shiftEndsAt.getTime());
      const isEnded = last?.kind === 'shift-ended';
      const isOver = isEnded || end + (last ? LATE_MILLISECONDS : 0) < now.getTime();
      return { id, day, isOver, isLongOver: end + LATE_MILLISECONDS < now.getTime() };
    }),
  );
  const present =
    routes.find(({ isOver }) => !isOver) ??
    routes.findLast(({ day }) => day === today) ??
    routes.findLast(({ isLongOver }) => !isLongOver);
  return present?.id ?? null;
}
