import type { FacilityRow } from '../../domain/area-files/facilities-file.ts';
import type { PointRow } from '../../domain/area-files/points-file.ts';
import type { CooperativeRow } from '../../domain/area-files/references.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { GroupRow, UnitRow } from '../../domain/area-files/units-file.ts';
import { dateToDay } from '../../domain/day.ts';
import type { Dwelling } from '../../domain/coverage-people.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** What a town has already, as the files of an import would say it: for the files that are not handed in again. */
export interface TownAsRows {
  readonly units: UnitRow[];
  readonly groups: GroupRow[];
  /** Of each group, in their order. */
  readonly dwellings: (Dwelling[] | null)[];
  readonly points: PointRow[];
  readonly trucks: TruckRow[];
  readonly facilities: FacilityRow[];
  readonly cooperatives: CooperativeRow[];
}

/** No line of any file. */
const NO_LINE = 0;

/** The town's records that are not archived. */
export async function readTownAsRows(prisma: PrismaClient, townId: string): Promise<TownAsRows> {
  const inUse = { townId, isActive: true };
  const [units, groups, cooperatives, facilities, points, trucks] = await Promise.all([
    prisma.unit.findMany({ where: { townId }, orderBy: [{ code: 'asc' }, { validFrom: 'asc' }] }),
    prisma.residentialGroup.findMany({ where: inUse, orderBy: { code: 'asc' } }),
    prisma.cooperative.findMany({ where: inUse, orderBy: { code: 'asc' } }),
    prisma.facility.findMany({ where: inUse, orderBy: { code: 'asc' } }),
    prisma.collectionPoint.findMany({
      where: inUse,
      orderBy: { code: 'asc' },
      include: { streams: { orderBy: { stream: 'asc' } }, cooperative: { select: { code: true } } },
    }),
    prisma.truck.findMany({
      where: inUse,
      orderBy: { number: 'asc' },
      include: { depot: { select: { code: true } }, cooperative: true },
    }),
  ]);
  const indexOfUnit = new Map(units.map(({ id }, index) => [id, index]));
  const rows = {
    units: units.map(({ id: _, townId: __, version: ___, validFrom, validTo, ...unit }) => ({
      ...unit,
      line: NO_LINE,
      validFrom: dateToDay(validFrom),
      validTo: validTo && dateToDay(validTo),
    })),
    groups: groups.map(({ unitId, code, name, households, people, geometry }) => {
      return { unitIndex: indexOfUnit.get(unitId) ?? -1, code, name, households, people, geometry };
    }),
    dwellings: groups.map(({ dwellings }) => dwellings),
    cooperatives: cooperatives.map(({ code, name, kind }) => ({ code, name, kind })),
    facilities: facilities.map(({ lon, lat, ...facility }) => ({
      ...facility,
      line: NO_LINE,
      position: [lon, lat],
    })),
    points: points.map(({ lon, lat, cooperative, ...point }) => ({
      ...point,
      line: NO_LINE,
      position: [lon, lat],
      cooperativeCode: cooperative?.code ?? null,
    })),
    trucks: trucks.map(({ depot, cooperative, ...truck }) => ({
      ...truck,
      line: NO_LINE,
      depotCode: depot.code,
      cooperativeCode: cooperative.code,
      cooperativeName: cooperative.name,
      cooperativeKind: cooperative.kind,
      // A truck that stays as it is keeps its shifts; where it can drive depends on its size alone.
      ...{ shifts: [], weekdays: [], maxOvertimeSeconds: 0, breaks: [], crewCode: '' },
    })),
  };
  // What the database's own checks hold to: kinds, settings, streams, shapes.
  return rows as unknown as TownAsRows;
}
