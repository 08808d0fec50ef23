import { addDays, type Day } from '../../domain/day.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { Database } from '../../platform/database.ts';

/** Published plans older than this say nothing about what a crew knows. */
const MEMORY_DAYS = 14;

/** By shift: the visits its crew made last, in their order. */
export type FamiliarVisits = ReadonlyMap<string, readonly { readonly pointId: string; readonly stream: Stream }[]>;

/**
 * What the crews of an area know: the routes published for the same weekday a week before, or else those of the last
 * published day within two weeks before `day`.
 */
export async function readFamiliarVisits({ pool }: Database, townId: string, day: Day): Promise<FamiliarVisits> {
  const { rows } = await pool.query<{ shiftId: string; pointId: string; stream: string }>(
    `SELECT route."shiftId", stop."pointId", stop.stream
       FROM "Stop" stop JOIN "Route" route ON route.id = stop."routeId"
      WHERE stop.kind = 'point' AND route."revisionId" = (
        SELECT "publishedRevisionId" FROM "Plan"
         WHERE "townId" = $1 AND "publishedRevisionId" IS NOT NULL AND day >= $2::date AND day < $3::date
         ORDER BY day = $4::date DESC, day DESC LIMIT 1)
      ORDER BY route.id, stop.sequence`,
    [townId, addDays(day, -MEMORY_DAYS), day, addDays(day, -7)],
  );
  const visits = new Map<string, { pointId: string; stream: Stream }[]>();
  for (const { shiftId, pointId, stream } of rows) {
    const own = visits.get(shiftId) ?? [];
    own.push({ pointId, stream: streamSchema.parse(stream) });
    visits.set(shiftId, own);
  }
  return visits;
}
