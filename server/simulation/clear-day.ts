import { addDays, type Day, dayToDate, instantAt } from '../../domain/day.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { ActiveArea } from '../active-area.ts';
import { simulationProblem } from './problems.ts';

/**
 * Removes what the field reported of a day, so that it can be driven again from its beginning. Only for made-up towns:
 * elsewhere what happened stays.
 *
 * @throws Problem `only-in-demo` for a real area
 */
export async function clearDay(transaction: Prisma.TransactionClient, area: ActiveArea, day: Day): Promise<void> {
  if (!area.isSynthetic) throw simulationProblem('only-in-demo');
  const from = instantAt(day, 0, area.timeZone);
  const to = instantAt(addDays(day, 1), 0, area.timeZone);
  const routes = await transaction.route.aggregate({
    where: { revision: { publishedOn: { areaId: area.id, day: dayToDate(day) } } },
    _max: { endsAt: true },
  });
  const lastEnd = routes._max.endsAt;
  const until = lastEnd && lastEnd > to ? lastEnd : to;
  const ofDay: Prisma.FieldEventWhereInput = {
    areaId: area.id,
    OR: [
      { stop: { route: { revision: { plan: { day: dayToDate(day) } } } } },
      { stopId: null, doneAt: { gte: from, lt: until } },
    ],
  };
  await transaction.ticket.deleteMany({ where: { fieldEvent: ofDay } });
  await transaction.fieldEvent.deleteMany({ where: ofDay });
  await transaction.position.deleteMany({ where: { areaId: area.id, fixTime: { gte: from, lt: until } } });
}
