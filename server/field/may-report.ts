import type { FieldEventInput } from '../../domain/field-events.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import type { SignedIn } from '../http/route.ts';
import { fieldProblem } from './problems.ts';
import { isAroundShift } from './tolerance.ts';

/**
 * Lets dispatchers and admins report for any truck, and a driver for those a crew of theirs drives in a shift around the
 * time the thing was done: a night shift goes on after midnight, whatever day that is.
 *
 * @throws Problem `not-your-truck`
 */
export async function checkMayReport(
  prisma: PrismaClient,
  area: ActiveTown,
  asker: SignedIn,
  events: readonly Pick<FieldEventInput, 'truckId' | 'doneAt'>[],
): Promise<void> {
  if (asker.role !== 'driver') return;
  const shifts = await prisma.shift.findMany({
    where: { townId: area.id, crew: { driverUserId: asker.id } },
    select: { truckId: true, weekdays: true, startSecond: true, endSecond: true, maxOvertimeSeconds: true },
  });
  for (const { truckId, doneAt } of events) {
    const instant = new Date(doneAt);
    const isOwn = shifts.some((shift) => shift.truckId === truckId && isAroundShift(instant, shift, area.timeZone));
    if (!isOwn) throw fieldProblem('not-your-truck');
  }
}
