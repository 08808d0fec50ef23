import { v7 as uuid } from 'uuid';
import type { FacilityRow } from '../../domain/area-files/facilities-file.ts';
import type { PointRow } from '../../domain/area-files/points-file.ts';
import type { CooperativeRow } from '../../domain/area-files/references.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { GroupRow, UnitRow } from '../../domain/area-files/units-file.ts';
import type { Dwelling } from '../../domain/coverage-people.ts';
import { dayToDate } from '../../domain/day.ts';
import type { LonLat } from '../../domain/geo.ts';
import { RESOLUTION_TARGETS } from '../../domain/targets.ts';
import { ESTIMATED_COUNT } from '../../domain/units.ts';
import { itemAt } from '../../domain/item-at.ts';
import { type NewReach, writeReaches } from '../points/write-reaches.ts';
import type { Transaction } from './town-tables.ts';

/** Where a thing meets the road. */
interface OnRoad {
  readonly roadPosition: LonLat;
  readonly roadDistanceMetres: number;
}

/** The books of a new town as its files say them, laid onto the roads. */
export interface NewTownBooks {
  readonly units: readonly UnitRow[];
  /** Each of the unit of `units[unitIndex]`. */
  readonly groups: readonly GroupRow[];
  /** The buildings of each group, in their order; `null` where nobody counted. */
  readonly dwellings: readonly (Dwelling[] | null)[];
  readonly cooperatives: readonly CooperativeRow[];
  /** Each in the unit of `units[unitIndex]`. */
  readonly points: readonly (PointRow & OnRoad & { readonly unitIndex: number })[];
  /** Those of each point, in their order. */
  readonly reaches: readonly (readonly NewReach[])[];
  readonly facilities: readonly (FacilityRow & OnRoad)[];
  readonly trucks: readonly TruckRow[];
  /** Of the road graph everything was laid onto. */
  readonly graphId: string;
}

/**
 * Writes the books of a new town in the caller's transaction, without a row of the audit for each: that it was imported is one.
 *
 * @param hasTargets whether the targets of the resolution are its own
 */
export async function writeTownBooks(
  tx: Transaction,
  townId: string,
  area: NewTownBooks,
  hasTargets: boolean,
): Promise<void> {
  const units = area.units.map((unit) => ({ id: uuid(), unit }));
  await tx.unit.createMany({
    data: units.map(
      ({ id, unit: { line: _, populationEstimatedFrom: __, validFrom, validTo, geometry, ...unit } }) => ({
        ...unit,
        id,
        townId,
        geometry: { ...geometry },
        validFrom: dayToDate(validFrom),
        validTo: validTo === null ? null : dayToDate(validTo),
      }),
    ),
  });
  await tx.unitPopulation.createMany({
    data: units.flatMap(({ id: unitId, unit: { validFrom, population: people, populationEstimatedFrom } }) =>
      populationEstimatedFrom === null
        ? []
        : [
            {
              unitId,
              validFrom: dayToDate(validFrom),
              people,
              source: `${ESTIMATED_COUNT}: ${populationEstimatedFrom}`,
            },
          ],
    ),
  });
  await tx.residentialGroup.createMany({
    data: area.groups.map(({ unitIndex, geometry, ...group }, i) => ({
      ...group,
      townId,
      unitId: itemAt(units, unitIndex).id,
      geometry: { ...geometry },
      dwellings: area.dwellings[i] ?? undefined,
    })),
  });
  const cooperatives = area.cooperatives.map((cooperative) => ({ id: uuid(), townId, ...cooperative }));
  await tx.cooperative.createMany({ data: cooperatives });
  const cooperativeId = new Map(cooperatives.map((cooperative) => [cooperative.code, cooperative.id]));

  const points = area.points.map((point) => ({ id: uuid(), point }));
  await tx.collectionPoint.createMany({
    data: points.map(({ id, point }) => ({
      id,
      townId,
      unitId: itemAt(units, point.unitIndex).id,
      cooperativeId: point.cooperativeCode === null ? null : cooperativeId.get(point.cooperativeCode),
      code: point.code,
      name: point.name,
      kind: point.kind,
      ...placeColumns(point),
      containers: point.containers,
      householdsServed: point.householdsServed,
      ...(point.stretch && { stretch: point.stretch }),
      serviceSeconds: point.serviceSeconds,
      windows: point.windows,
      maxWeightTonnes: point.maxWeightTonnes,
      maxWidthMetres: point.maxWidthMetres,
      maxHeightMetres: point.maxHeightMetres,
    })),
  });
  await tx.pointStream.createMany({
    data: points.flatMap(({ id, point }) =>
      point.streams.map(({ weekdays, days, ...held }) => ({
        ...held,
        pointId: id,
        weekdays: [...weekdays],
        ...(days && { days }),
      })),
    ),
  });
  await writeReaches(
    tx,
    area.graphId,
    points.map(({ id }) => id),
    area.reaches,
  );

  const facilities = area.facilities.map((facility) => ({ id: uuid(), facility }));
  await tx.facility.createMany({
    data: facilities.map(({ id, facility }) => ({
      id,
      townId,
      code: facility.code,
      name: facility.name,
      kind: facility.kind,
      ...placeColumns(facility),
      windows: facility.windows,
      acceptedStreams: facility.acceptedStreams,
      dailyIntakeKg: facility.dailyIntakeKg,
      unloadSeconds: facility.unloadSeconds,
    })),
  });
  const facilityId = new Map(facilities.map(({ id, facility }) => [facility.code, id]));
  await writeFleet(tx, townId, area.trucks, { facilityId, cooperativeId });
  if (!hasTargets) return;
  await tx.target.createMany({
    data: RESOLUTION_TARGETS.map(({ setting, streams, effectiveOn, share }) => ({
      townId,
      setting,
      streams: [...streams],
      effectiveOn: dayToDate(effectiveOn),
      share,
    })),
  });
}

