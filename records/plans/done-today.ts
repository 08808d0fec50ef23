import { type Day, dayToDate } from '../../domain/day.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What was reported of a day so far. */
export interface DoneToday {
  /** Visits that were served or skipped, with the truck that said so last. */
  readonly visits: readonly { readonly visitId: string; readonly truckId: string }[];
  /** By shift the last trip that was unloaded. */
  readonly unloaded: ReadonlyMap<string, number>;
}

/** What the crews have reported of a service day of a town. */
export async function readDoneToday(
  prisma: Pick<Prisma.TransactionClient, 'fieldEvent'>,
  townId: string,
  day: Day,
): Promise<DoneToday> {
  const events = await prisma.fieldEvent.findMany({
    where: { townId, day: dayToDate(day), kind: { in: ['served', 'skipped', 'unloaded'] }, retractedAt: null },
    select: { kind: true, visitId: true, truckId: true, shiftId: true, tripNumber: true },
    orderBy: { doneAt: 'asc' },
  });
  const visits = new Map<string, string>();
  const unloaded = new Map<string, number>();
  for (const { kind, visitId, truckId, shiftId, tripNumber } of events) {
    if (kind !== 'unloaded' && visitId) visits.set(visitId, truckId);
    if (kind === 'unloaded' && shiftId && tripNumber) {
      unloaded.set(shiftId, Math.max(unloaded.get(shiftId) ?? 0, tripNumber));
    }
  }
  return { visits: [...visits].map(([visitId, truckId]) => ({ visitId, truckId })), unloaded };
}
