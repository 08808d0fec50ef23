import { type Day, dayToDate } from '../../domain/day.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/**
 * Keeps what a facility treated until now as a period that ends where the change begins, so that figures of days before stay. What is
 * said for the first time was so all along, unless a day is told.
 *
 * @param from the first day that the change holds; left out: today
 * @throws FieldFault where that is a day to come
 */
export async function keepTreatment(
  db: Prisma.TransactionClient,
  facility: { readonly id: string; readonly treatsStreams: readonly string[] },
  today: Day,
  from: Day | undefined,
): Promise<void> {
  if (from !== undefined && from > today) throw new FieldFault('treatsFrom', 'after-today', from);
  const periods = await db.facilityTreatment.findMany({
    where: { facilityId: facility.id },
    orderBy: { until: 'asc' },
  });
  if (from === undefined && periods.length === 0 && facility.treatsStreams.length === 0) return;
  const until = dayToDate(from ?? today);
  // What held on the day before the change: of a period that goes on past it the beginning.
  const before = periods.find((period) => period.until >= until) ?? facility;
  await db.facilityTreatment.deleteMany({ where: { facilityId: facility.id, until: { gte: until } } });
  await db.facilityTreatment.create({
    data: { facilityId: facility.id, until, treatsStreams: [...before.treatsStreams] },
  });
}
