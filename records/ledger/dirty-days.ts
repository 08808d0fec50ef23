import type pg from 'pg';
import { addDays, type Day } from '../../domain/day.ts';
import { LEDGER_DAYS } from '../../domain/ledger/ledger-days.ts';

/** Of a town and until which day: plans of days to come are no figures yet, what happened is, whenever that is said to be. */
export const OPEN_MARKS = `
  FROM "DirtyDay" mark
 WHERE mark."townId" = $1 AND (mark.day <= $2::date OR mark.cause IN ('event', 'ticket'))
   AND NOT EXISTS (SELECT 1 FROM "LedgerMonth" month WHERE month."townId" = mark."townId"
                      AND month.month = date_trunc('month', mark.day)::date AND month."closedAt" IS NOT NULL)`;

/** Whether any day was touched and not computed since. Of all that is asked of the marks the cheapest: it is asked again and again. */
export async function hasOpenMarks(pool: Pick<pg.Pool, 'query'>, townId: string, today: Day): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 ${OPEN_MARKS} LIMIT 1`, [townId, today]);
  return rowCount === 1;
}

/**
 * How many days from `from` to `to` were touched and not computed since; those of closed months stay as they are. Days of a made-up town
 * whose history is still being written count, too.
 */
export async function countDirtyDays(
  pool: Pick<pg.Pool, 'query'>,
  townId: string,
  today: Day,
  from: Day,
  to: Day,
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT mark.day ${OPEN_MARKS} AND mark.day BETWEEN $3::date AND $4::date
       UNION
       SELECT unwritten.day::date FROM "DemoHistory" history,
              generate_series(GREATEST(history."nextDay", $3::date), LEAST(history."to", $4::date), '1 day') AS unwritten(day)
        WHERE history."townId" = $1) AS open`,
    [townId, today, from, to],
  );
  return rows[0]?.count ?? 0;
}

/**
 * Opens the days of the ledger that have come: from the first of which anything is known up to `today`, each of them to be
 * computed. What is there already is left alone, so that anybody may ask for it at any time.
 *
 * @returns how many days were opened
 */
export async function openDays(pool: Pick<pg.Pool, 'query'>, townId: string, today: Day): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH first AS (
       -- GREATEST passes over what is null: of a town of which nothing is known no day is opened.
       SELECT GREATEST(known.day, $3::date) AS day
         FROM (SELECT LEAST((SELECT min(day) FROM "FieldEvent" WHERE "townId" = $1 AND "retractedAt" IS NULL),
                            (SELECT min(day) FROM "Ticket" WHERE "townId" = $1),
                            (SELECT min(day) FROM "Plan" WHERE "townId" = $1 AND "publishedRevisionId" IS NOT NULL)) AS day) known
        WHERE known.day IS NOT NULL
     ), opened AS (
       INSERT INTO "LedgerDay" ("townId", day)
       SELECT $1, days.day::date FROM first, generate_series(first.day, $2::date, '1 day') AS days(day)
        WHERE first.day < COALESCE((SELECT min(day) FROM "LedgerDay" WHERE "townId" = $1), 'infinity'::date)
           OR NOT EXISTS (SELECT 1 FROM "LedgerDay" WHERE "townId" = $1 AND day = $2::date)
       ON CONFLICT DO NOTHING RETURNING day
     )
     INSERT INTO "DirtyDay" ("townId", day, cause) SELECT $1, day, 'clock' FROM opened`,
    [townId, today, addDays(today, -LEDGER_DAYS)],
  );
  return rowCount ?? 0;
}
