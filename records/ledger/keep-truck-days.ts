import type { Day } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import { plannedDayOf } from '../tracks/planned-days.ts';
import { openTrackDays } from '../tracks/track-days.ts';

/**
 * Draws anew what tracks show of the trucks' service days from a day on, where it is not kept yet as it is now: of each published route that has
 * begun, from an hour before it until three hours after. Most of it was kept with the positions themselves; not that of a plan published
 * only when its trucks were under way or home already, nor that of before it was.
 *
 * @returns how many were drawn
 */
export async function keepTruckDays(
  database: Database,
  townId: string,
  from: Day,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const { rows } = await database.pool.query<{ truckId: string; day: Day }>(CHANGED, [townId, from, now]);
  const days = openTrackDays(database);
  let drawn = 0;
  for (const { truckId, day } of rows) {
    signal?.throwIfAborted();
    const planned = await plannedDayOf(database.pool, { townId, truckId, day });
    if (planned && (await days.draw(planned))) drawn += 1;
  }
  return drawn;
}

/** Truck-days with other positions than what is kept of them was made from, or whose plan another has taken the place of. */
const CHANGED = `
  WITH route AS (
    SELECT route."truckId", plan.day, plan."publishedRevisionId" AS "revisionId", min(route."startsAt") - interval '1 hour' AS begins,
           max(route."endsAt") + interval '3 hours' AS ends
      FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
     WHERE plan."townId" = $1 AND plan.day >= $2::date AND route."startsAt" < $3 GROUP BY 1, 2, 3
  )
  SELECT route."truckId", to_char(route.day, 'YYYY-MM-DD') AS day
    FROM route CROSS JOIN LATERAL (
      SELECT count(*)::int AS fixes FROM "Position" fix
       WHERE fix."truckId" = route."truckId" AND fix."fixTime" BETWEEN route.begins AND route.ends) seen
    LEFT JOIN "TruckDay" kept ON kept."truckId" = route."truckId" AND kept.day = route.day
   WHERE seen.fixes > 1 AND (seen.fixes > COALESCE(kept.fixes, 0) OR kept."revisionId" <> route."revisionId")
   ORDER BY route.day, route."truckId"`;
