import { type Day, dateToDay, dayToDate, isoWeekday } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readDaysOff } from '../holidays/holidays.ts';
import { schedulesOn } from '../points/point-streams.ts';

/** The days that are read, both included. */
interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** Rows of what begins on one day and ends on one, and was not called off, that hold on one of the days; the first said first. */
const holdingOn = ({ from, to }: Days) => ({
  where: { cancelledAt: null, from: { lte: dayToDate(to) }, OR: [{ to: null }, { to: { gte: dayToDate(from) } }] },
  orderBy: { createdAt: 'asc' } as const,
});
/** The same of what always has an end. */
const endingAfter = ({ from, to }: Days) => ({
  where: { cancelledAt: null, from: { lte: dayToDate(to) }, to: { gte: dayToDate(from) } },
  orderBy: { createdAt: 'asc' } as const,
});

const holds =
  (day: Day) =>
  ({ from, to }: { readonly from: Date; readonly to: Date | null }): boolean =>
    dateToDay(from) <= day && (to === null || day <= dateToDay(to));

/**
 * What works and what does not on some days, as rows of the town in the order of their codes, for each day by itself: its active
 * facilities, the shifts of that weekday with their trucks and crews, by the truck's number and the shift's start, and its closed
 * streets. What is out on a day is there with what says so.
 */
export async function readWorkingOfDays(prisma: PrismaClient, townId: string, days: Days) {
  const closures = endingAfter(days);
  const [facilities, shifts, streets] = await Promise.all([
    prisma.facility.findMany({
      where: { townId, isActive: true, kind: { not: 'depot' } },
      include: { closures },
      orderBy: { code: 'asc' },
    }),
    prisma.shift.findMany({
      where: { townId, isActive: true, truck: { isActive: true } },
      include: {
        truck: { include: { depot: { include: { closures } }, absences: holdingOn(days) } },
        crew: { include: { leaves: closures } },
      },
      orderBy: [{ truck: { number: 'asc' } }, { startSecond: 'asc' }],
    }),
    prisma.streetClosure.findMany({ where: { townId, ...closures.where }, orderBy: { id: 'asc' } }),
  ]);
  return (day: Day) => {
    const on = holds(day);
    return {
      facilities: facilities.map((facility) => ({ ...facility, closures: facility.closures.filter(on) })),
      shifts: shifts
        .filter(({ weekdays }) => weekdays.includes(isoWeekday(day)))
        .map(({ truck, crew, ...shift }) => ({
          ...shift,
          truck: {
            ...truck,
            absences: truck.absences.filter(on),
            depot: { ...truck.depot, closures: truck.depot.closures.filter(on) },
          },
          crew: crew && { ...crew, leaves: crew.leaves.filter(on) },
        })),
      streets: streets.filter(on),
    };
  };
}

/**
 * The rows of a town that the plans of some days are made from, for each day by itself: what works ({@link readWorkingOfDays}), its
 * targets, its active points and the places of that day alone with their streams as they are on the day, and its days off. However
 * many days there are, each table is read once.
 */
export async function readInputsOfDays(prisma: PrismaClient, townId: string, days: Days) {
  const onceOn = { gte: dayToDate(days.from), lte: dayToDate(days.to) };
  const [workingOn, targets, points, holidays] = await Promise.all([
    readWorkingOfDays(prisma, townId, days),
    prisma.target.findMany({ where: { townId, isActive: true } }),
    prisma.collectionPoint.findMany({
      where: { townId, OR: [{ isActive: true }, { onceOn }] },
      include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
      orderBy: { code: 'asc' },
    }),
    readDaysOff(prisma, townId),
  ]);
  return (day: Day) => ({
    ...workingOn(day),
    targets,
    points: points
      .filter(({ isActive, onceOn: once }) => isActive || (once !== null && dateToDay(once) === day))
      .map(({ streams, ...point }) => ({ ...point, streams: schedulesOn(streams, day) })),
    holidays,
  });
}

/** {@link readInputsOfDays} of one day. */
export async function readDayInputs(prisma: PrismaClient, townId: string, day: Day): Promise<DayInputs> {
  return (await readInputsOfDays(prisma, townId, { from: day, to: day }))(day);
}

export type DayInputs = ReturnType<Awaited<ReturnType<typeof readInputsOfDays>>>;
