import { addDays, type Day } from '../../domain/day.ts';
import { LEAST_STUDY_DAYS, STUDY_DAYS } from '../../domain/remedies/remedies.ts';
import type { Database } from '../../platform/database.ts';
import { countDirtyDays } from '../ledger/dirty-days.ts';
import { latestRequest } from './study-rows.ts';

/** The program asks by itself once a week: four weeks then have a new one. */
const AGAIN_MILLISECONDS = 7 * 86_400_000;

/** Whether it is time that the program asks for a study by itself: none was asked for in a week, and there are figures enough that stand. */
export async function isStudyDue(database: Database, townId: string, today: Day, now: Date): Promise<boolean> {
  const last = await latestRequest(database, townId);
  if (last && (last.isOpen || now.getTime() - last.requestedAt.getTime() < AGAIN_MILLISECONDS)) return false;
  const [from, to] = [addDays(today, -STUDY_DAYS), addDays(today, -1)];
  const { rows } = await database.pool.query<{ days: number }>(
    `SELECT count(DISTINCT day)::int AS days FROM "LedgerCell"
      WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND served > 0`,
    [townId, from, to],
  );
  return (
    (rows[0]?.days ?? 0) >= LEAST_STUDY_DAYS && (await countDirtyDays(database.pool, townId, today, from, to)) === 0
  );
}

/** Whether somebody waits for a plan of the town. */
export async function isPlanning({ prisma }: Pick<Database, 'prisma'>, townId: string): Promise<boolean> {
  return (
    (await prisma.planRun.count({ where: { plan: { townId }, state: { in: ['queued', 'running'] } }, take: 1 })) > 0
  );
}

/**
 * Does work on a town's study unless another process is at it.
 *
 * @returns whether it was done
 */
export async function asOnlyStudent(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const lock = `hashtextextended('remedies ' || $1::text, 0)`;
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ isOurs: boolean }>(`SELECT pg_try_advisory_lock(${lock}) AS "isOurs"`, [
      townId,
    ]);
    if (!rows[0]?.isOurs) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${lock})`, [townId]);
    }
  } finally {
    client.release();
  }
}
