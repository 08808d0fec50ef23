import { lineStringSchema, type LonLat } from '../../domain/geo.ts';
import type { DayPlan } from '../../domain/tracks/day/known.ts';
import type { PlannedCall } from '../../domain/visits/infer/infer-visits.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import type { PlannedDay } from './planned-days.ts';

const stopSelect = {
  id: true,
  kind: true,
  visitId: true,
  visitPart: true,
  visitParts: true,
  pointId: true,
  stream: true,
  arrivesAt: true,
  point: {
    select: {
      roadLon: true,
      roadLat: true,
      serviceSeconds: true,
      containers: true,
      householdsServed: true,
      stretch: true,
    },
  },
  leg: { select: { geometry: true } },
  trip: { select: { number: true } },
  route: { select: { shiftId: true } },
} satisfies Prisma.StopSelect;
type StopRow = Prisma.StopGetPayload<{ select: typeof stopSelect }>;

/** A stop at a point, as far as a report of it names it. */
export type CalledStop = Pick<
  StopRow,
  'id' | 'visitId' | 'visitPart' | 'visitParts' | 'pointId' | 'stream' | 'trip' | 'route'
>;

/** What a truck was to do on a day, and the stops that its calls are of, by id. */
export interface ReadDayPlan {
  readonly plan: DayPlan;
  readonly stops: ReadonlyMap<string, CalledStop>;
}

/** Reads what a truck's track of a day is held against. */
export async function readDayPlan(
  prisma: PrismaClient,
  { townId, truckId, revisionId, drivesUntil }: PlannedDay,
): Promise<ReadDayPlan> {
  const [routes, facilities] = await Promise.all([
    prisma.route.findMany({
      where: { truckId, revisionId },
      select: { stops: { select: stopSelect, orderBy: { sequence: 'asc' } } },
      orderBy: { startsAt: 'asc' },
    }),
    prisma.facility.findMany({
      where: { townId },
      select: { lon: true, lat: true, roadLon: true, roadLat: true },
    }),
  ]);
  const stops = routes.flatMap((route) => route.stops);
  const elsewhere = facilities.flatMap(({ lon, lat, roadLon, roadLat }): LonLat[] => [
    [lon, lat],
    [roadLon, roadLat],
  ]);
  const way = stops.flatMap(({ leg }) => {
    const line = lineStringSchema.safeParse(leg?.geometry);
    return line.success ? [line.data.coordinates] : [];
  });
  return {
    plan: { calls: stops.flatMap(callOf), elsewhere, way, drivesUntil: drivesUntil.getTime() },
    stops: new Map(stops.map(({ leg: _, point: __, ...stop }) => [stop.id, stop])),
  };
}

function callOf({ id, kind, arrivesAt, point }: StopRow): PlannedCall[] {
  if (kind !== 'point' || !point) return [];
  const { roadLon, roadLat, serviceSeconds, containers, householdsServed, stretch } = point;
  return [
    {
      ...{ stopId: id, position: [roadLon, roadLat], plannedAt: arrivesAt.getTime(), serviceSeconds },
      // No container stands there and households bring theirs to the street: the truck need not stand.
      isHouseToHouse: containers === 0 && householdsServed > 0,
      stretch: lineStringSchema.nullable().parse(stretch)?.coordinates ?? null,
    },
  ];
}
