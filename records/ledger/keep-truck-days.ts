import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat } from '../../domain/geo.ts';
import { drivenOf, type Seen } from '../../domain/ledger/driven.ts';
import type { Database } from '../../platform/database.ts';

/**
 * Keeps what tracks show of the trucks' service days from a day on: of each published route that has begun the positions from an hour
 * before it until three hours after, made anew when more of them have come.
 *
 * @returns how many were made
 */
export async function keepTruckDays(
  { pool, prisma }: Database,
  townId: string,
  from: Day,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const { rows } = await pool.query<{ truckId: string; day: Day; begins: Date; ends: Date; fixes: number }>(CHANGED, [
    ...[townId, from, now],
  ]);
  let made = 0;
  for (const { truckId, day, begins, ends, fixes } of rows) {
    signal?.throwIfAborted();
    const seen = await pool.query<{ deviceId: string; fixTime: Date; lon: number; lat: number }>(
      `SELECT "deviceId", "fixTime", lon, lat FROM "Position"
        WHERE "truckId" = $1 AND "fixTime" BETWEEN $2 AND $3 ORDER BY "fixTime"`,
      [truckId, begins, ends],
    );
    const byDevice = new Map<string, Seen[]>();
    for (const { deviceId, fixTime, lon, lat } of seen.rows) {
      const of = byDevice.get(deviceId) ?? [];
      of.push({ at: fixTime, position: [lon, lat] as LonLat });
      byDevice.set(deviceId, of);
    }
    // Phone and tracker of one truck tell of the same way: that which tells most.
    const [most = []] = [...byDevice.values()].sort((a, b) => b.length - a.length);
    const { metres, ...seconds } = drivenOf(most);
    const data = { fixes, metres, ...seconds, computedAt: now };
    await prisma.truckDay.upsert({
      where: { truckId_day: { truckId, day: dayToDate(day) } },
      create: { townId, truckId, day: dayToDate(day), ...data },
      update: data,
    });
    made += 1;
  }
  return made;
}

/** Truck-days with other positions than what is kept of them was made from. */
const CHANGED = `
  WITH route AS (
    SELECT route."truckId", plan.day, min(route."startsAt") - interval '1 hour' AS begins, max(route."endsAt") + interval '3 hours' AS ends
      FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
     WHERE plan."townId" = $1 AND plan.day >= $2::date AND route."startsAt" < $3 GROUP BY 1, 2
  )
  SELECT route."truckId", to_char(route.day, 'YYYY-MM-DD') AS day, route.begins, route.ends, seen.fixes
    FROM route CROSS JOIN LATERAL (
      SELECT count(*)::int AS fixes FROM "Position" fix
       WHERE fix."truckId" = route."truckId" AND fix."fixTime" BETWEEN route.begins AND route.ends) seen
    LEFT JOIN "TruckDay" kept ON kept."truckId" = route."truckId" AND kept.day = route.day
   WHERE seen.fixes > 1 AND seen.fixes > COALESCE(kept.fixes, 0)
   ORDER BY route.day, route."truckId"`;
