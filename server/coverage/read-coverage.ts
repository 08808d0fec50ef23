import { z } from 'zod';
import { type CoverageView, coverageOf } from '../../domain/coverage.ts';
import type { Dwelling } from '../../domain/coverage-people.ts';
import type { Day } from '../../domain/day.ts';
import type { Surface } from '../../domain/geo.ts';
import { SETTINGS } from '../../domain/units.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDaysOff } from '../../records/holidays/holidays.ts';
import { readLongestPeriodDays } from '../../records/points/longest-period.ts';
import { streamsOn } from '../../records/points/point-streams.ts';
import { readServiceHistory } from '../../records/visits/service-history.ts';
import { unitsHoldingOn } from '../../platform/units-in-force.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';

/** Who lives within reach of a working, served point: per unit that holds on `day`, and for the town. */
export async function readCoverage(
  { database }: Pick<Platform, 'database'>,
  area: ActiveTown,
  day: Day,
  metres: number,
  now: Date,
): Promise<CoverageView> {
  const { prisma } = database;
  const holds = unitsHoldingOn(day);
  const [units, groups, points, reaches, history, holidays] = await Promise.all([
    prisma.unit.findMany({ where: { townId: area.id, ...holds }, orderBy: { code: 'asc' } }),
    prisma.residentialGroup.findMany({
      where: { townId: area.id, isActive: true, unit: holds },
      select: { unitId: true, people: true, geometry: true, dwellings: true },
    }),
    prisma.collectionPoint.findMany({
      where: { townId: area.id },
      select: {
        id: true,
        unitId: true,
        lon: true,
        lat: true,
        isActive: true,
        streams: { include: { periods: true } },
        reaches: { where: { graphId: area.graphId ?? '', metres, kind: 'on-foot' }, select: { geometry: true } },
      },
    }),
    prisma.pointReach.groupBy({
      by: ['metres'],
      where: { graphId: area.graphId ?? '', kind: 'on-foot', point: { townId: area.id } },
      orderBy: { metres: 'asc' },
    }),
    readLongestPeriodDays(database, area.id).then((days) =>
      readServiceHistory(database, area, day, now, 'as-reported', days),
    ),
    readDaysOff(prisma, area.id),
  ]);
  const coverage = coverageOf(
    {
      units: units.map(({ id, name, setting, population, geometry }) => ({
        id,
        name,
        setting: z.enum(SETTINGS).parse(setting),
        population,
        geometry: surface(geometry),
      })),
      groups: groups.map(({ unitId, people, geometry, dwellings }) => ({
        unitId,
        people,
        geometry: surface(geometry),
        dwellings: dwellings as Dwelling[] | null,
      })),
      points: points.map(({ id, unitId, lon, lat, isActive, streams, reaches }) => ({
        id,
        unitId,
        position: [lon, lat],
        isActive,
        streams: streamsOn(streams, day),
        reach: reaches.length > 0 ? surface(reaches[0].geometry) : null,
      })),
    },
    { day, metres, history, holidays },
  );
  return { ...coverage, onFootMetres: reaches.map((reach) => reach.metres) };
}

/** Surfaces were checked when they were imported; to check thousands of rings at each look would cost more than the sums. */
function surface(geometry: unknown): Surface {
  return geometry as Surface;
}
