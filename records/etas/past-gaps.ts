import { addDays, type Day } from '../../domain/day.ts';
import type { PastGap } from '../../domain/etas/learn.ts';
import type { Database } from '../../platform/database.ts';

/** What is longer ago says little of how a stop is served now. */
const MEMORY_DAYS = 42;

/**
 * From report to report of stops that follow each other on a published route of the weeks before `day`, as their crews told
 * them. Stops that the plan had wait are left out, and those after a rest or an unloading.
 */
export async function readPastGaps(
  { pool }: Pick<Database, 'pool'>,
  town: { readonly id: string; readonly timeZone: string },
  day: Day,
): Promise<PastGap[]> {
  const { rows } = await pool.query<PastGap>(
    `WITH done AS (
       SELECT stop."routeId", stop.sequence, stop."pointId", stop.stream, stop."legSeconds", stop."waitSeconds",
              max(event."doneAt") AS "doneAt"
         FROM "FieldEvent" event
         JOIN "Stop" stop ON stop.id = event."stopId" AND stop.kind = 'point'
        WHERE event."townId" = $1 AND event.day >= $2::date AND event.day < $3::date AND event.kind = 'served'
          AND event."visitGrade" = 'confirmed' AND event."isTimeKnown" AND event."retractedAt" IS NULL
        GROUP BY stop.id)
     SELECT one."pointId", one.stream, one."legSeconds",
            extract(epoch FROM one."doneAt" - before."doneAt")::float8 AS seconds,
            extract(hour FROM one."doneAt" AT TIME ZONE $4)::int AS hour
       FROM done one
       JOIN done before ON before."routeId" = one."routeId" AND before.sequence = one.sequence - 1
      -- Without a way between them nothing was driven by a plan: made-up history, or two streams of one point.
      WHERE one."legSeconds" > 0 AND one."waitSeconds" = 0 AND one."doneAt" > before."doneAt"`,
    [town.id, addDays(day, -MEMORY_DAYS), day, town.timeZone],
  );
  return rows;
}
