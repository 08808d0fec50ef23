import type { PoolClient } from 'pg';
import type { Day } from '../../domain/day.ts';
import { closeDay } from '../../domain/ledger/close-day.ts';
import type { Database } from '../../platform/database.ts';
import { OPEN_MARKS, openDays } from './dirty-days.ts';
import { readBook } from './read-book.ts';
import { readDay } from './read-day.ts';
import { writeDay } from './write-day.ts';

/** So few at once that what is touched meanwhile does not wait long. */
const AT_ONCE = 20;

/** Of the town: who computes, one at a time; and who writes a day or closes its month, as months.ts does. */
const COMPUTING = `hashtextextended('ledger computing ' || $1::text, 0)`;
const MONTH_LOCK = `hashtextextended('ledger months ' || $1::text, 0)`;

/**
 * Computes days of a town's ledger that were touched since they were computed last: what happened first, then the latest day. Marks
 * are read before what they tell of, and only those are taken away, so that nothing that comes meanwhile is lost; a day that is
 * computed once more than needed comes out the same.
 *
 * @returns the days that were computed; none where another process is at it
 */
export async function closeDirtyDays(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  today: Day,
  signal?: AbortSignal,
): Promise<Day[]> {
  await openDays(pool, townId, today);
  const client = await pool.connect();
  try {
    const lock = await client.query<{ isOurs: boolean }>(`SELECT pg_try_advisory_lock(${COMPUTING}) AS "isOurs"`, [
      townId,
    ]);
    if (!lock.rows[0]?.isOurs) return [];
    try {
      return await closeSome(client, townId, today, signal);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${COMPUTING})`, [townId]);
    }
  } finally {
    client.release();
  }
}

async function closeSome(client: PoolClient, townId: string, today: Day, signal?: AbortSignal): Promise<Day[]> {
  const { rows: dirty } = await client.query<{ day: Day; ids: string[] }>(
    `SELECT to_char(mark.day, 'YYYY-MM-DD') AS day, array_agg(mark.id::text) AS ids ${OPEN_MARKS}
      GROUP BY mark.day ORDER BY bool_or(mark.cause IN ('event', 'ticket', 'plan')) DESC, mark.day DESC LIMIT ${AT_ONCE}`,
    [townId, today],
  );
  if (dirty.length === 0) return [];
  const book = await readBook(client, townId);
  const closed: Day[] = [];
  for (const { day, ids } of dirty) {
    if (signal?.aborted) break;
    await client.query('BEGIN');
    try {
      await client.query(`SELECT pg_advisory_xact_lock_shared(${MONTH_LOCK})`, [townId]);
      if (!(await isClosed(client, townId, day))) {
        const { cells } = closeDay(await readDay(client, townId, day, book));
        await writeDay(client, townId, day, cells);
        await client.query('DELETE FROM "DirtyDay" WHERE id = ANY($1::bigint[])', [ids]);
        closed.push(day);
      }
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
  return closed;
}

async function isClosed(client: PoolClient, townId: string, day: Day): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM "LedgerMonth" WHERE "townId" = $1 AND month = date_trunc('month', $2::date)::date AND "closedAt" IS NOT NULL`,
    [townId, day],
  );
  return (rowCount ?? 0) > 0;
}
