import { type CalendarDay, collectionCalendar, daysOfMonth } from '../../domain/collection-calendar.ts';
import { dateToDay, type Day } from '../../domain/day.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import { streetSchema } from '../../domain/streets.ts';
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

/** Streets are known by places at most 100 m apart: whose place on the road is no further from one than this stands along it. */
const ALONG_METRES = 60;

/** On which days of a month what is collected along a street of the town's map, at how many points. @throws NoSuchRecord */
export async function readStreetCalendar(context: RegisterContext, id: string, month: string): Promise<CalendarDay[]> {
  const { db, viewer, townId } = context;
  const street = await db.street.findFirst({ where: { id, dataset: { townId, isActive: true } } });
  if (!street) throw new NoSuchRecord(id);
  const { places } = streetSchema.parse(street);
  const points = await db.collectionPoint.findMany({
    where: { AND: [whereOf(viewer, 'points.read'), { townId, isActive: true }] },
    select: { id: true, roadLon: true, roadLat: true },
  });
  const along = points.filter(({ roadLon, roadLat }) =>
    places.some((place) => straightMetres(place, [roadLon, roadLat]) <= ALONG_METRES),
  );
  return await calendarOf(context, null, month, { id: { in: along.map((point) => point.id) } });
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
