import { type Day, instantAt } from '../../domain/day.ts';
import { type LonLat, lineStringSchema } from '../../domain/geo.ts';
import { type RouteView, STOP_KINDS, type StopView } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { z } from 'zod';

const place = { select: { code: true, name: true, lon: true, lat: true } } as const;

/** What a route's view is made of; the steps of its legs are left where they are. */
export const routeInclude = {
  truck: { include: { depot: place } },
  shift: { include: { crew: { select: { code: true } } } },
  trips: { include: { facility: { select: { name: true } } }, orderBy: { number: 'asc' } },
  stops: {
    include: { point: place, facility: place, trip: { select: { number: true } }, leg: { select: { geometry: true } } },
    orderBy: { sequence: 'asc' },
  },
} satisfies Prisma.RouteInclude;

type RouteRow = Prisma.RouteGetPayload<{ include: typeof routeInclude }>;
type StopRow = RouteRow['stops'][number];

/** A route with its trips and stops as dispatchers and drivers look at it. */
export function routeView(row: RouteRow, day: Day, timeZone: string): RouteView {
  const { truck, shift } = row;
  // A break is wherever the truck stands, which is where it stopped before.
  let standing: LonLat = [truck.depot.lon, truck.depot.lat];
  return {
    id: row.id,
    truckId: truck.id,
    truckCode: truck.code,
    truckNumber: truck.number,
    shiftId: shift.id,
    capacityKg: truck.capacityKg,
    capacityLitres: truck.capacityLitres,
    crewCode: shift.crew?.code ?? null,
    shiftStartsAt: instantAt(day, shift.startSecond, timeZone).toISOString(),
    shiftEndsAt: instantAt(day, shift.endSecond, timeZone).toISOString(),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    drivingSeconds: row.drivingSeconds,
    lengthMetres: row.lengthMetres,
    waitSeconds: row.waitSeconds,
    serviceSeconds: row.serviceSeconds,
    loadKg: row.loadKg,
    costDong: row.costDong,
    trips: row.trips.map(({ number, facilityId, facility, loadKg, loadLitres }) => ({
      number,
      facilityId,
      facilityName: facility.name,
      loadKg,
      loadLitres,
    })),
    stops: row.stops.map((stop) => {
      const at = placeOf(stop, truck.depot);
      if (at) standing = [at.lon, at.lat];
      return stopView(stop, at, standing);
    }),
  };
}

interface Place {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

function placeOf(stop: StopRow, depot: Place): Place | null {
  if (stop.kind === 'start' || stop.kind === 'end') return stop.facility ?? depot;
  return stop.point ?? stop.facility;
}

function stopView(row: StopRow, at: Place | null, position: LonLat): StopView {
  return {
    id: row.id,
    sequence: row.sequence,
    kind: z.enum(STOP_KINDS).parse(row.kind),
    tripNumber: row.trip?.number ?? null,
    visitId: row.visitId,
    visitPart: row.visitPart,
    visitParts: row.visitParts,
    pointId: row.pointId,
    stream: row.stream === null ? null : streamSchema.parse(row.stream),
    facilityId: row.facilityId,
    code: at?.code ?? '',
    name: at?.name ?? '',
    position,
    arrivesAt: row.arrivesAt.toISOString(),
    startsAt: row.startsAt.toISOString(),
    departsAt: row.departsAt.toISOString(),
    waitSeconds: row.waitSeconds,
    loadKg: row.loadKg,
    loadAfterKg: row.loadAfterKg,
    loadAfterLitres: row.loadAfterLitres,
    legSeconds: row.legSeconds,
    legMetres: row.legMetres,
    geometry: row.leg ? lineStringSchema.parse(row.leg.geometry) : null,
  };
}
