import { instantAt } from '../../domain/clock-times.ts';
import type { Day } from '../../domain/day.ts';
import { type LeftVisit, leftOfDay } from '../../domain/remedies/left.ts';
import type { Database } from '../../platform/database.ts';
import type { LedgerBook } from '../ledger/read-book.ts';
import { readDay } from '../ledger/read-day.ts';

/** What was left of a day, and how long its trucks were out. */
export interface LeftDay {
  readonly day: Day;
  readonly left: readonly (LeftVisit & { readonly pointId: string })[];
  /** Points and streams that had a visit, as `pointId stream`. */
  readonly visited: ReadonlySet<string>;
  /** When the published routes end, seconds passed since local midnight, by shift. */
  readonly endSeconds: ReadonlyMap<string, number>;
  /** What they have each facility take, kg. */
  readonly broughtKg: ReadonlyMap<string, number>;
}

/** Reads what was left of a day of a town, of the units and streams asked about. */
export async function readLeftDay(
  { pool }: Pick<Database, 'pool'>,
  town: { readonly id: string; readonly timeZone: string },
  day: Day,
  book: LedgerBook,
  isAsked: (key: string) => boolean,
): Promise<LeftDay> {
  const inputs = await readDay(pool, town.id, day, book);
  const reasons = await pool.query<{ visitId: string; reason: string | null }>(
    `SELECT DISTINCT ON ("visitId") "visitId", reason FROM "FieldEvent"
      WHERE "townId" = $1 AND day = $2::date AND kind = 'skipped' AND "visitId" IS NOT NULL AND "retractedAt" IS NULL
      ORDER BY "visitId", "doneAt" DESC, id DESC`,
    [town.id, day],
  );
  const reasonOf = new Map(reasons.rows.map(({ visitId, reason }) => [visitId, reason]));
  const left = leftOfDay(inputs, isAsked, (visitId) => reasonOf.get(visitId) ?? null);
  const visits = await pool.query<{ id: string; pointId: string; stream: string }>(
    'SELECT id, "pointId", stream FROM "Visit" WHERE "townId" = $1 AND day = $2::date',
    [town.id, day],
  );
  const pointOf = new Map(visits.rows.map(({ id, pointId }) => [id, pointId]));
  const trips = await pool.query<{ facilityId: string; kg: number }>(
    `SELECT trip."facilityId", sum(trip."loadKg")::float8 AS kg FROM "Plan" plan
       JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId" JOIN "Trip" trip ON trip."routeId" = route.id
      WHERE plan."townId" = $1 AND plan.day = $2::date GROUP BY 1`,
    [town.id, day],
  );
  const routes = await pool.query<{ shiftId: string; endsAt: Date }>(
    `SELECT route."shiftId", max(route."endsAt") AS "endsAt" FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
      WHERE plan."townId" = $1 AND plan.day = $2::date AND route."shiftId" IS NOT NULL GROUP BY 1`,
    [town.id, day],
  );
  const midnight = instantAt(day, 0, town.timeZone).getTime();
  return {
    day,
    left: left.flatMap((visit) => {
      const pointId = pointOf.get(visit.visitId);
      return pointId === undefined ? [] : [{ ...visit, pointId }];
    }),
    visited: new Set(visits.rows.map(({ pointId, stream }) => `${pointId} ${stream}`)),
    broughtKg: new Map(trips.rows.map(({ facilityId, kg }) => [facilityId, kg])),
    endSeconds: new Map(
      routes.rows.map(({ shiftId, endsAt }) => [shiftId, Math.max(0, Math.ceil((endsAt.getTime() - midnight) / 1000))]),
    ),
  };
}
