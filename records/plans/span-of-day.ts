import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import { shiftIsOverAt } from '../../domain/shifts.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';

/**
 * From the day's first instant to its last: midnight, or the end of the last published route or of its shift, overtime
 * included, where that goes on after it. A truck that is late on its route is still of the day that planned it.
 */
export async function spanOfDay(
  prisma: Pick<Prisma.TransactionClient, 'route'>,
  area: ActiveTown,
  day: Day,
): Promise<{ from: Date; to: Date }> {
  const routes = await prisma.route.findMany({
    where: { revision: { publishedOn: { townId: area.id, day: dayToDate(day) } } },
    select: { endsAt: true, shift: { select: { endSecond: true, maxOvertimeSeconds: true } } },
  });
  const ends = routes.flatMap(({ endsAt, shift }) => [
    endsAt.getTime(),
    shiftIsOverAt(day, shift, area.timeZone).getTime(),
  ]);
  const midnight = instantAt(addDays(day, 1), 0, area.timeZone).getTime();
  return { from: instantAt(day, 0, area.timeZone), to: new Date(Math.max(midnight, ...ends)) };
}
