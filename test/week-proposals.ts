import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inject, onTestFinished } from 'vitest';
import { addDays, type Day } from '../domain/day.ts';
import type { DayChange, DayFigures, WeekResult } from '../domain/week/proposals.ts';
import { runningInstance } from '../platform/runtime-file.ts';

/** What a worker finds for a week in some minutes: one point on other days, and `gainDong` saved by it with either seed. */
export function weekResultOf(monday: Day, change: DayChange, gainDong: number): WeekResult {
  const days = (costDong: number): DayFigures[] =>
    [0, 1, 2, 3, 4, 5, 6].map((ahead) => ({
      ...{ day: addDays(monday, ahead), visits: 1, dueKg: 10, servedKg: 10, trucks: 1, trips: 1, workSeconds: 3600 },
      ...{ overtimeSeconds: 0, lengthMetres: 9000, costDong: ahead === 0 ? costDong : 100_000 },
    }));
  const runs = [1, 2].map((seed) => ({ seed, before: days(2_000_000), after: days(2_000_000 - gainDong) }));
  const estimate = { beforeDong: 2_600_000, afterDong: 2_600_000 - gainDong };
  return {
    runs,
    changes: [change],
    counts: { streams: 1, choices: 1, fixed: 0 },
    estimate,
    daysOff: [],
    graphId: 'none',
  };
}

/** Writes proposals that nobody has to wait for; without a result it waits for a worker that never hears of it. */
export async function openWeekProposals() {
  const database = new pg.Client({ connectionString: runningInstance(inject('programDataDir'))?.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());
  return async (monday: Day, result: WeekResult | null) => {
    await database.query(
      `INSERT INTO "WeekProposal" ("id", "townId", "monday", "inputs", "state", "progress", "result")
       SELECT $1, "id", $2, $3, $4, $5, $6 FROM "Town" WHERE "isActive"`,
      [uuidv7(), monday, { seed: 1, steps: 60 }, result ? 'done' : 'queued', result ? 100 : 0, result],
    );
  };
}
