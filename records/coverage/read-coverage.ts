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
      select: { unitId: true, people: true, geometry: true, dwellings: true },
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
 * The groups of the units that hold. A unit made by merging or splitting has none of its own: those of former units that lie in
 * it stand in, unless they tell of too few of its people; then these are spread over its whole ground.
 */
function groupsOf(
  units: readonly { id: string; population: number; geometry: unknown }[],
  groups: readonly { unitId: string; people: number; geometry: unknown; dwellings: unknown }[],
): PeopledGround[] {
  const all = groups.map(({ geometry, dwellings, ...group }) => ({
    ...group,
    geometry: surface(geometry),
    dwellings: dwellings as Dwelling[] | null,
  }));
  const holding = new Set(units.map(({ id }) => id));
  const own = all.filter(({ unitId }) => holding.has(unitId));
  const withOwn = new Set(own.map(({ unitId }) => unitId));
  const without = units.filter(({ id }) => !withOwn.has(id));
  const unitAt = groundFinder(without.map(({ id, geometry }) => ({ id, geometry: surface(geometry) })));
  const former = all.flatMap((group) => {
    if (holding.has(group.unitId)) return [];
    const unit = unitAt(pointOnFeature(group.geometry).geometry.coordinates as LonLat);
    return unit ? [{ ...group, unitId: unit.id }] : [];
  });
  const told = new Map<string, number>();
  for (const { unitId, people } of former) told.set(unitId, (told.get(unitId) ?? 0) + people);
  const isTold = new Set(
    without.filter(({ id, population }) => (told.get(id) ?? 0) >= LEAST_TOLD_SHARE * population).map(({ id }) => id),
  );
  return [...own, ...former.filter(({ unitId }) => isTold.has(unitId))];
}

/** Surfaces were checked when they were imported; to check thousands of rings at each look would cost more than the sums. */
function surface(geometry: unknown): Surface {
  return geometry as Surface;
}
