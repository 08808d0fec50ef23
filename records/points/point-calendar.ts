import { type CalendarDay, collectionCalendar, daysOfMonth } from '../../domain/collection-calendar.ts';
import { dateToDay, type Day } from '../../domain/day.ts';
import { NoSuchRecord } from '../../domain/register/faults.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { readNamedDaysOff } from '../holidays/holidays.ts';
import { whereOf } from '../people/where.ts';
import type { RegisterContext } from '../register/subject-records.ts';
import { streamsOn } from './point-streams.ts';

/** On which days of a month what is collected at a point. @throws NoSuchRecord */
export async function readPointCalendar(context: RegisterContext, id: string, month: string): Promise<CalendarDay[]> {
  const { viewer, townId } = context;
  return await calendarOf(context, id, month, { AND: [whereOf(viewer, 'points.read'), { id, townId }] });
}

/** On which days of a month what is collected in a unit, at how many of its points. @throws NoSuchRecord */
export async function readUnitCalendar(context: RegisterContext, id: string, month: string): Promise<CalendarDay[]> {
  const { db, viewer, townId } = context;
  const unit = await db.unit.count({ where: { AND: [whereOf(viewer, 'units.read'), { id, townId }] } });
  if (unit === 0) throw new NoSuchRecord(id);
  const ofUnit = { OR: [{ unitId: id }, { belongings: { some: { unitId: id } } }] };
  return await calendarOf(context, null, month, { townId, isActive: true, ...ofUnit }, id);
}

async function calendarOf(
  { db, townId }: RegisterContext,
  wanted: string | null,
  month: string,
  where: Prisma.CollectionPointWhereInput,
  unitId?: string,
): Promise<CalendarDay[]> {
  const [points, { holidays, nameOf }] = await Promise.all([
    db.collectionPoint.findMany({
      where,
      select: {
        unitId: true,
        streams: { include: { periods: true } },
        belongings: { select: { until: true, unitId: true }, orderBy: { until: 'asc' } },
      },
    }),
    readNamedDaysOff(db, townId),
  ]);
  if (wanted !== null && points.length === 0) throw new NoSuchRecord(wanted);
  const isOf = (point: (typeof points)[number], day: Day): boolean => {
    const before = point.belongings.find(({ until }) => day < dateToDay(until));
    return unitId === undefined || (before ?? point).unitId === unitId;
  };
  const on = (day: Day) => points.filter((point) => isOf(point, day)).map(({ streams }) => streamsOn(streams, day));
  return collectionCalendar(daysOfMonth(month), on, holidays, nameOf);
}
