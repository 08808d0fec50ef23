import { type Day, dateToDay } from '../../domain/day.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';

/** A planned stop as far as a report about it needs it. */
export interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly truckId: string;
  /** The day whose plan it is of. */
  readonly day: Day;
  /** Of a point's stop: the visit it serves, and which of how many equal parts of it. */
  readonly visitId: string | null;
  readonly visitPart: number | null;
  readonly visitParts: number | null;
  /** The shift whose route it is of, and which of that shift's trips and, of a break, of its breaks. */
  readonly shiftId: string;
  readonly tripNumber: number | null;
  readonly breakNumber: number | null;
  readonly pointId: string | null;
  readonly facilityId: string | null;
  /** Stream of a point's stop; of an unloading the only one its trip was planned to carry, `null` where there are several. */
  readonly stream: string | null;
  /** The mass that the plan expects to be taken or unloaded there. */
  readonly expectedKg: number;
  /** When its route is planned to begin and to end. */
  readonly routeStartsAt: Date;
  readonly routeEndsAt: Date;
}

/**
 * The stops of these ids that are planned in the area, by id. Of any revision: a phone that was offline goes on by the
 * one it has, and what was done is not undone by publishing another.
 */
export async function readPlannedStops(
  prisma: PrismaClient,
  townId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlannedStop>> {
  const rows = await prisma.stop.findMany({
    where: { id: { in: [...ids] }, route: { truck: { townId } } },
    select: stopSelect,
  });
  return new Map(rows.map((row) => [row.id, plannedStop(row)]));
}

/** A visit as far as a report about it needs it. */
export interface PlannedVisit {
  readonly id: string;
  readonly pointId: string;
  readonly stream: string;
  readonly day: Day;
  /** By truck: the stops at which the day's published revision has it serve the visit. */
  readonly stopsOfTruck: ReadonlyMap<string, readonly PlannedStop[]>;
}

/** The visits of these ids in the area, by id. */
export async function readPlannedVisits(
  prisma: PrismaClient,
  townId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlannedVisit>> {
  const rows = await prisma.visit.findMany({
    where: { id: { in: [...ids] }, townId },
    include: { stops: { where: { route: { revision: { publishedOn: { isNot: null } } } }, select: stopSelect } },
  });
  return new Map(
    rows.map(({ id, pointId, stream, day, stops }) => {
      const stopsOfTruck = new Map<string, PlannedStop[]>();
      for (const stop of stops.map(plannedStop)) {
        stopsOfTruck.set(stop.truckId, [...(stopsOfTruck.get(stop.truckId) ?? []), stop]);
      }
      return [id, { id, pointId, stream, day: dateToDay(day), stopsOfTruck }];
    }),
  );
}

const stopSelect = {
  id: true,
  kind: true,
  visitId: true,
  visitPart: true,
  visitParts: true,
  pointId: true,
  facilityId: true,
  stream: true,
  loadKg: true,
  route: {
    select: {
      truckId: true,
      shiftId: true,
      startsAt: true,
      endsAt: true,
      revision: { select: { plan: { select: { day: true } } } },
      stops: { where: { kind: 'break' }, select: { id: true }, orderBy: { sequence: 'asc' } },
    },
  },
  trip: { select: { number: true, stops: { where: { kind: 'point' }, select: { stream: true } } } },
} satisfies Prisma.StopSelect;

function plannedStop(row: Prisma.StopGetPayload<{ select: typeof stopSelect }>): PlannedStop {
  const { route, trip, loadKg, ...stop } = row;
  return {
    ...stop,
    truckId: route.truckId,
    day: dateToDay(route.revision.plan.day),
    shiftId: route.shiftId,
    tripNumber: trip?.number ?? null,
    breakNumber: stop.kind === 'break' ? route.stops.findIndex(({ id }) => id === stop.id) + 1 : null,
    stream: stop.stream ?? onlyCarried(trip?.stops ?? []),
    expectedKg: Math.abs(loadKg),
    routeStartsAt: route.startsAt,
    routeEndsAt: route.endsAt,
  };
}

/** Of several streams on a truck nobody can tell which one was on the weighbridge. */
function onlyCarried(stops: readonly { stream: string | null }[]): string | null {
  const streams = new Set(stops.map(({ stream }) => stream));
  const [only = null] = streams;
  return streams.size === 1 ? only : null;
}
