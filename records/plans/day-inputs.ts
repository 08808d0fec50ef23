import { type Day, isoWeekday } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readDaysOff } from '../holidays/holidays.ts';
import { streamsOn } from '../points/point-streams.ts';

/**
 * The rows of a town that the plan of a day is made from, in the order of their codes: its targets, its active points with
 * their streams, its active facilities but depots, and the shifts of that weekday with their trucks, by the truck's number
 * and the shift's start.
 */
export async function readDayInputs(prisma: PrismaClient, townId: string, day: Day) {
  const [targets, points, facilities, shifts, holidays] = await Promise.all([
    prisma.target.findMany({ where: { townId, isActive: true } }),
    prisma.collectionPoint.findMany({
      where: { townId, isActive: true },
      include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
      orderBy: { code: 'asc' },
    }),
    prisma.facility.findMany({
      where: { townId, isActive: true, kind: { not: 'depot' } },
      orderBy: { code: 'asc' },
    }),
    prisma.shift.findMany({
      where: { townId, isActive: true, weekdays: { has: isoWeekday(day) }, truck: { isActive: true } },
      include: { truck: { include: { depot: true } } },
      orderBy: [{ truck: { number: 'asc' } }, { startSecond: 'asc' }],
    }),
    readDaysOff(prisma, townId),
  ]);
  return {
    targets,
    points: points.map(({ streams, ...point }) => ({ ...point, streams: streamsOn(streams, day) })),
    facilities,
    shifts,
    holidays,
  };
}
