import { z } from 'zod';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import { SETTINGS, type Setting } from '../../domain/units.ts';
import { unitOfPointFinder } from '../../domain/units-in-force.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';

/** A unit that holds on the day asked for. */
export interface UnitInForce {
  readonly id: string;
  readonly name: string;
  readonly setting: Setting;
}

/** A collection point as far as it tells which unit it counts to. */
interface PlacedPoint {
  readonly unitId: string;
  readonly lon: number;
  readonly lat: number;
}

const settingSchema = z.enum(SETTINGS);

/** Picks the units that hold on `day`. */
export function unitsHoldingOn(day: Day): Prisma.UnitWhereInput {
  const date = dayToDate(day);
  return { validFrom: { lte: date }, OR: [{ validTo: null }, { validTo: { gt: date } }] };
}

/**
 * Reads the units of an area that hold on `day`, by id, and which of them each of `points` counts to; see
 * {@link unitOfPointFinder}. Boundaries are read only where a point was assigned to a unit of another time.
 *
 * @returns `unitOf` for points of the given ones; `null` where no unit in force holds the place
 */
export async function readUnitsInForce(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  points: readonly PlacedPoint[],
): Promise<{
  readonly units: ReadonlyMap<string, UnitInForce>;
  readonly unitOf: (point: PlacedPoint) => UnitInForce | null;
}> {
  const where = { townId, ...unitsHoldingOn(day) };
  const rows = await prisma.unit.findMany({ where, select: { id: true, name: true, setting: true } });
  const units = new Map(rows.map((row) => [row.id, { ...row, setting: settingSchema.parse(row.setting) }]));
  if (points.every(({ unitId }) => units.has(unitId))) {
    return { units, unitOf: ({ unitId }) => units.get(unitId) ?? null };
  }
  const grounds = await prisma.unit.findMany({
    where: { id: { in: [...units.keys()] } },
    select: { id: true, geometry: true },
    orderBy: { code: 'asc' },
  });
  // Surfaces were checked when they were imported.
  const find = unitOfPointFinder(grounds.map(({ id, geometry }) => ({ id, geometry: geometry as unknown as Surface })));
  return {
    units,
    unitOf: ({ unitId, lon, lat }) => units.get(find({ unitId, position: [lon, lat] as LonLat })?.id ?? '') ?? null,
  };
}
