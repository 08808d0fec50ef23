import { bbox, featureCollection, multiPolygon } from '@turf/turf';
import { v7 as uuid } from 'uuid';
import { fold } from '../../domain/area-files/fold.ts';
import type { ImportOptions } from '../../domain/area-files/import-request.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { Dwelling } from '../../domain/coverage-people.ts';
import { dayToDate } from '../../domain/day.ts';
import type { Street } from '../../domain/streets.ts';
import { RESOLUTION_TARGETS } from '../../domain/targets.ts';
import { ESTIMATED_COUNT } from '../../domain/units.ts';
import { activateArea } from '../../platform/area-import.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../../records/changes/record-change.ts';
import { writeReaches } from '../../records/points/write-reaches.ts';
import { activateDataset } from '../../records/towns/datasets.ts';
import { keepStreets } from '../../records/streets/keep-streets.ts';
import { listedFaults } from './faulty-files.ts';
import { ImportCancelled } from './import-hold.ts';
import type { PlacedFacility } from './place-facilities.ts';
import type { PlacedPoint } from './place-points.ts';
import { type Merge, type MergeCounts, mergeTown } from './merge-town.ts';
import type { Reach } from './reaches.ts';
import type { AreaContent } from './read-files.ts';

/** An area, complete: what the files say, laid onto the roads. */
export interface CompleteArea extends Omit<AreaContent, 'points' | 'facilities'> {
  points: PlacedPoint[];
  /** Those of each point, in their order. */
  reaches: Reach[][];
  facilities: PlacedFacility[];
  /** Of each residential group, in their order. */
  dwellings: (Dwelling[] | null)[];
  /** Streets closed to trucks at some hours only, which plans do not mind: whoever imports is told how many. */
  conditionalWays: number;
  /** Those of the base map that have a name; none where the map stays. */
  streets: Street[];
  /** Of the road graph everything was laid onto. */
  graphId: string;
}

type Transaction = Prisma.TransactionClient;

const TRANSACTION_MILLISECONDS = 300_000;

/** How an import's area is stored. */
interface Storing {
  readonly importId: string;
  readonly options: ImportOptions;
  readonly requestedBy: string | null;
  /** The town it goes into; null: a new one, which gets the id of its import. */
  readonly merge: Merge | null;
  /** Whether the extract is a new one, so that the town gets a map data set of it, with the id of the import. */
  readonly isGroundNew: boolean;
}

/**
 * Writes an area and the end of its import in one transaction: either all of it is there afterwards or nothing. The
 * first area becomes the active one, a later one if that was asked for.
 *
 * @throws ImportCancelled if the import was cancelled in the meantime
 */
export async function storeArea(prisma: PrismaClient, area: CompleteArea, storing: Storing): Promise<void> {
  const { importId, options, requestedBy, merge, isGroundNew } = storing;
  const townId = merge?.town.id ?? importId;
  await prisma.$transaction(
    async (tx) => {
      // Two imports that end at the same moment must agree on numbers, slugs and on which becomes active.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('area-activation', 0))`;
      const isFirst = (await tx.town.count({ where: { isActive: true } })) === 0;
      let merged: MergeCounts = {};
      if (merge) {
        if (isGroundNew) await activateDataset(tx, { townId, ...datasetRow(importId, area, options) });
        merged = await mergeTown(tx, area, merge, { actorUserId: requestedBy, now: new Date() });
      } else {
        await tx.town.create({ data: await townRow(tx, importId, area, options) });
        await writeTown(tx, importId, area, options.resolutionTargets);
      }
      if (isGroundNew) await keepStreets(tx, importId, area.streets);
      if (isFirst || options.activate) await activateArea(tx, townId);
      const counts = {
        units: area.units.length,
        groups: area.groups.length,
        points: area.points.length,
        trucks: area.trucks.length,
        facilities: area.facilities.length,
        leftOut: area.faults.length,
        conditionalRoads: area.conditionalWays,
        ...merged,
      };
      await recordChange(tx, {
        townId,
        subject: 'imports',
        subjectId: importId,
        actorUserId: requestedBy,
        kind: 'imported',
        after: { ...counts },
      });
      const ended = await tx.areaImport.updateMany({
        where: { id: importId, state: 'running' },
        data: {
          state: 'done',
          phase: null,
          percent: 100,
          townId,
          faults: listedFaults(area.faults),
          counts,
          finishedAt: new Date(),
        },
      });
      if (ended.count === 0) throw new ImportCancelled(importId);
    },
    { timeout: TRANSACTION_MILLISECONDS, maxWait: 30_000 },
  );
}

function datasetRow(id: string, area: CompleteArea, { attribution }: ImportOptions) {
  const shapes = area.units.map((unit) => multiPolygon(unit.geometry.coordinates));
  return { id, attribution, bbox: bbox(featureCollection(shapes)).slice(0, 4), graphId: area.graphId };
}

async function townRow(tx: Transaction, id: string, area: CompleteArea, options: ImportOptions) {
  return {
    id,
    slug: await freeSlug(tx, options.slug ?? (fold(options.name).replaceAll(' ', '-') || 'area')),
    name: options.name,
    timeZone: options.timeZone,
    isSynthetic: options.isSynthetic,
    readyAt: new Date(),
    datasets: { create: { ...datasetRow(id, area, options), isActive: true } },
  };
}

async function freeSlug(tx: Transaction, wanted: string): Promise<string> {
  const rows = await tx.town.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}

async function writeTown(tx: Transaction, townId: string, area: CompleteArea, hasTargets: boolean): Promise<void> {
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
      unitId: units[unitIndex].id,
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
      unitId: units[point.unitIndex].id,
      cooperativeId: point.cooperativeCode === null ? null : cooperativeId.get(point.cooperativeCode),
      code: point.code,
      name: point.name,
      kind: point.kind,
      ...placeColumns(point),
      containers: point.containers,
      householdsServed: point.householdsServed,
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

function placeColumns(place: PlacedPoint | PlacedFacility) {
  return {
    lon: place.position[0],
    lat: place.position[1],
    roadLon: place.roadPosition[0],
    roadLat: place.roadPosition[1],
    roadDistanceMetres: place.roadDistanceMetres,
  };
}
