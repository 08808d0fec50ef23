import { addDays, type Day, dayOf, isoWeekday } from '../../domain/day.ts';
import type { FieldEventInput } from '../../domain/field-events.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveArea } from '../active-area.ts';
import type { SignedIn } from '../http/route.ts';
import { fieldProblem } from './problems.ts';

const DAY_SECONDS = 86_400;

/**
 * Lets dispatchers and admins report for any truck, and a driver for those a crew of theirs drives on the day the thing was
 * done.
 *
 * @throws Problem `not-your-truck`
 */
export async function checkMayReport(
  prisma: PrismaClient,
  area: ActiveArea,
  asker: SignedIn,
  events: readonly Pick<FieldEventInput, 'truckId' | 'doneAt'>[],
): Promise<void> {
  if (asker.role !== 'driver') return;
  const shifts = await prisma.shift.findMany({
    where: { areaId: area.id, crew: { driverUserId: asker.id } },
    select: { truckId: true, weekdays: true, endSecond: true },
  });
  for (const { truckId, doneAt } of events) {
    const day = dayOf(new Date(doneAt), area.timeZone);
    const isOwn = shifts.some((shift) => shift.truckId === truckId && worksOn(shift, day));
    if (!isOwn) throw fieldProblem('not-your-truck');
  }
}

/** Whether a shift works on a day: one that begins on it, or one of the night before that ends on it. */
function worksOn({ weekdays, endSecond }: { weekdays: readonly number[]; endSecond: number }, day: Day): boolean {
  return (
    weekdays.includes(isoWeekday(day)) || (endSecond > DAY_SECONDS && weekdays.includes(isoWeekday(addDays(day, -1))))
  );
}
