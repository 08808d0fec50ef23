import {
  type AlertView,
  type AlertsView,
  alertFactsSchema,
  alertKindSchema,
  alertState,
  byWhatCanBeSaved,
} from '../../domain/alerts/alerts.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Alert, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';
import { presentOfDay } from '../simulations/present-of-day.ts';

/**
 * The alerts of a day that somebody may see, what can still be saved first; those that are over come last.
 *
 * @param now the real clock
 */
export async function readAlerts(
  prisma: PrismaClient,
  { townId, viewer }: { readonly townId: string; readonly viewer: Viewer },
  day: Day,
  now: Date,
): Promise<AlertsView> {
  const at = await presentOfDay(prisma, townId, day, now);
  const rows = await prisma.alert.findMany({
    where: { AND: [{ townId, day: dayToDate(day) }, whereOf(viewer, 'alerts.read')] },
  });
  const items = await alertViews(prisma, rows, at);
  return { at: at.toISOString(), items: items.sort(byWhatCanBeSaved) };
}

/** Rows as people read them, with the names of what they are about. @param at by the clock of their day */
export async function alertViews(prisma: PrismaClient, rows: readonly Alert[], at: Date): Promise<AlertView[]> {
  const ids = (of: (row: Alert) => string | null): string[] => [...new Set(rows.flatMap((row) => of(row) ?? []))];
  const named = { select: { id: true, name: true } } as const;
  const [people, trucks, points, facilities, units, stops] = await Promise.all([
    namesOf(
      prisma,
      rows.flatMap(({ takenBy, closedBy }) => [takenBy, closedBy]),
    ),
    prisma.truck.findMany({
      where: { id: { in: ids((row) => row.truckId) } },
      select: { id: true, number: true, code: true },
    }),
    prisma.collectionPoint.findMany({ where: { id: { in: ids((row) => row.pointId) } }, ...named }),
    prisma.facility.findMany({ where: { id: { in: ids((row) => row.facilityId) } }, ...named }),
    prisma.unit.findMany({ where: { id: { in: ids((row) => row.unitId) } }, ...named }),
    prisma.stop.findMany({
      where: { id: { in: ids((row) => row.stopId) } },
      select: {
        id: true,
        route: {
          select: {
            truckId: true,
            shift: { select: { crew: { select: { id: true, code: true, name: true, phone: true } } } },
          },
        },
      },
    }),
  ]);
  const truckOf = new Map(trucks.map((truck) => [truck.id, truck]));
  const names = new Map([...points, ...facilities, ...units].map(({ id, name }) => [id, name]));
  const crewOf = new Map(stops.map(({ id, route }) => [`${id} ${route.truckId}`, route.shift.crew]));
  const person = (id: string | null) => id && { id, name: people.get(id) ?? id };
  const text = (instant: Date | null): string | null => instant && instant.toISOString();
  return rows.map((row) => {
    const truck = truckOf.get(row.truckId ?? '');
    const crew = crewOf.get(`${row.stopId} ${row.truckId}`);
    const { id, truckId, stopId, visitId, pointId, facilityId, unitId, savableKg, times, reason } = row;
    return {
      ...{ id, truckId, stopId, visitId, pointId, facilityId, unitId, savableKg, times, reason },
      kind: alertKindSchema.parse(row.kind),
      state: alertState(row, at),
      truckNumber: truck?.number ?? null,
      truckCode: truck?.code ?? null,
      placeName: names.get(pointId ?? facilityId ?? unitId ?? '') ?? null,
      crew: crew ? { id: crew.id, name: crew.name ?? crew.code, phone: crew.phone } : null,
      facts: alertFactsSchema.parse(row.facts),
      saveBy: text(row.saveBy),
      raisedAt: row.raisedAt.toISOString(),
      takenBy: person(row.takenBy) || null,
      takenAt: text(row.takenAt),
      snoozedUntil: text(row.snoozedUntil),
      closedBy: person(row.closedBy) || null,
      closedAt: text(row.closedAt),
      endedAt: text(row.endedAt),
    };
  });
}
