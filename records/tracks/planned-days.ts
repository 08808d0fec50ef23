import type pg from 'pg';
import type { Day } from '../../domain/day.ts';

/** A truck's service day, as the published plan has it. */
export interface PlannedDay {
  readonly townId: string;
  readonly truckId: string;
  readonly day: Day;
  readonly revisionId: string;
  /** Fixes from here until there are of the day. */
  readonly from: Date;
  readonly until: Date;
  /** What the truck drives later is not of the day any more, though a visit it makes still is. */
  readonly drivesUntil: Date;
}

/** When a truck was seen, as far as that. */
export interface SeenSpan {
  readonly truckId: string;
  readonly first: Date;
  readonly last: Date;
}

/** The service days on which trucks have a published route around the times when they were seen, by truck and day. */
export async function plannedDaysOf(client: Pick<pg.Pool, 'query'>, spans: readonly SeenSpan[]): Promise<PlannedDay[]> {
  const { rows } = await client.query<PlannedDay>(AROUND, [
    spans.map(({ truckId }) => truckId),
    spans.map(({ first }) => first),
    spans.map(({ last }) => last),
  ]);
  return rows;
}

/** A truck's service day; `null` where no published plan has a route of it. */
export async function plannedDayOf(
  client: Pick<pg.Pool, 'query'>,
  { townId, truckId, day }: { readonly townId: string; readonly truckId: string; readonly day: Day },
): Promise<PlannedDay | null> {
  const { rows } = await client.query<PlannedDay>(
    `WITH planned AS (
       SELECT route."truckId", plan."publishedRevisionId" AS "revisionId"
         FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
        WHERE plan."townId" = $1 AND plan.day = $2::date AND route."truckId" = $3::uuid) ${SPANS}`,
    [townId, day, truckId],
  );
  return rows[0] ?? null;
}

/** A truck sets out early and comes home late; its track of the day is looked at as far as that. */
const SPANS = `
  SELECT plan."townId", planned."truckId", to_char(plan.day, 'YYYY-MM-DD') AS day, planned."revisionId",
         min(route."startsAt") - interval '1 hour' AS "from", max(route."endsAt") + interval '6 hours' AS "until",
         max(route."endsAt") + interval '3 hours' AS "drivesUntil"
    FROM (SELECT DISTINCT * FROM planned) planned
    JOIN "Route" route ON route."revisionId" = planned."revisionId" AND route."truckId" = planned."truckId"
    JOIN "Plan" plan ON plan."publishedRevisionId" = planned."revisionId"
   GROUP BY plan."townId", planned."truckId", plan.day, planned."revisionId"
   ORDER BY planned."truckId", plan.day`;

/** No route is longer than two days. */
const AROUND = `
  WITH planned AS (
    SELECT route."truckId", route."revisionId"
      FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) seen("truckId", first, last)
      JOIN "Route" route ON route."truckId" = seen."truckId"
       AND route."startsAt" BETWEEN seen.first - interval '2 days 6 hours' AND seen.last + interval '1 hour'
       AND route."endsAt" >= seen.first - interval '6 hours'
      JOIN "Plan" plan ON plan."publishedRevisionId" = route."revisionId") ${SPANS}`;
