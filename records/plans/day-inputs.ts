import { type Day, dayToDate, isoWeekday } from '../../domain/day.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { readDaysOff } from '../holidays/holidays.ts';
import { streamsOn } from '../points/point-streams.ts';

/** What holds on a day of what begins on one and ends on one, and was not called off. */
const holdsOn = (date: Date) => ({ cancelledAt: null, from: { lte: date }, to: { gte: date } });

/**
 * The rows of a town that the plan of a day is made from, in the order of their codes: its targets, its active points and the
 * places of that day alone with their streams as they are on the day, its active facilities, the shifts of that weekday with their trucks and crews, by the
 * truck's number and the shift's start, its days off and its closed streets. What is out on the day is there with what says so.
 */
export async function readDayInputs(prisma: PrismaClient, townId: string, day: Day) {
  const date = dayToDate(day);
  const closures = { where: holdsOn(date), orderBy: { createdAt: 'asc' } } as const;
  const absences = {
    where: { cancelledAt: null, from: { lte: date }, OR: [{ to: null }, { to: { gte: date } }] },
    orderBy: { createdAt: 'asc' },
  } satisfies Prisma.Truck$absencesArgs;
  const [targets, points, facilities, shifts, holidays, streets] = await Promise.all([
    prisma.target.findMany({ where: { townId, isActive: true } }),
    prisma.collectionPoint.findMany({
      where: { townId, OR: [{ isActive: true }, { onceOn: date }] },
      include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
      orderBy: { code: 'asc' },
    }),
    prisma.facility.findMany({
      where: { townId, isActive: true, kind: { not: 'depot' } },
      include: { closures },
      orderBy: { code: 'asc' },
    }),
    prisma.shift.findMany({
      where: { townId, isActive: true, weekdays: { has: isoWeekday(day) }, truck: { isActive: true } },
      include: {
        truck: { include: { depot: { include: { closures } }, absences } },
        crew: { include: { leaves: closures } },
      },
      orderBy: [{ truck: { number: 'asc' } }, { startSecond: 'asc' }],
    }),
    readDaysOff(prisma, townId),
    prisma.streetClosure.findMany({ where: { townId, ...holdsOn(date) }, orderBy: { id: 'asc' } }),
  ]);
  return {
    targets,
    points: points.map(({ streams, ...point }) => ({ ...point, streams: streamsOn(streams, day) })),
    facilities,
    shifts,
    holidays,
    streets,
  };
}

export type DayInputs = Awaited<ReturnType<typeof readDayInputs>>;
