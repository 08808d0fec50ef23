import { addDays, type Day, dayToDate, instantAt } from '../domain/day.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { ActiveArea } from './active-area.ts';

/** From the day's first instant to its last: midnight, or the end of a published route that goes on after it. */
export async function spanOfDay(
  prisma: Pick<Prisma.TransactionClient, 'route'>,
  area: ActiveArea,
  day: Day,
): Promise<{ from: Date; to: Date }> {
  const midnight = instantAt(addDays(day, 1), 0, area.timeZone);
  const { _max } = await prisma.route.aggregate({
    where: { revision: { publishedOn: { areaId: area.id, day: dayToDate(day) } } },
    _max: { endsAt: true },
  });
  const lastEnd = _max.endsAt ?? midnight;
  return { from: instantAt(day, 0, area.timeZone), to: lastEnd > midnight ? lastEnd : midnight };
}
