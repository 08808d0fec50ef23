import type { FieldEventInput } from '../../domain/field-events.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readShiftsOfDriver } from '../../records/shifts/shifts-of-driver.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { fieldProblem } from './problems.ts';
import { isAroundShift } from './tolerance.ts';

/**
 * Lets who may report for the whole town do so for any truck, and a driver for the trucks that are theirs in a shift around the
 * time the thing was done: a night shift goes on after midnight, whatever day that is.
 *
 * @throws Problem `not-your-truck`
 */
export async function checkMayReport(
  prisma: PrismaClient,
  area: ActiveTown,
  viewer: Viewer,
  events: readonly Pick<FieldEventInput, 'truckId' | 'doneAt'>[],
): Promise<void> {
  if (holdsForTown(viewer, 'field.report')) return;
  const shifts = await readShiftsOfDriver(prisma, area.id, viewer);
  for (const { truckId, doneAt } of events) {
    const instant = new Date(doneAt);
    const isOwn = shifts.some((shift) => shift.truckId === truckId && isAroundShift(instant, shift, area.timeZone));
    if (!isOwn) throw fieldProblem('not-your-truck');
  }
}
