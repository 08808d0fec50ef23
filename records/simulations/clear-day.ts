import { type Day, dayToDate } from '../../domain/day.ts';
import { SIMULATED_ATTRIBUTE } from '../../domain/simulation.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { spanOfDay } from '../plans/span-of-day.ts';

/**
 * Removes what the field reported of a day, so that it can be driven again from its beginning. Only for made-up towns:
 * elsewhere what happened stays. Of positions only those go that the simulator sent: a real tracker's stay.
 *
 * @throws for a real town
 */
export async function clearDay(transaction: Prisma.TransactionClient, area: ActiveTown, day: Day): Promise<void> {
  if (!area.isSynthetic) throw new Error(`${area.name} is no made-up town: what happened in it stays`);
  const { from, to } = await spanOfDay(transaction, area, day);
  const ofDay: Prisma.FieldEventWhereInput = {
    townId: area.id,
    OR: [{ day: dayToDate(day) }, { day: null, doneAt: { gte: from, lt: to } }],
  };
  // What was reported is append-only; the database lets it go only to who says so.
  await transaction.$queryRaw`SELECT set_config('tuyen_xanh.clearing', 'on', true)`;
  await transaction.ticket.deleteMany({
    where: { townId: area.id, OR: [{ fieldEvent: ofDay }, { day: dayToDate(day) }] },
  });
  await transaction.retraction.deleteMany({ where: { townId: area.id, doneAt: { gte: from, lt: to } } });
  await transaction.fieldEvent.deleteMany({ where: ofDay });
  await transaction.alert.deleteMany({ where: { townId: area.id, day: dayToDate(day) } });
  // What stays of the tracks is drawn anew.
  await transaction.truckDay.deleteMany({ where: { townId: area.id, day: dayToDate(day) } });
  await transaction.position.deleteMany({
    where: {
      townId: area.id,
      fixTime: { gte: from, lt: to },
      attributes: { path: [SIMULATED_ATTRIBUTE], equals: true },
    },
  });
  await transaction.$queryRaw`SELECT set_config('tuyen_xanh.clearing', 'off', true)`;
}
