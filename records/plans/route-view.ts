import { instantAt } from '../../domain/clock-times.ts';
import type { Day } from '../../domain/day.ts';
import { type LonLat, lineStringSchema } from '../../domain/geo.ts';
import { type RouteView, STOP_KINDS, type StopView } from '../../domain/plans.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Truck } from '../../domain/trucks.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { RevisionBooks } from './revision-books.ts';
import type { ShiftEndOf } from './shift-ends.ts';
import { z } from 'zod';

/** What a route's view is made of; the steps of its legs are left where they are. */
export const routeInclude = {
  trips: { orderBy: { number: 'asc' } },
  stops: {
    include: { trip: { select: { number: true } }, leg: { select: { geometry: true } } },
    orderBy: { sequence: 'asc' },
  },
} satisfies Prisma.RouteInclude;

type RouteRow = Prisma.RouteGetPayload<{ include: typeof routeInclude }>;
type StopRow = RouteRow['stops'][number];

interface Place {
  readonly code: string;
  readonly name: string;
  readonly position: LonLat;
}

/**
 * Makes a function that gives a route with its trips and stops as dispatchers and drivers look at it.
 *
 * @param books the town's books that its revision was kept with: names, places and shifts come from there
 * @param shiftEndOf where a shift ends otherwise on that day
 */
export function routeViewer(
  books: RevisionBooks,
  shiftEndOf: ShiftEndOf,
  day: Day,
  timeZone: string,
): (row: RouteRow) => RouteView {
  const trucks = byId(books.trucks);
  const points = byId(books.points);
  const facilities = byId([...books.archivedFacilities, ...books.facilities]);
  const placeOf = (stop: StopRow, depot: Place): Place | null => {
    if (stop.facilityId !== null) return found(facilities, stop.facilityId);
    if (stop.kind === 'start' || stop.kind === 'end') return depot;
    return stop.pointId === null ? null : found(points, stop.pointId);
  };
  return (row) => {
    const truck = found(trucks, row.truckId);
    const shift = shiftOf(truck, row.shiftId);
    const depot = found(facilities, truck.depotId);
    // A break is wherever the truck stands, which is where it stopped before.
    let standing: LonLat = depot.position;
    return {
      id: row.id,
      truckId: truck.id,
      truckCode: truck.code,
      truckNumber: truck.number,
      shiftId: row.shiftId,
      capacityKg: truck.capacityKg,
      capacityLitres: truck.capacityLitres,
      crewCode: shift.crewCode,
      shiftStartsAt: instantAt(day, shift.startSecond, timeZone).toISOString(),
      shiftEndsAt: shiftEndOf(row, instantAt(day, shift.endSecond, timeZone)).toISOString(),
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      drivingSeconds: row.drivingSeconds,
      lengthMetres: row.lengthMetres,
      waitSeconds: row.waitSeconds,
      serviceSeconds: row.serviceSeconds,
      loadKg: row.loadKg,
      costDong: row.costDong,
      trips: row.trips.map(({ number, facilityId, loadKg, loadLitres }) => ({
        number,
        facilityId,
        facilityName: found(facilities, facilityId).name,
        loadKg,
        loadLitres,
      })),
      stops: row.stops.map((stop) => {
        const at = placeOf(stop, depot);
        if (at) standing = at.position;
        return stopView(stop, at, standing);
      }),
    };
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Nothing that a route names is ever taken out of the books: it is archived. */
function found<T>(items: ReadonlyMap<string, T>, id: string): T {
  const item = items.get(id);
  if (!item) throw new Error(`a route names ${id}, which its revision's books do not hold`);
  return item;
}

function shiftOf(truck: Truck, shiftId: string): Truck['shifts'][number] {
  const shift = truck.shifts.find(({ id }) => id === shiftId);
  if (!shift) throw new Error(`truck ${truck.code} has no shift ${shiftId} in its revision's books`);
  return shift;
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
