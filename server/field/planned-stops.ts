import { type Day, dateToDay } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** A planned stop as far as a report about it needs it. */
export interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly truckId: string;
  /** The day whose plan it is of. */
  readonly day: Day;
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
    select: {
      id: true,
      kind: true,
      pointId: true,
      facilityId: true,
      stream: true,
      loadKg: true,
      route: {
        select: {
          truckId: true,
          startsAt: true,
          endsAt: true,
          revision: { select: { plan: { select: { day: true } } } },
        },
      },
      trip: { select: { stops: { where: { kind: 'point' }, select: { stream: true } } } },
    },
  });
  return new Map(
    rows.map(({ id, kind, pointId, facilityId, stream, loadKg, route, trip }) => [
      id,
      {
        id,
        kind,
        pointId,
        facilityId,
        truckId: route.truckId,
        day: dateToDay(route.revision.plan.day),
        stream: stream ?? onlyCarried(trip?.stops ?? []),
        expectedKg: Math.abs(loadKg),
        routeStartsAt: route.startsAt,
        routeEndsAt: route.endsAt,
      },
    ]),
  );
}

/** Of several streams on a truck nobody can tell which one was on the weighbridge. */
function onlyCarried(stops: readonly { stream: string | null }[]): string | null {
  const streams = new Set(stops.map(({ stream }) => stream));
  const [only] = streams;
  return streams.size === 1 ? only : null;
}
