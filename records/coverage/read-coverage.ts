import { pointOnFeature } from '@turf/turf';
import { z } from 'zod';
import { type CoverageTown, type CoverageView, coverageOf } from '../../domain/coverage.ts';
import type { Dwelling, PeopledGround } from '../../domain/coverage-people.ts';
import type { Day } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import { SETTINGS } from '../../domain/units.ts';
import type { Database } from '../../platform/database.ts';
import { readDaysOff } from '../holidays/holidays.ts';
import { readLongestPeriodDays } from '../points/longest-period.ts';
import { schedulesOn } from '../points/point-streams.ts';
import { readServiceHistory } from '../visits/service-history.ts';
import { unitsHoldingOn } from '../units/units-in-force.ts';
import type { ActiveTown } from '../towns/active-town.ts';

/** Who lives within reach of a working, served point: per unit that holds on `day`, and for the town. */
export async function readCoverage(
  { database }: { readonly database: Database },
  area: ActiveTown,
  day: Day,
  metres: number,
  now: Date,
): Promise<CoverageView> {
  const { prisma } = database;
  const [town, reaches, history, holidays] = await Promise.all([
    readCoverageTown(database, area, day, metres),
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
  const coverage = coverageOf(town, { day, metres, history, holidays });
  return { ...coverage, onFootMetres: reaches.map((reach) => reach.metres) };
}

/** The town as coverage sees it on a day: units in force, where people live, points with what is within so many metres' walk. */
export async function readCoverageTown(
  { prisma }: Pick<Database, 'prisma'>,
  area: ActiveTown,
  day: Day,
  metres: number,
): Promise<CoverageTown> {
  const [units, groups, points] = await Promise.all([
    prisma.unit.findMany({ where: { townId: area.id, ...unitsHoldingOn(day) }, orderBy: { code: 'asc' } }),
    prisma.residentialGroup.findMany({
      where: { townId: area.id, isActive: true },
      select: { unitId: true, countedInId: true, people: true, geometry: true, dwellings: true },
    }),
    prisma.collectionPoint.findMany({
      where: { townId: area.id, onceOn: null },
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
  ]);
  return {
    units: units.map(({ id, name, setting, population, geometry }) => ({
      id,
      name,
      setting: z.enum(SETTINGS).parse(setting),
      population,
      geometry: surface(geometry),
    })),
    groups: groupsOf(units, groups),
    points: points.map(({ id, unitId, lon, lat, isActive, streams, reaches }) => ({
      id,
      unitId,
      position: [lon, lat],
      isActive,
      streams: schedulesOn(streams, day),
      reach: reaches[0] ? surface(reaches[0].geometry) : null,
    })),
  };
}

/** So much of a unit's people the groups of units it was made of must tell of to stand in for its own. */
const LEAST_TOLD_SHARE = 0.9;

/**
 * The groups of the units that hold. To one made by merging or splitting, those of former units that lie in it are given too, unless
 * its own tell of its people alone. Where it has none of its own and the former ones tell of too few, it has none: its people are
 * spread over its whole ground.
 */
function groupsOf(
  units: readonly { id: string; population: number; geometry: unknown }[],
  groups: readonly {
    unitId: string;
    countedInId: string | null;
    people: number;
    geometry: unknown;
    dwellings: unknown;
  }[],
): PeopledGround[] {
  const holding = new Set(units.map(({ id }) => id));
  const unitAt = groundFinder(units.map(({ id, geometry }) => ({ id, geometry: surface(geometry) })));
  const own: PeopledGround[] = [];
  const former: PeopledGround[] = [];
  for (const { people, dwellings, ...group } of groups) {
    const countedIn = group.countedInId ?? group.unitId;
    const geometry = surface(group.geometry);
    const ground = { people, geometry, dwellings: dwellings as Dwelling[] | null };
    if (holding.has(countedIn)) {
      own.push({ ...ground, unitId: countedIn });
      continue;
    }
    const unitId = holding.has(group.unitId)
      ? group.unitId
      : unitAt(pointOnFeature(geometry).geometry.coordinates as LonLat)?.id;
    if (unitId !== undefined) former.push({ ...ground, unitId });
  }
  return units.flatMap(({ id, population }) => {
    const ofUnit = ({ unitId }: PeopledGround): boolean => unitId === id;
    const toldBy = (grounds: readonly PeopledGround[]): boolean =>
      grounds.reduce((sum, { people }) => sum + people, 0) >= LEAST_TOLD_SHARE * population;
    const itsOwn = own.filter(ofUnit);
    if (itsOwn.length > 0 && toldBy(itsOwn)) return itsOwn;
    const both = [...itsOwn, ...former.filter(ofUnit)];
    return itsOwn.length > 0 || toldBy(both) ? both : [];
  });
}

/** Surfaces were checked when they were imported; to check thousands of rings at each look would cost more than the sums. */
function surface(geometry: unknown): Surface {
  return geometry as Surface;
}
