import { dayToDate } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { LogEntry, LoggedDay } from './read-day-log.ts';

/** What was said on the day itself to be closed or out of service on it; what was known before stands in the plan's basis. */
export async function closureEntries(prisma: PrismaClient, { townId, day, from, to }: LoggedDay): Promise<LogEntry[]> {
  const date = dayToDate(day);
  const told = { townId, createdAt: { gte: from, lt: to }, from: { lte: date } };
  const until = { to: { gte: date } };
  const [facilities, streets, trucks, crews] = await Promise.all([
    prisma.facilityClosure.findMany({ where: { ...told, ...until } }),
    prisma.streetClosure.findMany({ where: { ...told, ...until } }),
    prisma.truckAbsence.findMany({ where: { ...told, OR: [until, { to: null }] } }),
    prisma.crewLeave.findMany({
      where: { ...told, ...until },
      include: { crew: { select: { code: true, name: true } } },
    }),
  ]);
  return [
    ...facilities.map(
      ({ id, createdAt: at, createdBy: by, facilityId, reason }): LogEntry => ({
        ...{ id, kind: 'facility-closed', at, by, facilityId, reason },
      }),
    ),
    ...streets.map(
      ({ id, createdAt: at, createdBy: by, name: place, reason }): LogEntry => ({
        ...{ id, kind: 'street-closed', at, by, place, reason },
      }),
    ),
    ...trucks.map(
      ({ id, createdAt: at, createdBy: by, truckId, note: reason }): LogEntry => ({
        ...{ id, kind: 'truck-out', at, by, truckId, reason },
      }),
    ),
    ...crews.map(
      ({ id, createdAt: at, createdBy: by, crew }): LogEntry => ({
        ...{ id, kind: 'crew-out', at, by, place: crew.name ?? crew.code },
      }),
    ),
  ];
}
