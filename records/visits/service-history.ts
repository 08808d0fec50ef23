import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { FieldEventKind } from '../../domain/field-events.ts';
import {
  foldServiceHistory,
  historyStart,
  type PublishedDay,
  type ServiceEvent,
  type ServiceHistory,
  type Unfinished,
} from '../../domain/service-history.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { Database } from '../../platform/database.ts';

/**
 * Reads what is known of service up to and including `day`, as far back as planning or judging `day` needs. Both the
 * planning worker and the coverage page stand on it.
 *
 * @param now decides which days are over
 * @param take how to take the days that are not, see {@link Unfinished}
 * @param periodDays the longest that lies between two collections of a point; a week unless told
 */
export async function readServiceHistory(
  { pool }: Pick<Database, 'pool'>,
  area: { readonly id: string; readonly timeZone: string },
  day: Day,
  now: Date,
  take: Unfinished['take'],
  periodDays?: number,
): Promise<ServiceHistory> {
  const from = historyStart(day, periodDays);
  // A night shift ends on the next calendar day; its events name their plan's day, others of that day are left out.
  const events = await pool.query<{
    pointId: string | null;
    stream: Stream | null;
    kind: FieldEventKind;
    doneAt: Date;
    planDay: string | null;
  }>(
    `SELECT COALESCE(visit."pointId", event."pointId") AS "pointId", COALESCE(visit.stream, event.stream) AS stream,
            event.kind, event."doneAt", to_char(event.day, 'YYYY-MM-DD') AS "planDay"
       FROM "FieldEvent" event LEFT JOIN "Visit" visit ON visit.id = event."visitId"
      WHERE event."townId" = $1 AND event."doneAt" >= $2 AND event."doneAt" < $3 AND event."retractedAt" IS NULL
        -- What a track shows counts only where nobody said anything.
        AND (event.source <> 'track' OR NOT EXISTS (
          SELECT 1 FROM "FieldEvent" told WHERE told."visitId" = event."visitId" AND told.source <> 'track'
             AND told."retractedAt" IS NULL))`,
    [area.id, instantAt(from, 0, area.timeZone), instantAt(addDays(day, 2), 0, area.timeZone)],
  );
  const visits = await pool.query<{ day: Day; pointId: string | null; stream: Stream | null }>(
    `SELECT to_char(plan.day, 'YYYY-MM-DD') AS day, stop."pointId", stop.stream
       FROM "Plan" plan
       LEFT JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
       LEFT JOIN "Stop" stop ON stop."routeId" = route.id AND stop.kind = 'point'
      WHERE plan."townId" = $1 AND plan."publishedRevisionId" IS NOT NULL AND plan.day BETWEEN $2::date AND $3::date
        -- What was published once its trucks were home, nobody drove by: it tells nothing of what was done.
        AND plan."publishedAt" < GREATEST((plan.day + 1)::timestamp AT TIME ZONE $4,
          (SELECT max(out."endsAt") FROM "Route" out WHERE out."revisionId" = plan."publishedRevisionId"))`,
    [area.id, from, day, area.timeZone],
  );
  const published = new Map<Day, { pointId: string; stream: Stream }[]>();
  for (const row of visits.rows) {
    const planned = published.get(row.day) ?? [];
    if (row.pointId !== null && row.stream !== null) planned.push({ pointId: row.pointId, stream: row.stream });
    published.set(row.day, planned);
  }
  const upToDay = events.rows.filter((event) => (event.planDay ?? dayOf(event.doneAt, area.timeZone)) <= day);
  return foldServiceHistory(
    upToDay satisfies ServiceEvent[],
    [...published].map(([planDay, planned]): PublishedDay => ({ day: planDay, visits: planned })),
    area.timeZone,
    { today: dayOf(now, area.timeZone), take },
  );
}
