import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';

/** So long before the first and after the last of its routes a day is looked at. */
const AROUND_MILLISECONDS = 3 * 3_600_000;

/** A day whose alerts follow from what happens, and whether its clock runs faster than ours. */
export interface AlertDay {
  readonly day: Day;
  readonly isSimulated: boolean;
}

/**
 * The days whose alerts have to be looked at: those that are driven about now, by the real clock or a simulation's, and those of which
 * something is still open.
 */
export async function alertDays(prisma: PrismaClient, town: ActiveTown, now: Date): Promise<AlertDay[]> {
  const today = dayOf(now, town.timeZone);
  const [simulated, open, driven] = await Promise.all([
    prisma.simulation.findMany({
      where: { townId: town.id, state: { in: ['starting', 'running'] } },
      select: { day: true, state: true },
    }),
    prisma.alert.findMany({
      where: { townId: town.id, endedAt: null, day: { gte: dayToDate(addDays(today, -7)) } },
      distinct: ['day'],
      select: { day: true },
    }),
    prisma.plan.findMany({
      where: {
        townId: town.id,
        day: { in: [dayToDate(addDays(today, -1)), dayToDate(today)] },
        publishedRevision: {
          routes: {
            some: {
              startsAt: { lt: new Date(now.getTime() + AROUND_MILLISECONDS) },
              endsAt: { gt: new Date(now.getTime() - AROUND_MILLISECONDS) },
            },
          },
        },
      },
      select: { day: true },
    }),
  ]);
  const ofSimulations = new Set(simulated.map(({ day }) => dateToDay(day)));
  // Until it drives, its day has the clock of the one before.
  const starting = new Set(simulated.flatMap(({ day, state }) => (state === 'starting' ? [dateToDay(day)] : [])));
  const days = new Set([...ofSimulations, ...[...open, ...driven].map(({ day }) => dateToDay(day))]);
  return [...days].filter((day) => !starting.has(day)).map((day) => ({ day, isSimulated: ofSimulations.has(day) }));
}
