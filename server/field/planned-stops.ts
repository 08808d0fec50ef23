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
  /** Stream of a point's stop; of an unloading the one of which most was carried there. */
  readonly stream: string | null;
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
  areaId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlannedStop>> {
  const rows = await prisma.stop.findMany({
    where: { id: { in: [...ids] }, route: { truck: { areaId } } },
    select: {
      id: true,
      kind: true,
      pointId: true,
      facilityId: true,
      stream: true,
      route: {
        select: {
          truckId: true,
          startsAt: true,
          endsAt: true,
          revision: { select: { plan: { select: { day: true } } } },
        },
      },
      trip: { select: { stops: { where: { kind: 'point' }, select: { stream: true, loadKg: true } } } },
    },
  });
  return new Map(
    rows.map(({ id, kind, pointId, facilityId, stream, route, trip }) => [
      id,
      {
        id,
        kind,
        pointId,
        facilityId,
        truckId: route.truckId,
        day: dateToDay(route.revision.plan.day),
        stream: stream ?? mostCarried(trip?.stops ?? []),
        routeStartsAt: route.startsAt,
        routeEndsAt: route.endsAt,
      },
    ]),
  );
}

function mostCarried(stops: readonly { stream: string | null; loadKg: number }[]): string | null {
  const kgByStream = new Map<string, number>();
  for (const { stream, loadKg } of stops) {
    if (stream !== null) kgByStream.set(stream, (kgByStream.get(stream) ?? 0) + loadKg);
  }
  const [most] = [...kgByStream].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
