import { z } from 'zod';
import { type Day, daySchema } from '../../domain/day.ts';
import { type EtasView, etasViewSchema } from '../../domain/etas/view.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Platform } from '../../platform/platform.ts';
import { readExpectedDay } from '../../records/etas/expected-day.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';

/** When trucks are expected where. */
export function etaRoutes(platform: Platform): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/day/:date/etas',
      permission: 'fleet.watch',
      tag: 'tracking',
      summary: 'When each truck of the published plan is expected at the stops still to come: reckoned, never measured',
      params: z.object({ date: daySchema }),
      answer: etasViewSchema,
      handler: async ({ params }) =>
        await readEtas(platform, await requireActiveTown(platform.database.prisma), params.date),
    }),
  ];
}

async function readEtas({ database }: Platform, town: ActiveTown, day: Day): Promise<EtasView> {
  const found = await readExpectedDay(database, town, day, new Date());
  const at = found.at.toISOString();
  if (!found.expected) return { day, at, planId: null, revisionNumber: null, trucks: [] };
  const { planId, revisionNumber, routes, stopRows, expected } = found;
  const text = (milliseconds: number): string => new Date(Math.round(milliseconds)).toISOString();
  return {
    ...{ day, at, planId, revisionNumber },
    trucks: expected.map(({ truckId, routeId, latenessSeconds, from, heardAt, standing, stops }, k) => {
      const planned = new Map(itemAt(routes, k).stops.map((stop) => [stop.id, stop]));
      return {
        ...{ truckId, routeId, latenessSeconds, from },
        heardAt: heardAt === null ? null : text(heardAt),
        standsSince: standing && text(standing.since),
        stops: stops.map(({ stopId, arrivesAt, departsAt, learntFrom }) => {
          const plannedAt = planned.get(stopId)?.arrivesAt ?? arrivesAt;
          return {
            ...{ stopId, visitId: stopRows.get(stopId)?.visitId ?? null, learntFrom },
            ...{ plannedAt: text(plannedAt), expectedAt: text(arrivesAt), departsAt: text(departsAt) },
            latenessSeconds: Math.round((arrivesAt - plannedAt) / 1000),
          };
        }),
      };
    }),
  };
}
