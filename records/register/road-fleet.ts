import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import { facilityKindSchema } from '../../domain/facilities.ts';
import type { LonLat } from '../../domain/geo.ts';
import { pointKindSchema } from '../../domain/points.ts';
import { streamSchema } from '../../domain/streams.ts';
import { dayWindowsSchema } from '../../domain/windows.ts';
import type { CollectionPoint, Facility, PointStream, PrismaClient } from '../../prisma/client/client.ts';

const streams = streamSchema.array();

/** Trucks and facilities of a town, as far as they decide which road a place is laid onto. */
export async function readRoadFleet(prisma: PrismaClient, townId: string) {
  const trucks = await prisma.truck.findMany({
    where: { townId, isActive: true },
    include: { depot: { select: { code: true } }, cooperative: { select: { code: true } } },
  });
  const facilities = await prisma.facility.findMany({ where: { townId, isActive: true } });
  return {
    trucks: trucks.map(
      (row): TruckRow => ({
        ...row,
        line: 0,
        streams: streams.parse(row.streams),
        depotCode: row.depot.code,
        cooperativeCode: row.cooperative.code,
        cooperativeName: null,
        cooperativeKind: null,
        shifts: [],
        weekdays: [],
        maxOvertimeSeconds: 0,
        breaks: [],
        crewCode: '',
      }),
    ),
    facilities: facilities.map((row) => ({
      ...facilityToPlace(row),
      roadPosition: [row.roadLon, row.roadLat] satisfies LonLat as LonLat,
      roadDistanceMetres: row.roadDistanceMetres,
    })),
  };
}

/** A facility that is to be laid onto a road. @throws where there is none of this id */
export async function readFacilityToLay(prisma: PrismaClient, id: string): Promise<Facility> {
  return await prisma.facility.findUniqueOrThrow({ where: { id } });
}

/** Points that are to be laid onto roads, each with its streams. */
export async function readPointsToLay(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<(CollectionPoint & { streams: PointStream[] })[]> {
  return await prisma.collectionPoint.findMany({ where: { id: { in: [...ids] } }, include: { streams: true } });
}

/** A facility as one that is to be laid onto a road. */
export function facilityToPlace(row: Facility) {
  return {
    line: 0,
    code: row.code,
    name: row.name,
    kind: facilityKindSchema.parse(row.kind),
    position: [row.lon, row.lat] satisfies LonLat as LonLat,
    windows: dayWindowsSchema.parse(row.windows),
    acceptedStreams: streams.parse(row.acceptedStreams),
    dailyIntakeKg: row.dailyIntakeKg,
    unloadSeconds: row.unloadSeconds,
  };
}

/** A point as one that is to be laid onto a road. */
export function pointToPlace(row: CollectionPoint & { readonly streams: readonly PointStream[] }) {
  return {
    line: 0,
    unitIndex: 0,
    code: row.code,
    name: row.name,
    kind: pointKindSchema.parse(row.kind),
    position: [row.lon, row.lat] satisfies LonLat as LonLat,
    streams: row.streams.map(({ stream, expectedKgPerDay, weekdays }) => ({
      stream: streamSchema.parse(stream),
      expectedKgPerDay,
      weekdays,
    })),
    containers: row.containers,
    householdsServed: row.householdsServed,
    serviceSeconds: row.serviceSeconds,
    windows: dayWindowsSchema.parse(row.windows),
    maxWeightTonnes: row.maxWeightTonnes,
    maxWidthMetres: row.maxWidthMetres,
    maxHeightMetres: row.maxHeightMetres,
    cooperativeCode: null,
  };
}