async function writeFleet(
  tx: Transaction,
  townId: string,
  rows: readonly TruckRow[],
  ids: { facilityId: ReadonlyMap<string, string>; cooperativeId: ReadonlyMap<string, string> },
): Promise<void> {
  const idOf = (map: ReadonlyMap<string, string>, code: string): string => {
    const id = map.get(code);
    if (id === undefined) throw new Error(`${code} was checked and is not there`);
    return id;
  };
  const trucks = rows.map((row) => ({ id: uuid(), row }));
  await tx.truck.createMany({
    data: trucks.map(({ id, row }, i) => ({
      id,
      townId,
      code: row.code,
      number: i + 1,
      capacityKg: row.capacityKg,
      capacityLitres: row.capacityLitres,
      heightMetres: row.heightMetres,
      widthMetres: row.widthMetres,
      weightTonnes: row.weightTonnes,
      streams: row.streams,
      depotId: idOf(ids.facilityId, row.depotCode),
      cooperativeId: idOf(ids.cooperativeId, row.cooperativeCode),
      costPerDay: row.costPerDay,
      costPerHour: row.costPerHour,
      costPerKm: row.costPerKm,
      deviceId: row.deviceId,
    })),
  });

  const drivers = await driversByCrew(tx);
  const firstOfCrew = new Map([...rows].reverse().map((row) => [row.crewCode, row]));
  const crews = [...firstOfCrew].map(([code, row]) => ({
    id: uuid(),
    townId,
    code,
    cooperativeId: idOf(ids.cooperativeId, row.cooperativeCode),
    driverUserId: drivers.get(code) ?? null,
  }));
  await tx.crew.createMany({ data: crews });
  const crewId = new Map(crews.map((crew) => [crew.code, crew.id]));
  await tx.shift.createMany({
    data: trucks.flatMap(({ id, row }) =>
      row.shifts.map(([startSecond, endSecond]) => ({
        townId,
        truckId: id,
        crewId: idOf(crewId, row.crewCode),
        weekdays: row.weekdays,
        startSecond,
        endSecond,
        maxOvertimeSeconds: row.maxOvertimeSeconds,
        breaks: row.breaks,
      })),
    ),
  });
}

/** Who drives in the area that is active now: a crew of the same code in its successor keeps its driver. */
async function driversByCrew(tx: Transaction): Promise<Map<string, string>> {
  const crews = await tx.crew.findMany({
    where: { town: { isActive: true }, driverUserId: { not: null } },
    select: { code: true, driverUserId: true },
  });
  return new Map(crews.flatMap(({ code, driverUserId }) => (driverUserId === null ? [] : [[code, driverUserId]])));
}

function placeColumns(place: { readonly position: LonLat } & OnRoad) {
  return {
    lon: place.position[0],
    lat: place.position[1],
    roadLon: place.roadPosition[0],
    roadLat: place.roadPosition[1],
    roadDistanceMetres: place.roadDistanceMetres,
  };
}
