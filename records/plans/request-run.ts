import { v7 as uuidv7 } from 'uuid';
import type { Day } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import type { RunOptions } from './runs.ts';

/** A run somebody asks for. */
export interface RunRequest {
  readonly townId: string;
  readonly day: Day;
  readonly options: RunOptions;
  /** The account that asks; `null` = the schedule. */
  readonly requestedBy: string | null;
}

/**
 * Writes the row of a new run that plans a day, and that of the day's plan where there is none. A day is planned by one run
 * at a time: of two who ask at once one gets the run.
 *
 * @param unless `open` = not while a run of the day waits or runs; `any` = not when the day has a plan, whatever became of it
 * @returns the run, or the plan that stands in its way
 */
export async function requestRun(
  { pool }: Pick<Database, 'pool'>,
  { townId, day, options, requestedBy }: RunRequest,
  unless: 'open' | 'any',
): Promise<{ readonly planId: string; readonly runId: string | null }> {
  const runId = uuidv7();
  const { rows } = await pool.query<{ planId: string; runId: string | null }>(REQUEST, [
    ...[uuidv7(), townId, day, runId, options, requestedBy, unless === 'any'],
  ]);
  const [row] = rows;
  if (row) return row;
  // Another one has made the plan since this statement began, and with it its run.
  const made = await pool.query<{ planId: string }>(
    'SELECT id AS "planId" FROM "Plan" WHERE "townId" = $1 AND day = $2::date',
    [townId, day],
  );
  const [plan] = made.rows;
  if (!plan) throw new Error(`the plan of ${day} is gone`);
  return { planId: plan.planId, runId: null };
}

/** One statement, so that nothing can come between looking and writing. Gives no row where it sees none of another's plan. */
const REQUEST = `
  WITH made AS (
    INSERT INTO "Plan" (id, "townId", day) VALUES ($1, $2, $3::date)
    ON CONFLICT ("townId", day) DO NOTHING RETURNING id
  ), plan AS (
    SELECT id, true AS "isNew" FROM made
    UNION ALL SELECT id, false FROM "Plan" WHERE "townId" = $2 AND day = $3::date
    LIMIT 1
  ), run AS (
    INSERT INTO "PlanRun" (id, "planId", options, "requestedBy", "updatedAt")
    SELECT $4, plan.id, $5, $6, now() FROM plan WHERE plan."isNew" OR NOT $7
    ON CONFLICT ("planId") WHERE state IN ('queued', 'running') DO NOTHING RETURNING id
  )
  SELECT plan.id AS "planId", run.id AS "runId" FROM plan LEFT JOIN run ON true`;
