import { dateToDay } from '../../domain/day.ts';
import { lineStringSchema } from '../../domain/geo.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { RouteWay, WayStop } from '../../domain/route-files/route-way.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

const place = { select: { code: true, name: true, lon: true, lat: true } } as const;

/**
 * A route of a plan with its stops and its way. Who may not read plans sees a published route of their own only.
 *
 * @returns `null` where the viewer may see no such route
 */
export async function readRouteWay(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { planId, routeId }: { readonly planId: string; readonly routeId: string },
): Promise<RouteWay | null> {
  const mayOnlySeeOwn: Prisma.RouteWhereInput = holdsForTown(viewer, 'plan.read')
    ? {}
    : { AND: [whereOf(viewer, 'own-route.read'), { revision: { publishedOn: { isNot: null } } }] };
  const route = await prisma.route.findFirst({
    where: { AND: [{ id: routeId, revision: { planId, plan: { townId } } }, mayOnlySeeOwn] },
    select: {
      truck: { select: { code: true, number: true, depot: place } },
      revision: { select: { plan: { select: { day: true } } } },
      stops: {
        orderBy: { sequence: 'asc' },
        select: {
          ...{ sequence: true, kind: true, stream: true, arrivesAt: true, loadKg: true },
          ...{ point: place, facility: place, leg: { select: { geometry: true } } },
        },
      },
    },
  });
  if (!route) return null;
  const { truck, revision, stops } = route;
  const places = stops.flatMap((stop, index): WayStop[] => {
    const at = stop.point ?? stop.facility ?? (stop.kind === 'break' ? null : truck.depot);
    if (!at) return [];
    return [
      {
        ...{ order: index + 1, kind: stop.kind as WayStop['kind'], code: at.code, name: at.name },
        ...{ stream: stop.stream, position: [at.lon, at.lat], expectedKg: stop.loadKg },
        arrivesAt: stop.arrivesAt.toISOString(),
      },
    ];
  });
  return {
    day: dateToDay(revision.plan.day),
    ...{ truckNumber: truck.number, truckCode: truck.code, stops: places },
    legs: stops.flatMap(({ leg }) => (leg ? [lineStringSchema.parse(leg.geometry).coordinates] : [])),
  };
}
