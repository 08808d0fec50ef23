import { z } from 'zod';
import { COOPERATIVE_KINDS } from '../../domain/cooperatives.ts';
import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { facilityKindSchema } from '../../domain/facilities.ts';
import { surfaceSchema } from '../../domain/geo.ts';
import { pointKindSchema } from '../../domain/points.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { TownBooks, TownView } from '../../domain/town-view.ts';
import { shiftBreakSchema } from '../../domain/trucks.ts';
import { SETTINGS, UNIT_KINDS } from '../../domain/units.ts';
import { dayWindowsSchema } from '../../domain/windows.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from './active-town.ts';
import { AREA_COLUMNS, areaView } from './area-view.ts';

/**
 * Reads the town as `GET /api/town` answers it.
 *
 * @param showsDevices whether trucks come with the ids of their devices: who knows one can report positions
 */
export async function readTownView(
  prisma: PrismaClient,
  { id: townId, timeZone }: ActiveTown,
  showsDevices: boolean,
): Promise<TownView> {
  const [area, books] = await Promise.all([
    prisma.town.findUniqueOrThrow({ where: { id: townId }, select: AREA_COLUMNS }),
    readTownBooks(prisma, townId, { showsDevices, on: dayOf(new Date(), timeZone) }),
  ]);
  return { area: areaView(area), ...books };
}

/**
 * Reads the town's books as they are now; lists are ordered by code, trucks by number.
 *
 * @param options.day whose places of that day alone are there however long ago it is; without it only those of late
 * @param options.on whose collection days points have where others are to come; the day itself unless told
 */
export async function readTownBooks(
  prisma: Prisma.TransactionClient,
  townId: string,
  {
    showsDevices = false,
    day,
    on = day,
  }: { readonly showsDevices?: boolean; readonly day?: Day; readonly on?: Day } = {},
): Promise<TownBooks> {
  const [units, cooperatives, facilities, points, trucks] = await Promise.all([
    readUnits(prisma, townId),
    readCooperatives(prisma, townId),
    readFacilities(prisma, townId, true),
    readPoints(prisma, townId, day, on),
    readTrucks(prisma, townId, showsDevices),
  ]);
  return { units, cooperatives, facilities, points, trucks };
}

/** Places of one day stay in the books so long after it; plans of the day keep them. */
const ONCE_MILLISECONDS = 40 * 86_400_000;

const byCode = { code: 'asc' } as const;
const streamsSchema = z.array(streamSchema);
const breaksSchema = z.array(shiftBreakSchema);

async function readUnits(prisma: Prisma.TransactionClient, townId: string): Promise<TownBooks['units']> {
  const rows = await prisma.unit.findMany({ where: { townId }, orderBy: [byCode, { validFrom: 'asc' }] });
  return rows.map(({ id, code, name, kind, setting, population, geometry, validFrom, validTo }) => ({
    id,
    code,
    name,
    kind: z.enum(UNIT_KINDS).parse(kind),
    setting: z.enum(SETTINGS).parse(setting),
    population,
    geometry: surfaceSchema.parse(geometry),
    validFrom: dateToDay(validFrom),
    validTo: validTo && dateToDay(validTo),
  }));
}

async function readCooperatives(prisma: Prisma.TransactionClient, townId: string): Promise<TownBooks['cooperatives']> {
  const rows = await prisma.cooperative.findMany({ where: { townId }, orderBy: byCode });
  return rows.map(({ id, code, name, kind }) => ({ id, code, name, kind: z.enum(COOPERATIVE_KINDS).parse(kind) }));
}

/** The facilities in use, or those that were archived. */
export async function readFacilities(
  prisma: Prisma.TransactionClient,
  townId: string,
  isActive: boolean,
): Promise<TownBooks['facilities']> {
  const rows = await prisma.facility.findMany({ where: { townId, isActive }, orderBy: byCode });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    kind: facilityKindSchema.parse(row.kind),
    position: [row.lon, row.lat],
    roadPosition: [row.roadLon, row.roadLat],
    windows: dayWindowsSchema.parse(row.windows),
    acceptedStreams: streamsSchema.parse(row.acceptedStreams),
    dailyIntakeKg: row.dailyIntakeKg,
    unloadSeconds: row.unloadSeconds,
  }));
}

async function readPoints(
  prisma: Prisma.TransactionClient,
  townId: string,
  day: Day | undefined,
  on: Day | undefined,
): Promise<TownBooks['points']> {
  const late = { onceOn: { gte: new Date(Date.now() - ONCE_MILLISECONDS) } };
  const rows = await prisma.collectionPoint.findMany({
    where: { townId, OR: [{ onceOn: null }, late, ...(day ? [{ onceOn: dayToDate(day) }] : [])] },
    orderBy: byCode,
    include: { streams: { include: { periods: true }, orderBy: { stream: 'asc' } } },
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    kind: pointKindSchema.parse(row.kind),
    position: [row.lon, row.lat],
    roadPosition: [row.roadLon, row.roadLat],
    unitId: row.unitId,
    cooperativeId: row.cooperativeId,
    containers: row.containers,
    householdsServed: row.householdsServed,
    serviceSeconds: row.serviceSeconds,
    windows: dayWindowsSchema.parse(row.windows),
    maxWeightTonnes: row.maxWeightTonnes,
    maxWidthMetres: row.maxWidthMetres,
    maxHeightMetres: row.maxHeightMetres,
    isActive: row.isActive,
    onceOn: row.onceOn && dateToDay(row.onceOn),
    streams: row.streams
      .map((held) => ({ ...held, ...(on && firstOver(held.periods, on)) }))
      .map(({ stream, expectedKgPerDay, weekdays }) => ({
        stream: streamSchema.parse(stream),
        expectedKgPerDay,
        weekdays,
      })),
  }));
}

/** What holds on a day where something else is to hold later. */
function firstOver<Period extends { readonly until: Date }>(periods: readonly Period[], on: Day): Period | undefined {
  return periods
    .filter(({ until }) => dateToDay(until) > on)
    .reduce<Period | undefined>((first, one) => (first && first.until < one.until ? first : one), undefined);
}

async function readTrucks(
  prisma: Prisma.TransactionClient,
  townId: string,
  showsDevices: boolean,
): Promise<TownBooks['trucks']> {
  const rows = await prisma.truck.findMany({
    where: { townId },
    orderBy: { number: 'asc' },
    include: { shifts: { orderBy: { startSecond: 'asc' }, include: { crew: { select: { code: true } } } } },
  });
  return rows.map(({ townId: _area, streams, shifts, ...truck }) => ({
    ...truck,
    deviceId: showsDevices ? truck.deviceId : null,
    streams: streamsSchema.parse(streams),
    shifts: shifts.map(({ id, crew, weekdays, startSecond, endSecond, maxOvertimeSeconds, breaks }) => ({
      id,
      crewCode: crew?.code ?? null,
      weekdays,
      startSecond,
      endSecond,
      maxOvertimeSeconds,
      breaks: breaksSchema.parse(breaks),
    })),
  }));
}
