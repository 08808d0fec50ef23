import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  MOST_TRIPS,
  type TruckDay,
  type TruckFactors,
  type TruckLedger,
  truckLedgerSchema,
  type TruckRow,
  truckTotals,
} from '../../domain/ledger/truck-view.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { whereOf } from '../people/where.ts';
import { TRUCK_DAYS, TRUCK_TRIPS } from './truck-sql.ts';

/**
 * How far the trucks a viewer may see went, what they brought, and what that took; of one of them day by day and trip by trip.
 *
 * @returns `null` where a truck is asked for that the viewer may not see
 */
export async function readTrucks(
  { prisma, pool }: Database,
  townId: string,
  viewer: Viewer,
  { code, from, to }: { readonly code: string | undefined; readonly from: Day; readonly to: Day },
): Promise<TruckLedger | null> {
  const trucks = await prisma.truck.findMany({
    where: { AND: [whereOf(viewer, 'trucks.read'), { townId }] },
    include: { cooperative: { select: { name: true } } },
    orderBy: { number: 'asc' },
  });
  const chosen = code === undefined ? null : trucks.find((truck) => truck.code === code);
  if (chosen === undefined) return null;
  const ids = trucks.map(({ id }) => id);
  const [days, factors, trips] = await Promise.all([
    pool.query<TruckDay & { truckId: string }>(TRUCK_DAYS, [townId, from, to, ids]),
    readFactors(prisma, townId, to),
    chosen ? pool.query(TRUCK_TRIPS, [townId, from, to, chosen.id, MOST_TRIPS]) : null,
  ]);
  const byTruck = new Map<string, TruckDay[]>();
  for (const { truckId, ...day } of days.rows) byTruck.set(truckId, [...(byTruck.get(truckId) ?? []), day]);
  const rowOf = (truck: (typeof trucks)[number]): TruckRow => ({
    ...{ code: truck.code, number: truck.number, cooperative: truck.cooperative.name, capacityKg: truck.capacityKg },
    totals: truckTotals(byTruck.get(truck.id) ?? [], truck.capacityKg, factors),
  });
  return truckLedgerSchema.parse({
    ...{ from, to },
    factors: { fuel: inForce(factors.fuel, from), co2: inForce(factors.co2, from) },
    trucks: trucks.filter(({ id, isActive }) => isActive || byTruck.has(id)).map(rowOf),
    truck: chosen && {
      ...rowOf(chosen),
      days: byTruck.get(chosen.id) ?? [],
      trips: trips?.rows.map((trip) => ({ ...trip, unloadedAt: trip.unloadedAt?.toISOString() ?? null })) ?? [],
    },
  });
}

type Known = TruckFactors & { readonly [Kind in keyof TruckFactors]: readonly { readonly source: string | null }[] };

/** Fuel and CO₂ factors of any setting until a day, the latest first: a truck drives through all of them. */
async function readFactors(prisma: Database['prisma'], townId: string, to: Day): Promise<Known> {
  const rows = await prisma.factor.findMany({
    where: { townId, isActive: true, setting: 'any', kind: { in: ['fuel', 'co2'] }, validFrom: { lte: dayToDate(to) } },
    orderBy: { validFrom: 'desc' },
  });
  const of = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ value, validFrom, source }) => ({ value, validFrom: dateToDay(validFrom), source }));
  return { fuel: of('fuel'), co2: of('co2') };
}

/** Those that hold on a day or begin after it. */
function inForce<T extends { readonly validFrom: Day }>(latestFirst: readonly T[], from: Day): T[] {
  const held = latestFirst.findIndex(({ validFrom }) => validFrom <= from);
  return held === -1 ? [...latestFirst] : latestFirst.slice(0, held + 1);
}
