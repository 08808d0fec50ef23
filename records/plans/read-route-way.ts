import { dateToDay } from '../../domain/day.ts';
import { lineStringSchema } from '../../domain/geo.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { RouteWay, WayStop } from '../../domain/route-files/route-way.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { visibleRoute } from './visible-route.ts';

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
  asked: { readonly planId: string; readonly routeId: string },
): Promise<RouteWay | null> {
  const route = await prisma.route.findFirst({
    where: visibleRoute(viewer, townId, asked),
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
