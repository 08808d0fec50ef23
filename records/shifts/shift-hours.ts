import { type Day, isoWeekday } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** From when to when, in seconds from midnight, the shifts of trucks in use last on a day. */
export async function readShiftHours(
  prisma: PrismaClient,
  townId: string,
  day: Day,
): Promise<{ startSecond: number; endSecond: number }[]> {
  return await prisma.shift.findMany({
    where: { townId, weekdays: { has: isoWeekday(day) }, truck: { isActive: true } },
    select: { startSecond: true, endSecond: true },
  });
}
